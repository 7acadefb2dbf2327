import CSQLite

extension Connection {
  /// Copies the database as of now to a new file of mode 0600 that needs no write-ahead log beside it.
  func backup(to path: String) throws {
    guard makePrivateFile(path) else {
      throw SQLiteError(SQLITE_CANTOPEN, "\(path) exists already or cannot be made")
    }
    do {
      // A rollback journal, so that the copy is one file once it is closed.
      let copy = try Connection(path: path)
      try copyPages(to: copy)
      try copy.execute(script: "PRAGMA journal_mode = DELETE")
    } catch {
      removeFile(path)
      throw error
    }
  }

  private func copyPages(to copy: Connection) throws {
    guard let backup = sqlite3_backup_init(copy.handle, "main", handle, "main") else {
      throw SQLiteError(of: copy.handle)
    }
    // All pages in one step are one read transaction, so that writers cannot make it start again.
    let result = sqlite3_backup_step(backup, -1)
    let finished = sqlite3_backup_finish(backup)
    guard result == SQLITE_DONE, finished == SQLITE_OK else { throw SQLiteError(of: copy.handle) }
  }
}
