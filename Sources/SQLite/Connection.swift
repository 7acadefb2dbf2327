import CSQLite

/// One connection to a database file, used by one thread at a time.
public final class Connection {
  let handle: OpaquePointer
  private var statements: [ByteText: Statement] = [:]
  private static let statementLimit = 256

  /// Called with the text of each statement before it runs; what it throws, the statement throws. For observation and
  /// fault injection. `ROLLBACK` and scripts go unannounced.
  public var beforeStatement: ((String) throws -> Void)?

  /// How far a commit must have got before it counts.
  public enum Durability: String, Sendable {
    /// On disk: survives the loss of power.
    case full = "FULL"
    /// Handed to the system: for what need not survive, such as tests.
    case none = "OFF"
  }

  /// Opens a file, made with mode 0600 if it does not exist unless only to be read. Journal mode is WAL, foreign keys
  /// hold, a locked database is waited for (5 s), and the schema is not trusted to call what could do harm.
  public init(path: String, readOnly: Bool = false, durability: Durability = .full) throws {
    if !readOnly { makePrivateFile(path) }
    var opened: OpaquePointer?
    let access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    let result = sqlite3_open_v2(
      path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard result == SQLITE_OK, let opened else {
      let error = SQLiteError(of: opened)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    sqlite3_busy_timeout(handle, 5_000)
    for (option, isOn) in [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_FKEY, 1), (SQLITE_DBCONFIG_DQS_DML, 0), (SQLITE_DBCONFIG_DQS_DDL, 0),
    ] as [(Int32, Int32)] where csqlite_set(handle, option, isOn) != SQLITE_OK {
      throw SQLiteError(of: handle)
    }
    try execute(script: "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY")
    if !readOnly {
      try useWriteAheadLog()
      try execute(
        script: "PRAGMA synchronous = \(durability.rawValue); PRAGMA journal_size_limit = 67108864")
    }
  }

  // Statements still held live on until they are let go, and the handle with them.
  deinit { sqlite3_close_v2(handle) }

  /// Runs a statement to its end; the number of rows it inserted, updated or deleted itself.
  @discardableResult
  public func run(_ sql: SQL) throws -> Int {
    let before = sqlite3_total_changes64(handle)
    try step(sql) { _ in true }
    // `changes` keeps the number of an earlier statement when this one changes none.
    return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
  }

  /// Every row, read by the closure.
  public func rows<Result>(_ sql: SQL, _ read: (Row) throws -> Result) throws -> [Result] {
    var results: [Result] = []
    try step(sql) { row in
      results.append(try read(row))
      return true
    }
    return results
  }

  /// The first row, or `nil` where there is none.
  public func first<Result>(_ sql: SQL, _ read: (Row) throws -> Result) throws -> Result? {
    var result: Result?
    try step(sql) { row in
      result = try read(row)
      return false
    }
    return result
  }

  /// The first column of the first row; `nil` where there is no row or the value is NULL.
  public func value<Value: ColumnReadable>(_ sql: SQL) throws -> Value? {
    try first(sql) { try $0(0) as Value? } ?? nil
  }

  /// Row by row, without holding more than one; throw to stop.
  public func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    try step(sql) { row in
      try body(row)
      return true
    }
  }

  /// Several statements in one text, with nothing bound: for migrations.
  public func execute(script: String) throws {
    guard !script.utf8.contains(0) else { throw SQLiteError(SQLITE_MISUSE, "NUL in a script") }
    guard sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else {
      throw SQLiteError(of: handle)
    }
  }

  public var lastInsertedRowID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Runs the body in a transaction: `COMMIT` when it returns, `ROLLBACK` when it or the commit throws.
  func transaction<Result>(_ begin: SQL, _ body: (Connection) throws -> Result) throws -> Result {
    try run(begin)
    do {
      let result = try body(self)
      try run("COMMIT")
      return result
    } catch {
      // Some failures (disk full, input/output) have rolled back by themselves.
      if isInTransaction { try execute(script: "ROLLBACK") }
      throw error
    }
  }

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  private func useWriteAheadLog(attempts: Int = 20) throws {
    do {
      guard try value("PRAGMA journal_mode = WAL") == "wal" else {
        throw SQLiteError(SQLITE_CANTOPEN, "the file system cannot hold a write-ahead log")
      }
    } catch let error as SQLiteError where error.isBusy && attempts > 1 {
      // Two that open a new file at once hold a lock each and want the other's: SQLite fails one without waiting.
      sqlite3_sleep(20)
      try useWriteAheadLog(attempts: attempts - 1)
    }
  }

  /// The closure returns false to stop.
  private func step(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
    let statement = try statement(for: sql.text)
    statement.isBusy = true
    defer { statement.release() }
    try statement.bind(sql.bindings)
    try beforeStatement?(sql.text)
    while try statement.step() {
      guard try body(Row(statement)) else { return }
    }
  }

  private func statement(for text: String) throws -> Statement {
    let key = ByteText(text)
    let known = statements[key]
    if let known, !known.isBusy { return known }
    let statement = try Statement(text, on: handle)
    // While the known one is being stepped this is a second of the same text, gone after use.
    guard known == nil else { return statement }
    if statements.count >= Self.statementLimit { statements.removeAll(keepingCapacity: true) }
    statements[key] = statement
    return statement
  }
}
