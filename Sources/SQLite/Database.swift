import CSQLite

/// A database file: many readers at once, each on a snapshot, and one writer.
public final class Database: Sendable {
  private let readers: ReaderPool
  private let writer: Writer
  private let directory: TemporaryDirectory?
  private let path: String
  /// What this opening applied.
  public let migrationsApplied: [Migration]

  /// Opens a file, made if it does not exist, and brings its schema up to date.
  ///
  /// `readers` is the number of read-only connections kept open, best one per thread that reads. `beforeStatement` is
  /// set on every connection (`Connection.beforeStatement`) once the schema is up to date. Throws `MigrationError`
  /// where file and migrations do not belong together.
  public static func open(
    path: String, readers: Int, migrations: [Migration],
    beforeStatement: (@Sendable (String) throws -> Void)? = nil
  ) throws -> Database {
    try Database(
      path: path, readers: readers, migrations: migrations, beforeStatement: beforeStatement)
  }

  /// A database in a directory of its own that goes when the database does; nothing waits for the disk. For tests.
  public static func temporary(
    readers: Int = 2, migrations: [Migration],
    beforeStatement: (@Sendable (String) throws -> Void)? = nil
  ) throws -> Database {
    let directory = try TemporaryDirectory()
    return try Database(
      path: directory.database, readers: readers, migrations: migrations,
      beforeStatement: beforeStatement, directory: directory)
  }

  private init(
    path: String, readers: Int, migrations: [Migration],
    beforeStatement: (@Sendable (String) throws -> Void)?, directory: TemporaryDirectory? = nil
  ) throws {
    let connection = try Connection(path: path, durability: directory == nil ? .full : .none)
    migrationsApplied = try connection.migrate(migrations)
    connection.beforeStatement = beforeStatement
    self.directory = directory
    self.path = path
    self.readers = try ReaderPool(capacity: readers) {
      let connection = try Connection(path: path, readOnly: true)
      connection.beforeStatement = beforeStatement
      return connection
    }
    writer = Writer(connection)
  }

  /// Reads in one snapshot: nothing another writes meanwhile is seen. Runs on the calling thread.
  public func read<Result: Sendable>(_ body: (Connection) throws -> Result) throws -> Result {
    try readers.withConnection { try $0.transaction("BEGIN", body) }
  }

  /// Writes in one transaction, after those that came before: committed and on disk when this returns, undone when the
  /// body throws.
  @discardableResult
  public func write<Result: Sendable>(
    _ body: @Sendable (Connection) throws -> Result
  ) async throws -> Result {
    try await writer.transaction(queued: writer.meter.queue(), body)
  }

  /// What has been done so far, and how large the files are.
  public func statistics() async -> DatabaseStatistics {
    var statistics = DatabaseStatistics()
    writer.meter.add(to: &statistics)
    readers.addCacheUse(to: &statistics)
    await writer.addCacheUse(to: &statistics)
    statistics.fileBytes = fileSize(path)
    statistics.logBytes = fileSize(path + "-wal")
    return statistics
  }

  /// Copies the whole database, as of now, to a file that must not exist yet, while others read and write. Blocks.
  public func backup(to path: String) throws {
    try readers.withConnection { try $0.backup(to: path) }
  }

  /// Moves the write-ahead log into the database file, as far as readers let it.
  public func checkpoint() async throws { try await writer.checkpoint() }

  /// Lets go of the file once running reads have ended; whatever comes after throws.
  public func close() async {
    readers.close()
    await writer.close()
  }

  static var closed: SQLiteError { SQLiteError(SQLITE_MISUSE, "the database is closed") }
}
