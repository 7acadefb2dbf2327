import SQLite
import Testing

@Suite struct ConnectionTests {
  private let database: Database

  init() throws { database = try Database.temporary(migrations: notes) }

  @Test(arguments: [
    "", "plain", "it's \"quoted\" \\ ;--", "nul\0inside\0", "\u{e9}", "e\u{301}", "line\r\nline",
    "👩‍🚀 \u{202e}", String(repeating: "x", count: 99),
  ])
  func textSurvivesByteForByte(_ text: String) async throws {
    let read = try await database.write { connection in
      try connection.run("INSERT INTO note (body) VALUES (\(text))")
      return try connection.value("SELECT body FROM note") as String?
    }
    #expect(read.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test func numbersAndBlobsSurvive() async throws {
    try await database.write { connection in
      try connection.run(
        "INSERT INTO note (id, weight, seal) VALUES (\(Int64.min), \(-0.1), \([0, 255] as [UInt8]))"
      )
      try connection.run("INSERT INTO note (id, seal) VALUES (\(Int.max), \([] as [UInt8]))")
    }
    let rows = try database.read {
      try $0.rows("SELECT id, weight, seal FROM note ORDER BY id") { row in
        Stored(id: try row(0), weight: try row(1), seal: try row(2))
      }
    }
    #expect(
      rows == [
        Stored(id: .min, weight: -0.1, seal: [0, 255]), Stored(id: .max, weight: nil, seal: []),
      ])
  }

  private struct Stored: Equatable { let id: Int64, weight: Double?, seal: [UInt8] }

  @Test func hostileTextIsOnlyText() async throws {
    let hostile = "'); DROP TABLE note; --"
    try await database.write { try $0.run("INSERT INTO note (body) VALUES (\(hostile))") }
    let count = try database.read {
      try $0.value("SELECT count(*) FROM note WHERE body = \(hostile)") as Int?
    }
    #expect(count == 1)
  }

  @Test func nothingIsConvertedOnReading() throws {
    try database.read { (connection) throws in
      #expect(throws: SQLiteError.self) { try connection.value("SELECT '1'") as Int? }
      #expect(throws: SQLiteError.self) { try connection.value("SELECT 1") as String? }
      #expect(throws: SQLiteError.self) { try connection.value("SELECT 1") as Double? }
      #expect(throws: SQLiteError.self) { try connection.value("SELECT 2") as Bool? }
      #expect(throws: SQLiteError.self) { try connection.value("SELECT 'x'") as [UInt8]? }
      #expect(throws: SQLiteError.self) { try connection.value("SELECT 'mauve'") as Colour? }
      #expect(throws: SQLiteError.self) { try connection.first("SELECT NULL") { try $0(0) as Int } }
      #expect(throws: SQLiteError.self) { try connection.first("SELECT 1") { try $0(1) as Int } }
      #expect(throws: SQLiteError.self) {
        try connection.value("SELECT CAST(x'c328' AS TEXT)") as String?
      }
    }
  }

  @Test func valueIsNilForNullAndForNoRow() throws {
    #expect(try database.read { try $0.value("SELECT 'red'") } == Colour.red)
    #expect(try database.read { try $0.value("SELECT NULL") as Int? } == nil)
    #expect(try database.read { try $0.value("SELECT 1 WHERE 0") as Int? } == nil)
  }

  private enum Colour: String, ColumnReadable { case red }

  @Test func bytesOfATextCanBeRead() throws {
    let bytes = try database.read {
      try $0.first("SELECT \("a\0é")") { try $0.withText(0) { Array($0) } }
    }
    #expect(bytes == Array("a\0é".utf8))
  }

  @Test func strictTablesRefuseTheWrongClass() async {
    await #expect {
      try await database.write { try $0.run("INSERT INTO note (weight) VALUES (\("heavy"))") }
    } throws: {
      ($0 as? SQLiteError)?.code == 19
    }
  }

  @Test func errorsSayWhatWasViolated() async throws {
    func failure(_ sql: SQL) async -> SQLiteError? {
      do {
        try await database.write { _ = try $0.run(sql) }
        return nil
      } catch { return error as? SQLiteError }
    }
    try await database.write { try $0.run("INSERT INTO shelf (id, name) VALUES (1, 'a')") }

    let unique = await failure("INSERT INTO shelf (name) VALUES (\("a"))")
    #expect(unique?.isUniqueViolation == true && unique?.constraint == "shelf.name")
    #expect(unique?.description.contains("VALUES (?)") == true)
    let primary = await failure("INSERT INTO shelf (id, name) VALUES (1, 'b')")
    #expect(primary?.isUniqueViolation == true && primary?.constraint == "shelf.id")
    let foreign = await failure("INSERT INTO note (shelf) VALUES (9)")
    #expect(foreign?.isForeignKeyViolation == true && foreign?.isUniqueViolation == false)
    let long = String(repeating: "x", count: 100)
    #expect(await failure("INSERT INTO note (body) VALUES (\(long))")?.isCheckViolation == true)
  }

  @Test func runCountsItsOwnRows() async throws {
    let counts = try await database.write { connection in
      [
        try connection.run("INSERT INTO shelf (name) VALUES ('a'), ('b'), ('c')"),
        try connection.run("SELECT 1"),
        try connection.run("CREATE TABLE other (id INTEGER) STRICT"),
        try connection.run("UPDATE shelf SET name = name || '!' WHERE id > 1"),
        try connection.run("DELETE FROM shelf WHERE id = 77"),
      ]
    }
    #expect(counts == [3, 0, 0, 2, 0])
  }

  @Test func returningWorksWithFirst() async throws {
    let id = try await database.write {
      try $0.first("INSERT INTO shelf (name) VALUES ('a'), ('b') RETURNING id") { try $0(0) as Int }
    }
    #expect(id == 1)
    #expect(try database.read { try $0.value("SELECT count(*) FROM shelf") } == 2)
  }

  @Test func exactlyOneStatementWithItsValues() throws {
    try database.read { (connection) throws in
      #expect(throws: SQLiteError.self) { try connection.run("SELECT 1; SELECT 2") }
      #expect(throws: SQLiteError.self) { try connection.run("") }
      #expect(throws: SQLiteError.self) { try connection.run("SELECT 1\0 garbage") }
      #expect(throws: SQLiteError.self) { try connection.run("SELECT ?") }
      #expect(throws: SQLiteError.self) { try connection.run("SELECT \"no such column\"") }
      #expect(throws: SQLiteError.self) {
        try connection.run(SQL(unchecked: "SELECT ?", bindings: [.null, .null]))
      }
      try connection.run("SELECT 1;\n")
    }
  }

  @Test func notANumberIsNotQuietlyNull() {
    #expect(throws: SQLiteError.self) { try database.read { try $0.run("SELECT \(Double.nan)") } }
  }

  @Test func readersCannotWrite() {
    #expect(throws: SQLiteError.self) {
      try database.read { try $0.run("INSERT INTO shelf (name) VALUES ('a')") }
    }
  }
}
