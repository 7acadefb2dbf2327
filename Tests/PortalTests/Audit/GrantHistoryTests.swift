import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite struct GrantHistoryTests {
  @Test func whoHeldWhichRoleOnADay() async throws {
    let test = try await TestPortal()
    let cast = test.cast
    let person = try #require(cast.townContributor.person)
    let start = test.clock.now().day
    test.clock.advance(days: 10)
    let granted = try await test.portal.grantMembership(
      .dpo, to: person, in: cast.town, as: cast.townLead)
    test.clock.advance(days: 10)
    _ = try await test.portal.endMembership(granted.id, as: cast.townLead)

    func dpos(on day: Day) async throws -> Int {
      let page = try await test.portal.grants(
        on: day, in: cast.town, limit: Limit(clamping: 100), as: cast.auditor)
      #expect(page.total == page.items.count)
      return page.items.filter { $0.membership.role == .dpo }.count
    }
    #expect(try await dpos(on: start.adding(days: -1)) == 0)
    #expect(try await dpos(on: start) == 1)
    #expect(try await dpos(on: start.adding(days: 9)) == 1)
    #expect(try await dpos(on: start.adding(days: 10)) == 2)
    #expect(try await dpos(on: start.adding(days: 20)) == 2)
    #expect(try await dpos(on: start.adding(days: 21)) == 1)
    #expect(try test.auditLines().last == "member viewGrants done Platform")
    #expect(try test.lastAudit().detail == #"{"day":"\#(start.adding(days: 21))"}"#)
  }

  @Test func aGrantEndedAtOnceHeldOnNoDay() async throws {
    let test = try await TestPortal()
    let person = try #require(test.cast.townContributor.person)
    let granted = try await test.portal.grantMembership(
      .dpo, to: person, in: test.cast.town, as: test.cast.townLead)
    _ = try await test.portal.endMembership(granted.id, as: test.cast.townLead)
    let page = try await test.portal.grants(
      on: test.clock.now().day, in: test.cast.town, as: .console)
    #expect(!page.items.contains { $0.membership.id == granted.id })
  }

  @Test func allOrganisationsPageByPage() async throws {
    let test = try await TestPortal()
    var seen: [Membership.ID] = []
    var cursor: Cursor?
    repeat {
      let page = try await test.portal.grants(
        on: test.clock.now().day, after: cursor, limit: Limit(clamping: 5), as: test.cast.auditor)
      #expect(page.total == 16)
      seen += page.items.map(\.membership.id)
      cursor = page.next
    } while cursor != nil
    #expect(seen.count == 16)
    #expect(Set(seen).count == 16)
  }
}
