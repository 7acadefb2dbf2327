import JSON
import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite struct AuditLogTests {
  /// A portal with five lines in its log.
  private func busyPortal() async throws -> TestPortal {
    let test = try await TestPortal()
    let cast = test.cast
    _ = try await test.portal.people(of: cast.town, as: cast.auditor)
    _ = try await test.refusal {
      try await test.portal.people(of: cast.town, as: cast.partnerLead)
    }
    test.clock.advance(days: 1)
    _ = try await test.portal.people(of: cast.workshop, as: cast.auditor)
    _ = try await test.portal.addOrganisation(
      NewOrganisation(kind: .partner, name: "Nouvelle"), as: .console)
    _ = try await test.portal.people(of: cast.workshop, as: cast.administrator)
    return test
  }

  private func numbers(_ filter: AuditFilter, in test: TestPortal) async throws -> [Int64] {
    let page = try await test.portal.auditLog(filter, as: test.cast.auditor)
    #expect(page.total == page.items.count)
    return page.items.map(\.number)
  }

  @Test func everyFilterNarrowsTheLog() async throws {
    let test = try await busyPortal()
    let cast = test.cast
    let day = test.clock.now().day
    #expect(try await numbers(AuditFilter(), in: test) == [5, 4, 3, 2, 1])
    #expect(try await numbers(AuditFilter(person: cast.auditor.person), in: test) == [3, 1])
    #expect(try await numbers(AuditFilter(organisation: cast.workshop), in: test) == [2])
    #expect(try await numbers(AuditFilter(action: .addOrganisation), in: test) == [4])
    #expect(try await numbers(AuditFilter(outcome: .refused), in: test) == [2])
    #expect(try await numbers(AuditFilter(resource: cast.town.text), in: test) == [2, 1])
    #expect(try await numbers(AuditFilter(from: day), in: test) == [5, 4, 3])
    #expect(try await numbers(AuditFilter(to: day.adding(days: -1)), in: test) == [2, 1])
    #expect(try await numbers(AuditFilter(action: .viewPeople, from: day), in: test) == [5, 3])
  }

  @Test func aLineSaysWhoForWhomAndByWhichRule() async throws {
    let test = try await busyPortal()
    let line = try #require(
      try await test.portal.auditLog(AuditFilter(outcome: .refused), as: test.cast.auditor).items
        .first)
    #expect(line.actor == "member")
    #expect(line.personName == "Personne 12")
    #expect(line.organisationName == "Atelier Exemple")
    #expect(line.role == .lead)
    #expect(line.action == .viewPeople)
    #expect(line.resource == test.cast.town.text)
    #expect(line.policies == ["organisation-keeps-to-itself"])
    let allowed = try await test.portal.auditLog(AuditFilter(), as: test.cast.auditor).items.last
    #expect(allowed?.policies == ["auditor-sees-people"])
  }

  @Test func pagesFollowOneAnother() async throws {
    let test = try await busyPortal()
    let first = try await test.portal.auditLog(limit: Limit(clamping: 2), as: test.cast.auditor)
    let second = try await test.portal.auditLog(
      after: first.next, limit: Limit(clamping: 3), as: test.cast.auditor)
    #expect(first.items.map(\.number) == [5, 4])
    #expect(second.items.map(\.number) == [3, 2, 1])
    #expect(second.next == nil)
    #expect(second.total == 5)
  }

  @Test func leadsAndOfficersReadWhatIsDoneForTheirOrganisation() async throws {
    let test = try await busyPortal()
    for (name, actor) in test.cast.everybody where name != "auditor" {
      let member = try #require(actor.member)
      guard [.lead, .dpo].contains(member.role) else {
        _ = try await test.refusal { try await test.portal.auditLog(as: actor) }
        continue
      }
      let page = try await test.portal.auditLog(limit: Limit(clamping: 100), as: actor)
      let organisation: Organisation.ID = member.organisation
      let own: Int? = try test.value(
        "SELECT count(*) FROM audit WHERE organisation = \(organisation)")
      #expect(page.items.allSatisfy { $0.organisation == organisation }, "\(name)")
      #expect(page.items.count == own, "\(name)")
      #expect(page.total == own, "\(name)")
    }
    #expect(try await !test.portal.auditLog(as: test.cast.partnerLead).items.isEmpty)
  }

  @Test func onlyTheAuditorAndTheConsoleReadItWhole() async throws {
    let test = try await TestPortal()
    let day = test.clock.now().day
    for (name, actor) in test.cast.everybody where name != "auditor" {
      _ = try await test.refusal { try await test.portal.grants(on: day, as: actor) }
      _ = try await test.refusal { try await test.portal.exportAudit(as: actor) }
      await #expect(throws: PortalError.self) { try await test.portal.verifyAudit(as: actor) }
    }
    _ = try await test.portal.auditLog(as: .console)
  }

  @Test func anUntouchedLogIsSound() async throws {
    let test = try await busyPortal()
    guard case .sound(let lines, let hash) = try await test.portal.verifyAudit(as: .console) else {
      Issue.record("not sound")
      return
    }
    #expect(lines == 5)
    #expect(hash.count == 32)
    let empty = try await TestPortal()
    #expect(
      try await empty.portal.verifyAudit(as: .console)
        == .sound(lines: 0, lastHash: AuditLine.genesis))
  }

  @Test(arguments: [
    ("UPDATE audit SET outcome = 'done' WHERE number = 2", 2),
    ("UPDATE audit SET at = at + 1 WHERE number = 4", 4),
    ("UPDATE audit SET person = NULL WHERE number = 1", 1),
    ("UPDATE audit SET detail = '{}' WHERE number = 4", 4),
    ("DELETE FROM audit WHERE number = 3", 4),
    ("DELETE FROM audit WHERE number = 1", 2),
  ])
  func whoeverTouchesALineIsFoundOut(_ statement: String, _ line: Int64) async throws {
    let test = try await busyPortal()
    // Somebody with the file in hand, the triggers out of the way.
    try await test.portal.database.write { connection in
      try connection.run("DROP TRIGGER audit_isAppendOnly")
      try connection.run("DROP TRIGGER audit_isKept")
      try connection.run(SQL(unchecked: statement))
    }
    #expect(try await test.portal.verifyAudit(as: .console) == .broken(line: line))
  }

  @Test func theDatabaseItselfRefusesToChangeALine() async throws {
    let test = try await busyPortal()
    await #expect(throws: SQLiteError.self) {
      try await test.portal.database.write { _ = try $0.run("UPDATE audit SET at = 0") }
    }
    await #expect(throws: SQLiteError.self) {
      try await test.portal.database.write { _ = try $0.run("DELETE FROM audit") }
    }
  }

  @Test func anExportHoldsWhatTheHashCoversAndLeavesATrace() async throws {
    let test = try await busyPortal()
    let bytes = try await test.portal.exportAudit(after: 1, limit: 3, as: test.cast.auditor)
    let lines = bytes.split(separator: 0x0a)
    #expect(lines.count == 3)
    let first = try JSON(parsing: Array(try #require(lines.first)))
    #expect(first.items?.count == 13)
    #expect(first[0]?.int == 2)
    #expect(first[12]?.text?.utf8.count == 64)
    #expect(try test.auditLines().last == "member viewAudit done Platform")
  }
}
