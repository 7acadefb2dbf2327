import Foundation
import SQLite
import Testing

@testable import Portal

@Suite("What was there before orders were signed")
struct HandOverMigrationTests {
  @Test func anAgentWithATokenIsKeptAndShutOut() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "fabrique.sqlite").path
    let before = try Database.open(
      path: path, readers: 1, migrations: Array(Migrations.all.prefix { $0.name != "hand-over" }))
    _ = try await before.write { connection in
      try connection.run("INSERT INTO site (id, slug, name, createdAt) VALUES ('s', 's', 's', 1)")
      try connection.run(
        """
        INSERT INTO agent (id, site, name, tokenHash, createdAt, lastSeenAt, revokedAt)
        VALUES ('a', 's', 'running', x'01', 10, 20, NULL), ('b', 's', 'revoked', x'02', 10, NULL, 30)
        """)
    }
    await before.close()

    let after = try Database.open(path: path, readers: 1, migrations: Migrations.all)
    let rows = try after.read { connection in
      try connection.rows("SELECT name, lastSeenAt, codeUsedAt, revokedAt FROM agent ORDER BY id") {
        (
          name: try $0(0) as String, seen: try $0(1) as Int?, used: try $0(2) as Int?,
          revoked: try $0(3) as Int?
        )
      }
    }
    await after.close()
    #expect(rows.map(\.name) == ["running", "revoked"])
    #expect(rows.map(\.seen) == [20, nil])
    #expect(rows.map(\.used) == [10, 10])
    #expect(rows[0].revoked != nil && rows[1].revoked == 30)
  }
}
