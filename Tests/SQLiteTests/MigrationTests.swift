import SQLite
import Testing

@Suite struct MigrationTests {
  private let directory: Directory

  init() throws { directory = try Directory() }

  private let first = Migration(
    version: 1, name: "first",
    sql: """
      CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
      CREATE TABLE child (parent INTEGER REFERENCES parent (id) ON DELETE CASCADE) STRICT;
      INSERT INTO parent VALUES (1);
      INSERT INTO child VALUES (1);
      """)
  private let second = Migration(
    version: 2, name: "second", sql: "ALTER TABLE parent ADD COLUMN name TEXT")

  @discardableResult
  private func open(_ migrations: [Migration]) throws -> Database {
    try Database.open(path: directory.file("db"), readers: 1, migrations: migrations)
  }

  @Test func onlyWhatIsMissingIsApplied() throws {
    #expect(try open([first]).migrationsApplied.map(\.version) == [1])
    #expect(try open([first, second]).migrationsApplied.map(\.name) == ["second"])
    let database = try open([first, second])
    #expect(database.migrationsApplied.isEmpty)
    let names: [String] = try database.read {
      try $0.rows(
        "SELECT name FROM schemaMigration WHERE appliedAt > 1500000000000 ORDER BY version"
      ) {
        try $0(0)
      }
    }
    #expect(names == ["first", "second"])
  }

  @Test func aChangedMigrationIsRefused() throws {
    try open([first, second])
    let edited = Migration(version: 1, name: "first", sql: first.sql + " ")
    #expect(throws: MigrationError.changed(version: 1, name: "first")) {
      try open([edited, second])
    }
  }

  @Test func gapsAreRefused() throws {
    #expect(throws: MigrationError.gap(expected: 1, found: 2)) { try open([second]) }
    #expect(throws: MigrationError.gap(expected: 2, found: 1)) { try open([first, first]) }
  }

  @Test func aNewerDatabaseIsRefused() throws {
    try open([first, second])
    #expect(throws: MigrationError.newer(version: 2, known: 1)) { try open([first]) }
  }

  @Test func aFailingMigrationLeavesTheOneBefore() throws {
    let broken = Migration(
      version: 2, name: "broken", sql: "CREATE TABLE extra (id INTEGER) STRICT; CREATE nonsense")
    #expect(throws: SQLiteError.self) { try open([first, broken]) }
    let database = try open([first])
    #expect(try database.read { try $0.value("SELECT count(*) FROM schemaMigration") } == 1)
    #expect(
      try database.read { try $0.value("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") }
        == 0)
  }

  @Test func aTableCanBeRebuiltWithoutLosingWhatRefersToIt() throws {
    let rebuild = Migration(
      version: 2, name: "rebuild",
      sql: """
        CREATE TABLE parentNew (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '') STRICT;
        INSERT INTO parentNew (id) SELECT id FROM parent;
        DROP TABLE parent;
        ALTER TABLE parentNew RENAME TO parent;
        """)
    let database = try open([first, rebuild])
    #expect(try database.read { try $0.value("SELECT parent FROM child") } == 1)
  }

  @Test func foreignKeysAreCheckedAtTheEnd() async throws {
    let careless = Migration(version: 2, name: "careless", sql: "DELETE FROM parent")
    #expect(throws: MigrationError.danglingReference(version: 2, table: "child")) {
      try open([first, careless])
    }
    let database = try open([first])
    await #expect(throws: SQLiteError.self) {
      try await database.write { try $0.run("INSERT INTO child VALUES (7)") }
    }
  }

  @Test func aMigrationCannotEndItsTransaction() throws {
    let escaping = Migration(version: 2, name: "escaping", sql: "SELECT 1; COMMIT; SELECT 2")
    #expect(throws: MigrationError.transactionEnded(version: 2)) { try open([first, escaping]) }
  }

  @Test func twoProgramsStartingAtOnceApplyEachStepOnce() async throws {
    let migrations = [first, second]
    for round in 0..<20 {
      let path = directory.file("db\(round)")
      let applied = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 {
          group.addTask {
            try Database.open(path: path, readers: 0, migrations: migrations).migrationsApplied
              .count
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(applied == 2)
    }
  }
}
