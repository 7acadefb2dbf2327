import CSQLite

/// What SQLite refused and why. Holds the statement's text, never the values bound to it.
public struct SQLiteError: Error, CustomStringConvertible {
  /// The extended result code (https://sqlite.org/rescode.html).
  public let extendedCode: Int32
  public let message: String
  /// The statement, with placeholders; empty where none was at work.
  public let sql: String

  init(_ extendedCode: Int32, _ message: String, sql: String = "") {
    self.extendedCode = extendedCode
    self.message = message
    self.sql = sql
  }

  /// The last failure on a connection.
  init(of connection: OpaquePointer?, sql: String = "") {
    self.init(
      sqlite3_extended_errcode(connection), String(cString: sqlite3_errmsg(connection)), sql: sql)
  }

  /// The primary result code.
  public var code: Int32 { extendedCode & 0xff }

  public var isUniqueViolation: Bool {
    // SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE and _ROWID, which Swift does not import.
    [SQLITE_CONSTRAINT | 6 << 8, SQLITE_CONSTRAINT | 8 << 8, SQLITE_CONSTRAINT | 10 << 8]
      .contains(extendedCode)
  }

  public var isForeignKeyViolation: Bool { extendedCode == SQLITE_CONSTRAINT | 3 << 8 }
  public var isCheckViolation: Bool { extendedCode == SQLITE_CONSTRAINT | 1 << 8 }
  public var isBusy: Bool { code == SQLITE_BUSY }

  /// What was violated as SQLite names it: columns `table.column, …`, or the text or name of a check.
  public var constraint: String? {
    guard code == SQLITE_CONSTRAINT, let colon = message.firstRange(of: " constraint failed: ")
    else { return nil }
    return String(message[colon.upperBound...])
  }

  public var description: String {
    sql.isEmpty
      ? "SQLite \(extendedCode): \(message)" : "SQLite \(extendedCode): \(message) in: \(sql)"
  }
}
