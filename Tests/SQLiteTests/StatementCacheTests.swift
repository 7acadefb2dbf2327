import SQLite
import Testing

/// SQLite's own list of prepared statements (`sqlite_stmt`) tells what the cache holds.
@Suite struct StatementCacheTests {
  private let database: Database

  init() throws { database = try Database.temporary(migrations: notes) }

  private func prepared(_ text: String, on connection: Connection) throws -> Int? {
    try connection.value("SELECT count(*) FROM sqlite_stmt WHERE sql = \(text)")
  }

  @Test func sameTextIsPreparedOnce() throws {
    try database.read { (connection) throws in
      for number in 1...5 { #expect(try connection.value("SELECT \(number) + 0") == number) }
      #expect(try prepared("SELECT ? + 0", on: connection) == 1)
      let runs: Int? = try connection.value(
        "SELECT run FROM sqlite_stmt WHERE sql = 'SELECT ? + 0'")
      #expect(runs == 5)
    }
  }

  @Test func textsThatOnlyLookEqualAreKeptApart() throws {
    try database.read { (connection) throws in
      #expect(try connection.value("SELECT length('\u{e9}')") == 1)
      #expect(try connection.value("SELECT length('e\u{301}')") == 2)
    }
  }

  @Test func theCacheIsBounded() throws {
    try database.read { (connection) throws in
      for number in 0..<1_000 {
        #expect(try connection.value(SQL(unchecked: "SELECT \(number)")) == number)
      }
      let count: Int = try connection.value("SELECT count(*) FROM sqlite_stmt") ?? 0
      #expect(count <= 257)
    }
  }

  @Test func aStatementCanRunInsideItself() throws {
    try database.read { (connection) throws in
      func pairs(_ depth: Int) throws -> [Int] {
        try connection.rows("WITH t(x) AS (VALUES (1), (2)) SELECT x FROM t") { row in
          let inner = depth > 0 ? try pairs(depth - 1).count : 0
          return try row(0) * 10 + inner
        }
      }
      #expect(try pairs(3) == [12, 22])
      #expect(
        try prepared("WITH t(x) AS (VALUES (1), (2)) SELECT x FROM t", on: connection) == 1)
    }
  }

  @Test func aStatementStoppedHalfwayStartsAfresh() throws {
    struct Stop: Error {}
    try database.read { (connection) throws in
      for _ in 1...2 {
        var seen: [Int] = []
        #expect(throws: Stop.self) {
          try connection.forEach("WITH t(x) AS (VALUES (1), (2), (3)) SELECT x FROM t") { row in
            seen.append(try row(0))
            if seen.count == 2 { throw Stop() }
          }
        }
        #expect(seen == [1, 2])
      }
      let busy: Int? = try connection.value(
        "SELECT sum(busy) FROM sqlite_stmt WHERE sql LIKE 'WITH%'")
      #expect(busy == 0)
    }
  }
}
