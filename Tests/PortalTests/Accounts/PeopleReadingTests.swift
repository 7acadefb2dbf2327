import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite struct PeopleReadingTests {
  @Test func theListShowsAnOrganisationsRunningGrantsNewestFirst() async throws {
    let test = try await TestPortal()
    let page = try await test.portal.people(of: test.cast.town, as: test.cast.townContributor)
    #expect(page.items.map(\.membership.role) == [.dpo, .lead, .contributor])
    #expect(page.total == 3)
    #expect(page.items[0].organisationSlug == "organisation-2")
    let membership = try #require(test.cast.townDPO.member).membership
    _ = try await test.portal.endMembership(membership, as: test.cast.townLead)
    let running = try await test.portal.people(of: test.cast.town, as: test.cast.townLead)
    #expect(running.items.count == 2)
    let all = try await test.portal.people(of: test.cast.town, ended: true, as: test.cast.townLead)
    #expect(all.items.count == 3)
  }

  @Test func pagesFollowOneAnotherWithoutGapOrRepeat() async throws {
    let test = try await TestPortal()
    var seen: [Membership.ID] = []
    var cursor: Cursor?
    repeat {
      let page = try await test.portal.people(
        of: test.cast.gigalis, after: cursor, limit: Limit(clamping: 2), as: test.cast.curator)
      #expect(page.total == 7)
      seen += page.items.map(\.membership.id)
      cursor = page.next
    } while cursor != nil
    #expect(seen.count == 7)
    #expect(Set(seen).count == 7)
  }

  @Test func lookingAtOtherOrganisationsPeopleLeavesATrace() async throws {
    let test = try await TestPortal()
    _ = try await test.portal.people(of: test.cast.town, as: test.cast.townLead)
    #expect(try test.auditLines() == [])
    _ = try await test.portal.people(of: test.cast.town, as: test.cast.auditor)
    #expect(try test.auditLines() == ["member viewPeople done Organisation"])
    _ = try await test.refusal {
      try await test.portal.people(of: test.cast.town, as: test.cast.partnerLead)
    }
  }

  @Test func anAccountIsSeenByItsOwnerAndByWhoeverSeesItsColleagues() async throws {
    let test = try await TestPortal()
    let id = try #require(test.cast.townDPO.person)
    let seeing = ["townContributor", "townLead", "townDPO", "administrator", "auditor"]
    for (name, actor) in test.cast.everybody {
      let isSeen = (try? test.portal.person(id, as: actor)) != nil
      #expect(isSeen == seeing.contains(name), "\(name)")
    }
    let own = try test.portal.person(id, as: test.cast.townDPO)
    #expect(
      own.offers.filter(\.isAllowed).map(\.action) == [.changePassword, .endSessions, .createToken])
    let administrator = try test.portal.person(id, as: test.cast.administrator)
    #expect(administrator.offers.filter(\.isAllowed).map(\.action) == [.resetPassword])
  }
}
