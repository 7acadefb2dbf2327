import Glibc
import Synchronization

/// When which statement began, as the database's only reader tells.
final class Stopwatch: Sendable {
  private let marks = Mutex<[(statement: String, at: Int64)]>([])

  func note(_ statement: String) {
    marks.withLock { $0.append((statement, Self.now)) }
  }

  func start() { marks.withLock { $0 = [("", Self.now)] } }

  /// Each statement since the start, and the nanoseconds until the next one. The first one is none.
  func stop() -> [(statement: String, duration: Int64)] {
    let end = Self.now
    let marks = marks.withLock { $0 }
    let ends = marks.dropFirst().map(\.at) + [end]
    return zip(marks, ends).map { ($0.statement, $1 - $0.at) }
  }

  /// Nanoseconds of CPU time of this process, in which nothing else runs: what else the machine does matters less.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
