import Dispatch

/// Owns the only connection that writes. Its jobs run one after the other in the order they came, on a queue of its
/// own, so that waiting for the disk holds up no other task.
actor Writer {
  private let executor = QueueExecutor(label: "sqlite.writer")
  private var connection: Connection?
  let meter = WriteMeter()

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ connection: sending Connection) { self.connection = connection }

  /// `queued` is what the meter said when the transaction was asked for.
  func transaction<Result: Sendable>(
    queued: Int64, _ body: @Sendable (Connection) throws -> Result
  ) throws -> Result {
    let begun = meter.begin(queued: queued)
    defer { meter.end(begun: begun) }
    return try open().transaction("BEGIN IMMEDIATE", body)
  }

  /// Moves the write-ahead log into the database file and empties it, as far as readers let it.
  func checkpoint() throws {
    try open().run("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  func addCacheUse(to statistics: inout DatabaseStatistics) {
    connection?.addCacheUse(to: &statistics)
  }

  func close() { connection = nil }

  private func open() throws -> Connection {
    guard let connection else { throw Database.closed }
    return connection
  }
}

/// Runs an actor's jobs on a serial dispatch queue.
private final class QueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
