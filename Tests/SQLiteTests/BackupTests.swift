import SQLite
import Testing

@Suite struct BackupTests {
  private let directory: Directory
  private let database: Database

  init() async throws {
    directory = try Directory()
    database = try Database.open(path: directory.file("db"), readers: 1, migrations: notes)
    try await database.write { connection in
      for number in 0..<500 {
        try connection.run("INSERT INTO shelf (name) VALUES (\(String(number)))")
      }
    }
  }

  private func names(_ connection: Connection) throws -> [String] {
    try connection.rows("SELECT name FROM shelf ORDER BY id") { try $0(0) }
  }

  @Test func theCopyIsOneFileThatOpensAndEquals() async throws {
    try database.backup(to: directory.file("copy"))
    #expect(directory.names.filter { $0.hasPrefix("copy") } == ["copy"])
    #expect(directory.mode(of: "copy") == 0o600)
    let plain = try Connection(path: directory.file("copy"), readOnly: true)
    #expect(try plain.value("PRAGMA journal_mode") == "delete")
    let copy = try Database.open(path: directory.file("copy"), readers: 1, migrations: notes)
    let expected = try database.read(names)
    #expect(expected.count == 500)
    #expect(try copy.read(names) == expected)
    #expect(try copy.read { try $0.value("PRAGMA integrity_check") } == "ok")
    #expect(copy.migrationsApplied.isEmpty)
  }

  @Test func anExistingFileIsNotTouched() throws {
    try database.backup(to: directory.file("copy"))
    let size = directory.size(of: "copy")
    #expect(throws: SQLiteError.self) { try database.backup(to: directory.file("copy")) }
    #expect(throws: SQLiteError.self) { try database.backup(to: directory.file("none/copy")) }
    #expect(directory.size(of: "copy") == size)
  }

  @Test func theCopyIsOneMomentWhileOthersWrite() async throws {
    let database = database
    let path = directory.file("copy")
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 500..<700 {
          try await database.write { connection in
            try connection.run("INSERT INTO shelf (name) VALUES (\(String(number)))")
            try connection.run("INSERT INTO note (shelf) VALUES (\(connection.lastInsertedRowID))")
          }
        }
      }
      group.addTask { try database.backup(to: path) }
      try await group.waitForAll()
    }
    let copy = try Connection(path: path, readOnly: true)
    let shelves: Int? = try copy.value("SELECT count(*) - 500 FROM shelf")
    let notes: Int? = try copy.value("SELECT count(*) FROM note")
    #expect(shelves == notes)
  }
}
