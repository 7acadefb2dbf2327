import CSQLite
import Glibc
import Synchronization

/// What a database has done since it was opened and how large it is, for the operator's metrics.
public struct DatabaseStatistics: Sendable {
  /// Transactions asked for that have not begun.
  public var waitingWrites = 0
  /// Transactions that have ended, well or not.
  public var writes = 0
  /// How long all of them together waited for their turn, in seconds.
  public var waitSeconds = 0.0
  /// How long all of them together took, disk included, in seconds.
  public var writeSeconds = 0.0
  /// Pages found in the caches of the connections open now.
  public var cacheHits = 0
  /// Pages that had to be read.
  public var cacheMisses = 0
  /// Bytes of the database file.
  public var fileBytes = 0
  /// Bytes of the write-ahead log.
  public var logBytes = 0
}

/// Counts the writer's transactions while they wait and run.
final class WriteMeter: Sendable {
  private let waiting = Atomic(0)
  private let count = Atomic(0)
  private let waitNanoseconds = Atomic<Int64>(0)
  private let writeNanoseconds = Atomic<Int64>(0)

  /// One more waits; the moment is for `begin`.
  func queue() -> Int64 {
    waiting.add(1, ordering: .relaxed)
    return now
  }

  /// It has its turn; the moment is for `end`.
  func begin(queued: Int64) -> Int64 {
    let moment = now
    waiting.subtract(1, ordering: .relaxed)
    waitNanoseconds.add(moment - queued, ordering: .relaxed)
    return moment
  }

  func end(begun: Int64) {
    writeNanoseconds.add(now - begun, ordering: .relaxed)
    count.add(1, ordering: .relaxed)
  }

  func add(to statistics: inout DatabaseStatistics) {
    statistics.waitingWrites = waiting.load(ordering: .relaxed)
    statistics.writes = count.load(ordering: .relaxed)
    statistics.waitSeconds = Double(waitNanoseconds.load(ordering: .relaxed)) / 1e9
    statistics.writeSeconds = Double(writeNanoseconds.load(ordering: .relaxed)) / 1e9
  }

  private var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

extension Connection {
  func addCacheUse(to statistics: inout DatabaseStatistics) {
    statistics.cacheHits += status(SQLITE_DBSTATUS_CACHE_HIT)
    statistics.cacheMisses += status(SQLITE_DBSTATUS_CACHE_MISS)
  }

  private func status(_ what: Int32) -> Int {
    var current: Int32 = 0
    var highest: Int32 = 0
    sqlite3_db_status(handle, what, &current, &highest, 0)
    return Int(current)
  }
}
