import Glibc

/// Read-only connections kept for the next reader, last used first out.
///
/// Nobody waits: with none idle another is opened, so there are never more than threads that read at once, and a read
/// inside a read cannot lock itself out. No more than `capacity` are kept.
///
/// Unchecked because it hands connections between threads: `idle` and `isClosed` are touched only under the mutex, and
/// a connection taken out belongs to its taker alone until it is put back.
final class ReaderPool: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var idle: [Connection] = []
  private var isClosed = false
  private let capacity: Int
  private let open: @Sendable () throws -> Connection

  init(capacity: Int, open: @escaping @Sendable () throws -> Connection) throws {
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    self.capacity = capacity
    self.open = open
    for _ in 0..<capacity { idle.append(try open()) }
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func withConnection<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    let connection = try take()
    defer { put(connection) }
    return try body(connection)
  }

  func close() {
    let closing = locked {
      isClosed = true
      defer { idle = [] }
      return idle
    }
    // Closing touches the disk: outside the lock, here.
    _ = closing
  }

  /// Of the connections that nobody uses at the moment.
  func addCacheUse(to statistics: inout DatabaseStatistics) {
    locked {
      for connection in idle { connection.addCacheUse(to: &statistics) }
    }
  }

  private func take() throws -> Connection {
    let known = try locked {
      if isClosed { throw Database.closed }
      return idle.popLast()
    }
    return try known ?? open()
  }

  private func put(_ connection: Connection) {
    locked {
      if !isClosed && idle.count < capacity { idle.append(connection) }
    }
  }

  private func locked<Result>(_ body: () throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }
}
