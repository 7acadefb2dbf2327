import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite struct APITokenTests {
  @Test func aTokenActsUnderTheGrantItWasMadeFor() async throws {
    let test = try await TestPortal()
    let (_, session) = try await test.session(of: test.cast.townLead)
    let (token, secret) = try await test.portal.createToken(name: " Export ", days: 365, session)
    #expect(secret.hasPrefix("fab_"))
    #expect(token.name == "Export")
    #expect(try test.portal.actor(apiToken: secret) == test.cast.townLead)
    #expect(try test.portal.apiTokens(session) == [token])
    let stored: [UInt8]? = try test.value("SELECT tokenHash FROM apiToken")
    #expect(stored == Portal.hash(ofToken: secret))
    #expect(try test.auditLines().last == "member createToken done Person")
    #expect(try !test.lastAudit().detail.contains(secret))
  }

  @Test func aTokenEndsWithItsTimeItsGrantOrItsRevocation() async throws {
    let test = try await TestPortal()
    let (_, session) = try await test.session(of: test.cast.townLead)
    let (_, short) = try await test.portal.createToken(name: "a", days: 1, session)
    let (revoked, revokedSecret) = try await test.portal.createToken(name: "b", days: 9, session)
    let (_, long) = try await test.portal.createToken(name: "c", days: 9, session)
    try await test.portal.revokeToken(revoked.id, session)
    #expect(try test.auditLines().last == "member revokeToken done Person")
    #expect(try test.portal.actor(apiToken: revokedSecret) == nil)
    #expect(try test.portal.apiTokens(session).filter { $0.revokedAt != nil }.map(\.name) == ["b"])
    test.clock.advance(days: 1)
    #expect(try test.portal.actor(apiToken: short) == nil)
    #expect(try test.portal.actor(apiToken: long) == test.cast.townLead)
    let membership = try #require(session.membership)
    _ = try await test.portal.endMembership(membership.id, as: test.cast.administrator)
    #expect(try test.portal.actor(apiToken: long) == nil)
    #expect(try test.portal.actor(apiToken: "fab_") == nil)
  }

  @Test func nameAndDurationAreCheckedTogether() async throws {
    let test = try await TestPortal()
    let (_, session) = try await test.session(of: test.cast.townLead)
    for days in [0, 366, -1] {
      let error = try await test.failure {
        try await test.portal.createToken(name: " ", days: days, session)
      }
      #expect(error.fields == ["name", "days"])
    }
    let long = String(repeating: "a", count: 81)
    let error = try await test.failure {
      try await test.portal.createToken(name: long, days: 1, session)
    }
    #expect(error.fields == ["name"])
  }

  @Test func nobodyRevokesAnotherPersonsToken() async throws {
    let test = try await TestPortal()
    let (_, owner) = try await test.session(of: test.cast.townLead)
    let (token, _) = try await test.portal.createToken(name: "a", days: 1, owner)
    let (_, other) = try await test.session(of: test.cast.administrator)
    let error = try await test.failure { try await test.portal.revokeToken(token.id, other) }
    #expect(error.isNotFound)
    #expect(try test.portal.apiTokens(other) == [])
  }

  @Test func withoutAGrantThereIsNothingToMakeATokenFor() async throws {
    let test = try await TestPortal()
    let (token, session) = try await test.session(of: test.cast.townLead)
    let membership = try #require(session.membership)
    _ = try await test.portal.endMembership(membership.id, as: test.cast.administrator)
    let left = try #require(try test.portal.session(token: token))
    _ = try await test.refusal { try await test.portal.createToken(name: "a", days: 1, left) }
  }
}
