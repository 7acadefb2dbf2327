import CSQLite

/// The row a statement stands on; good only inside the closure it is passed to. Columns count from 0.
public struct Row {
  private let statement: Statement

  init(_ statement: Statement) { self.statement = statement }

  /// The value of a column; throws where the stored class is not the one asked for. Nothing is converted.
  public func callAsFunction<Value: ColumnReadable>(_ column: Int) throws -> Value {
    try Value.read(from: self, at: column)
  }

  public func isNull(_ column: Int) -> Bool { storageClass(of: column) == SQLITE_NULL }

  /// The bytes of a text without making a `String`. They are valid for the call only, and not checked to be UTF-8.
  public func withText<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    try require(SQLITE_TEXT, at: column, wanted: "a text")
    // The text must be asked for before its length.
    let start = sqlite3_column_text(statement.handle, Int32(column))
    let count = sqlite3_column_bytes(statement.handle, Int32(column))
    return try body(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  func integer(_ column: Int) throws -> Int64 {
    try require(SQLITE_INTEGER, at: column, wanted: "an integer")
    return sqlite3_column_int64(statement.handle, Int32(column))
  }

  func real(_ column: Int) throws -> Double {
    try require(SQLITE_FLOAT, at: column, wanted: "a real")
    return sqlite3_column_double(statement.handle, Int32(column))
  }

  func blob(_ column: Int) throws -> [UInt8] {
    try require(SQLITE_BLOB, at: column, wanted: "a blob")
    let start = sqlite3_column_blob(statement.handle, Int32(column))
    let count = sqlite3_column_bytes(statement.handle, Int32(column))
    return Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
  }

  func mismatch(_ column: Int, wanted: String) -> SQLiteError {
    let name = sqlite3_column_name(statement.handle, Int32(clamping: column))
    let label = name.map { String(cString: $0) } ?? "none of this number"
    return SQLiteError(
      SQLITE_MISMATCH, "column \(column) (\(label)) is not \(wanted)", sql: statement.sql)
  }

  private func require(_ wanted: Int32, at column: Int, wanted name: String) throws {
    guard storageClass(of: column) == wanted else { throw mismatch(column, wanted: name) }
  }

  private func storageClass(of column: Int) -> Int32 {
    // SQLite answers NULL for a column that is not there.
    sqlite3_column_type(statement.handle, Int32(clamping: column))
  }
}
