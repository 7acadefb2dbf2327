import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite struct SignInTests {
  @Test func aPersonWithOneRunningGrantActsUnderItAtOnce() async throws {
    let test = try await TestPortal()
    let email = try await test.givePassword(to: test.cast.townLead)
    let (token, session) = try await test.signIn(email.uppercased() + " ")
    #expect(session.actor == test.cast.townLead)
    #expect(session.membership?.organisationName == "Ville d’Exemple")
    #expect(try test.portal.session(token: token) == session)
    #expect(try test.auditLines() == ["person signIn done Person"])
  }

  @Test func onlyADigestOfTheTokenIsStored() async throws {
    let test = try await TestPortal()
    let (token, _) = try await test.session(of: test.cast.townLead)
    #expect(token.utf8.count == 43)
    let stored: [UInt8]? = try test.value("SELECT tokenHash FROM session")
    #expect(stored == Portal.hash(ofToken: token))
    #expect(try test.portal.session(token: token + "A") == nil)
    #expect(try test.portal.session(token: "") == nil)
  }

  @Test func severalGrantsLeaveTheChoiceToThePerson() async throws {
    let test = try await TestPortal()
    let person = try #require(test.cast.townLead.person)
    _ = try await test.portal.grantMembership(
      .dpo, to: person, in: test.cast.town, as: test.cast.administrator)
    let (token, session) = try await test.session(of: test.cast.townLead)
    #expect(session.actor == .person(person))
    let choices = try test.portal.memberships(session)
    #expect(choices.map(\.role) == [.lead, .dpo])
    let chosen = try await test.portal.chooseMembership(choices[1].id, session)
    #expect(chosen.membership?.role == .dpo)
    #expect(try test.portal.session(token: token)?.actor == chosen.actor)
    #expect(try test.auditLines().last == "person chooseMembership done Person")
  }

  @Test func nobodyChoosesAnotherPersonsGrant() async throws {
    let test = try await TestPortal()
    let (_, session) = try await test.session(of: test.cast.townLead)
    let foreign = try #require(test.cast.administrator.member).membership
    let error = try await test.failure { try await test.portal.chooseMembership(foreign, session) }
    #expect(error.isNotFound)
  }

  @Test func wrongPasswordAndUnknownAccountCannotBeToldApart() async throws {
    let test = try await TestPortal()
    let email = try await test.givePassword(to: test.cast.townLead)
    let wrong = try await test.failure(leaving: 1) { try await test.signIn(email, "wrong") }
    let unknown = try await test.failure(leaving: 1) {
      try await test.signIn("nobody@example.org", "wrong")
    }
    #expect(wrong.fields == ["password"])
    #expect("\(wrong)" == "\(unknown)")
    #expect(
      try test.auditLines() == [
        "visitor signIn refused Person", "visitor signIn refused Platform",
      ])
    #expect(try test.lastAudit().detail == #"{"cause":"unknownAccount","address":"192.0.2.1"}"#)
  }

  @Test func anAccountWithoutPasswordOrDisabledIsClosed() async throws {
    let test = try await TestPortal()
    let withoutPassword: String = try #require(
      try test.value("SELECT email FROM person WHERE id = \(test.cast.curator.person)"))
    #expect(
      try await test.failure(leaving: 1) { try await test.signIn(withoutPassword, "") }.fields == [
        "password"
      ])
    let (token, _) = try await test.session(of: test.cast.townLead)
    let person = test.cast.townLead.person
    try await test.portal.database.write { connection in
      _ = try connection.run("UPDATE person SET disabledAt = 1 WHERE id = \(person)")
    }
    #expect(try test.portal.session(token: token) == nil)
    let email: String = try #require(
      try test.value("SELECT email FROM person WHERE id = \(person)"))
    #expect(
      try await test.failure(leaving: 1) { try await test.signIn(email) }.fields == ["password"])
  }

  @Test func whatIsNoAddressIsSaidToBeNone() async throws {
    let test = try await TestPortal()
    let error = try await test.failure { try await test.signIn("nobody") }
    #expect(error.fields == ["email"])
  }

  @Test func theSamePasswordTypedInAnotherUnicodeFormOpens() async throws {
    let test = try await TestPortal()
    let email = try await test.givePassword(to: test.cast.townLead, "un été à Noirmoutier")
    _ = try await test.signIn(email, "un e\u{301}te\u{301} a\u{300} Noirmoutier")
  }

  @Test func aSessionEndsWhenItsTimeIsUp() async throws {
    let test = try await TestPortal()
    let (token, session) = try await test.session(of: test.cast.townLead)
    #expect(session.expiresAt == test.clock.now().adding(seconds: 12 * 3600))
    test.clock.advance(seconds: 12 * 3600 - 1)
    #expect(try test.portal.session(token: token) != nil)
    test.clock.advance(seconds: 1)
    #expect(try test.portal.session(token: token) == nil)
    _ = try await test.session(of: test.cast.curator)
    #expect(try test.value("SELECT count(*) FROM session") == 1)
  }

  @Test func anEndedGrantLeavesThePersonSignedInWithoutIt() async throws {
    let test = try await TestPortal()
    let (token, session) = try await test.session(of: test.cast.townLead)
    let membership = try #require(session.membership)
    _ = try await test.portal.endMembership(membership.id, as: test.cast.administrator)
    let left = try #require(try test.portal.session(token: token))
    #expect(left.actor == .person(session.person.id))
    // Whoever still holds the old session is nobody to the rules.
    let error = try await test.failure { try await test.portal.signOut(session) }
    guard case .signInRequired = error else {
      Issue.record("\(error)")
      return
    }
    try await test.portal.signOut(left)
    #expect(try test.portal.session(token: token) == nil)
  }
}
