import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite struct SessionTests {
  @Test func signingOutEndsThisSessionOnly() async throws {
    let test = try await TestPortal()
    let (token, session) = try await test.session(of: test.cast.townLead)
    let (other, _) = try await test.signIn(session.person.email)
    try await test.portal.signOut(session)
    #expect(try test.portal.session(token: token) == nil)
    #expect(try test.portal.session(token: other) != nil)
    #expect(try test.auditLines().last == "member signOut done Person")
    #expect(try test.lastAudit().policies == "own-account")
  }

  @Test func signingOutEverywhereEndsEverySessionAndTokensOnDemand() async throws {
    let test = try await TestPortal()
    let (token, session) = try await test.session(of: test.cast.townLead)
    let (_, secret) = try await test.portal.createToken(name: "Export", days: 30, session)
    let (other, second) = try await test.signIn(session.person.email)
    try await test.portal.endSessions(withTokens: false, second)
    #expect(try test.portal.session(token: token) == nil)
    #expect(try test.portal.session(token: other) == nil)
    #expect(try test.portal.actor(apiToken: secret) == session.actor)
    let (_, third) = try await test.signIn(session.person.email)
    try await test.portal.endSessions(withTokens: true, third)
    #expect(try test.portal.actor(apiToken: secret) == nil)
  }

  @Test func aNewPasswordEndsTheOtherSessions() async throws {
    let test = try await TestPortal()
    let (token, session) = try await test.session(of: test.cast.townLead)
    let (other, _) = try await test.signIn(session.person.email)
    try await test.portal.changePassword(
      current: TestPortal.password, new: "un tout autre mot de passe", session)
    #expect(try test.portal.session(token: token) == session)
    #expect(try test.portal.session(token: other) == nil)
    #expect(try test.auditLines().last == "member changePassword done Person")
    _ = try await test.signIn(session.person.email, "un tout autre mot de passe")
    #expect(
      try await test.failure(leaving: 1) { try await test.signIn(session.person.email) }.fields
        == ["password"])
  }

  @Test func theCurrentPasswordIsNeededAndGuessingItIsThrottled() async throws {
    let test = try await TestPortal()
    let (_, session) = try await test.session(of: test.cast.townLead)
    for _ in 1...5 {
      let error = try await test.failure(leaving: 1) {
        try await test.portal.changePassword(
          current: "wrong", new: "un tout autre mot de passe", session)
      }
      #expect(error.fields == ["current"])
    }
    #expect(try test.auditLines().last == "member changePassword refused Person")
    let error = try await test.failure {
      try await test.portal.changePassword(
        current: TestPortal.password, new: "un tout autre mot de passe", session)
    }
    #expect(error.wait == 30)
  }

  @Test func aWeakNewPasswordIsRefusedBeforeAnythingIsTried() async throws {
    let test = try await TestPortal()
    let (_, session) = try await test.session(of: test.cast.townLead)
    let error = try await test.failure {
      try await test.portal.changePassword(current: TestPortal.password, new: "short", session)
    }
    #expect(error.fields == ["new"])
  }

  @Test func secretsAreComparedByTheirBytes() {
    #expect(Portal.isSameSecret("abc", "abc"))
    #expect(!Portal.isSameSecret("abc", "abd"))
    #expect(!Portal.isSameSecret("é", "e\u{301}"))
  }
}
