import CSQLite

/// A prepared statement of one connection; owns the C handle.
final class Statement {
  let handle: OpaquePointer
  /// True from `Connection.statement(for:)` until `release()`; a busy statement is not lent a second time.
  var isBusy = false

  init(_ text: String, on connection: OpaquePointer) throws {
    var text = text
    handle = try text.withUTF8 { bytes in
      let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      var handle: OpaquePointer?
      var rest: UnsafePointer<CChar>?
      guard
        sqlite3_prepare_v3(
          connection, start, Int32(clamping: bytes.count), UInt32(SQLITE_PREPARE_PERSISTENT),
          &handle, &rest) == SQLITE_OK
      else { throw SQLiteError(of: connection, sql: String(decoding: bytes, as: UTF8.self)) }
      let used = if let start, let rest { rest - start } else { 0 }
      guard let handle, bytes[used...].allSatisfy({ [0x20, 0x0a, 0x0d, 0x09].contains($0) }) else {
        sqlite3_finalize(handle)
        throw SQLiteError(
          SQLITE_MISUSE, "not exactly one statement", sql: String(decoding: bytes, as: UTF8.self))
      }
      return handle
    }
  }

  deinit { sqlite3_finalize(handle) }

  var sql: String { String(cString: sqlite3_sql(handle)) }

  func bind(_ values: [SQLValue]) throws {
    guard values.count == Int(sqlite3_bind_parameter_count(handle)) else {
      throw SQLiteError(SQLITE_MISUSE, "placeholders and values differ in number", sql: sql)
    }
    for (index, value) in values.enumerated() {
      // SQLite would quietly store NULL.
      if case .real(let number) = value, number.isNaN {
        throw SQLiteError(SQLITE_MISMATCH, "not a number", sql: sql)
      }
      guard bind(value, at: Int32(index + 1)) == SQLITE_OK else {
        throw SQLiteError(of: sqlite3_db_handle(handle), sql: sql)
      }
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let value): sqlite3_bind_int64(handle, index, value)
    case .real(let value): sqlite3_bind_double(handle, index, value)
    case .text(var value):
      value.withUTF8 { csqlite_bind_text(handle, index, $0.baseAddress, UInt64($0.count)) }
    case .blob(let value):
      value.withUnsafeBytes { csqlite_bind_blob(handle, index, $0.baseAddress, UInt64($0.count)) }
    }
  }

  /// True when there is a row to read.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw SQLiteError(of: sqlite3_db_handle(handle), sql: sql)
    }
  }

  /// Makes the statement ready for its next use, and lets go of the values it was bound to.
  func release() {
    // The result repeats what `step` has already thrown.
    _ = sqlite3_reset(handle)
    _ = sqlite3_clear_bindings(handle)
    isBusy = false
  }
}
