import SQLite
import Testing

@Suite struct DatabaseTests {
  private struct Refused: Error {}

  @Test func whatThrowsIsUndone() async throws {
    let database = try Database.temporary(migrations: notes)
    await #expect(throws: Refused.self) {
      try await database.write { connection in
        try connection.run("INSERT INTO shelf (name) VALUES ('a')")
        throw Refused()
      }
    }
    #expect(try database.read { try $0.value("SELECT count(*) FROM shelf") } == 0)
    try await database.write { try $0.run("INSERT INTO shelf (name) VALUES ('b')") }
    #expect(try database.read { try $0.value("SELECT name FROM shelf") } == "b")
  }

  @Test func failingAnyStatementLeavesNothingBehind() async throws {
    let recorder = Recorder()
    let database = try Database.temporary(migrations: notes, beforeStatement: recorder.record)
    @Sendable func add(to connection: Connection) throws {
      try connection.run("INSERT INTO shelf (name) VALUES (\("a"))")
      let id = connection.lastInsertedRowID
      try connection.run("INSERT INTO note (shelf, body) VALUES (\(id), 'x')")
    }
    // BEGIN, two insertions, COMMIT.
    for number in 1...4 {
      recorder.fail(at: number)
      await #expect(throws: Recorder.Injected.self) { try await database.write(add) }
      recorder.fail(at: nil)
      #expect(try database.read { try $0.value("SELECT count(*) FROM shelf") } == 0)
    }
    recorder.fail(at: nil)
    try await database.write(add)
    #expect(
      recorder.statements == [
        "BEGIN IMMEDIATE", "INSERT INTO shelf (name) VALUES (?)",
        "INSERT INTO note (shelf, body) VALUES (?, 'x')", "COMMIT",
      ])
  }

  @Test func aBodyCannotEndItsTransaction() async throws {
    let database = try Database.temporary(migrations: notes)
    await #expect(throws: SQLiteError.self) { try await database.write { try $0.run("COMMIT") } }
    try await database.write { try $0.run("INSERT INTO shelf (name) VALUES ('a')") }
  }

  @Test func aThousandWritesAtOnceAllCount() async throws {
    let database = try Database.temporary(migrations: notes)
    try await database.write { try $0.run("INSERT INTO shelf (id, name) VALUES (1, '0')") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<1_000 {
        group.addTask {
          try await database.write { connection in
            let count: String = try connection.value("SELECT name FROM shelf WHERE id = 1") ?? ""
            try connection.run("UPDATE shelf SET name = \(String((Int(count) ?? 0) + 1))")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try database.read { try $0.value("SELECT name FROM shelf") } == "1000")
  }

  @Test func aReadSeesNothingThatIsCommittedMeanwhile() throws {
    let directory = try Directory()
    let database = try Database.open(path: directory.file("db"), readers: 1, migrations: notes)
    let other = try Connection(path: directory.file("db"))
    let counts = try database.read { connection in
      let before: Int? = try connection.value("SELECT count(*) FROM shelf")
      try other.run("INSERT INTO shelf (name) VALUES ('a')")
      return [before, try connection.value("SELECT count(*) FROM shelf")]
    }
    #expect(counts == [0, 0])
    #expect(try database.read { try $0.value("SELECT count(*) FROM shelf") } == 1)
  }

  @Test func readersSeeOneSnapshotWhileOthersWrite() async throws {
    let database = try Database.temporary(readers: 4, migrations: notes)
    // Each write adds a shelf and its note: a reader that sees one without the other has no snapshot.
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 0..<300 {
          try await database.write { connection in
            try connection.run("INSERT INTO shelf (name) VALUES (\(String(number)))")
            try connection.run("INSERT INTO note (shelf) VALUES (\(connection.lastInsertedRowID))")
          }
        }
      }
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<300 {
            let (shelves, notes) = try database.read { (connection) throws in
              (
                try connection.value("SELECT count(*) FROM shelf") as Int?,
                try connection.value("SELECT count(*) FROM note") as Int?
              )
            }
            #expect(shelves == notes)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try database.read { try $0.value("SELECT count(*) FROM note") } == 300)
  }

  @Test func aReadInsideAReadDoesNotLockUp() throws {
    let database = try Database.temporary(readers: 1, migrations: notes)
    let depth = try database.read { outer in
      try database.read { inner in
        try database.read { try $0.value("SELECT 3") as Int? }
      }
    }
    #expect(depth == 3)
  }

  @Test func safeSettingsHold() async throws {
    let directory = try Directory()
    let database = try Database.open(path: directory.file("db"), readers: 1, migrations: notes)
    try await database.write { connection in
      #expect(try connection.value("PRAGMA journal_mode") == "wal")
      #expect(try connection.value("PRAGMA synchronous") == 2)
      #expect(try connection.value("PRAGMA foreign_keys") == 1)
      #expect(try connection.value("PRAGMA trusted_schema") == 0)
      #expect(try connection.value("PRAGMA busy_timeout") == 5_000)
      // Defensive: the schema cannot be written by hand.
      try connection.run("PRAGMA writable_schema = ON")
      #expect(throws: SQLiteError.self) { try connection.run("DELETE FROM sqlite_schema") }
    }
    #expect(directory.mode(of: "db") == 0o600)
    #expect(directory.mode(of: "db-wal") == 0o600)
  }

  @Test func closingEndsEverything() async throws {
    let directory = try Directory()
    let database = try Database.open(path: directory.file("db"), readers: 2, migrations: notes)
    try await database.write { try $0.run("INSERT INTO shelf (name) VALUES ('kept')") }
    try await database.checkpoint()
    #expect(directory.size(of: "db-wal") == 0)
    await database.close()
    #expect(directory.size(of: "db-wal") == nil)
    #expect(throws: SQLiteError.self) { try database.read { try $0.run("SELECT 1") } }
    await #expect(throws: SQLiteError.self) { try await database.write { try $0.run("SELECT 1") } }

    let again = try Database.open(path: directory.file("db"), readers: 1, migrations: notes)
    #expect(try again.read { try $0.value("SELECT name FROM shelf") } == "kept")
  }
}
