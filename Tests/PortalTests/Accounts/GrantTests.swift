import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite struct GrantTests {
  private let new = NewPerson(email: "Nouvelle@Example.org", name: "Nouvelle Personne")

  @Test func aNewAddressGetsAnAccountAndAPasswordToldOnce() async throws {
    let test = try await TestPortal()
    let added = try await test.portal.addPerson(
      new, to: test.cast.town, role: .contributor, as: test.cast.townLead)
    #expect(added.person.email == "nouvelle@example.org")
    let password = try #require(added.password)
    let (_, session) = try await test.signIn("nouvelle@example.org", password)
    #expect(session.membership?.role == .contributor)
    #expect(
      try test.auditLines() == ["member addPerson done Organisation", "person signIn done Person"])
    #expect(
      try test.value("SELECT count(*) FROM audit WHERE detail LIKE '%' || \(password) || '%'") == 0)
  }

  @Test func aKnownAddressGetsTheRoleAndKeepsItsPassword() async throws {
    let test = try await TestPortal()
    let email = try await test.givePassword(to: test.cast.partnerLead)
    let added = try await test.portal.addPerson(
      NewPerson(email: email, name: "Autre Nom"), to: test.cast.town, role: .contributor,
      as: test.cast.townLead)
    #expect(added.password == nil)
    #expect(added.person.id == test.cast.partnerLead.person)
    #expect(added.person.name != "Autre Nom")
    _ = try await test.signIn(email)
  }

  @Test func everythingWrongIsSaidAtOnce() async throws {
    let test = try await TestPortal()
    let error = try await test.failure {
      try await test.portal.addPerson(
        NewPerson(email: "x", name: "a\nb"), to: test.cast.town, role: .lead,
        as: test.cast.townLead)
    }
    #expect(error.fields == ["email", "name"])
  }

  @Test(arguments: Organisation.Kind.allCases, Role.allCases)
  func aRoleMustFitTheKindOfOrganisation(_ kind: Organisation.Kind, _ role: Role) async throws {
    let test = try await TestPortal()
    let organisation =
      switch kind {
      case .publicBody: test.cast.agglomeration
      case .partner: test.cast.studio
      case .operator: test.cast.gigalis
      }
    let person = try #require(test.cast.townContributor.person)
    if Role.roles(of: kind).contains(role) {
      let membership = try await test.portal.grantMembership(
        role, to: person, in: organisation, as: test.cast.administrator)
      #expect(membership.role == role)
    } else {
      let error = try await test.failure {
        try await test.portal.grantMembership(
          role, to: person, in: organisation, as: test.cast.administrator)
      }
      #expect(error.fields == ["role"])
    }
  }

  @Test func aRunningGrantIsNotGivenTwice() async throws {
    let test = try await TestPortal()
    let person = try #require(test.cast.townContributor.person)
    let again = try await test.failure {
      try await test.portal.grantMembership(
        .contributor, to: person, in: test.cast.town, as: test.cast.townLead)
    }
    #expect(again.fields == ["role"])
    let membership = try #require(test.cast.townContributor.member).membership
    _ = try await test.portal.endMembership(membership, as: test.cast.townLead)
    test.clock.advance(seconds: 1)
    _ = try await test.portal.grantMembership(
      .contributor, to: person, in: test.cast.town, as: test.cast.townLead)
  }

  @Test func aGrantWithAnEndRunsUntilThatDay() async throws {
    let test = try await TestPortal()
    let person = try #require(test.cast.townContributor.person)
    let past = try await test.failure {
      try await test.portal.grantMembership(
        .lead, to: person, in: test.cast.town, until: test.clock.now().day, as: test.cast.townLead)
    }
    #expect(past.fields == ["until"])
    let membership = try await test.portal.grantMembership(
      .lead, to: person, in: test.cast.town, until: test.clock.now().day.adding(days: 1),
      as: test.cast.townLead)
    #expect(membership.isRunning(at: test.clock.now()))
    test.clock.advance(days: 1)
    #expect(!membership.isRunning(at: test.clock.now()))
    let grants = try await test.portal.people(of: test.cast.town, as: test.cast.townLead)
    #expect(!grants.items.contains { $0.membership.id == membership.id })
  }

  @Test func nobodyGrantsThemselfARole() async throws {
    let test = try await TestPortal()
    let cast = test.cast
    let administrator = try #require(cast.administrator.member)
    let refusals = [
      try await test.refusal {
        try await test.portal.grantMembership(
          .approver, to: administrator.person, in: cast.gigalis, as: cast.administrator)
      },
      try await test.refusal {
        try await test.portal.endMembership(administrator.membership, as: cast.administrator)
      },
      try await test.refusal {
        try await test.portal.addPerson(
          NewPerson(email: "administrator.34@example.org", name: "Moi"), to: cast.town, role: .lead,
          as: cast.administrator)
      },
    ]
    for refusal in refusals {
      #expect(refusal.forbidding.map(\.id) == ["nobody-grants-themself"])
    }
    #expect(try test.lastAudit().policies == "nobody-grants-themself")
  }

  @Test func theLastAdministratorStays() async throws {
    let test = try await TestPortal()
    let membership = try #require(test.cast.administrator.member).membership
    let error = try await test.failure(leaving: 1) {
      try await test.portal.endMembership(membership, as: .console)
    }
    #expect(error.isWrongState)
    #expect(try test.auditLines() == ["console endMembership refused Organisation"])
    let curator = try #require(test.cast.curator.person)
    _ = try await test.portal.grantMembership(
      .administrator, to: curator, in: test.cast.gigalis, as: .console)
    _ = try await test.portal.endMembership(membership, as: .console)
  }

  @Test func anEndedGrantCannotEndAgain() async throws {
    let test = try await TestPortal()
    let membership = try #require(test.cast.townContributor.member).membership
    let ended = try await test.portal.endMembership(membership, as: test.cast.townLead)
    #expect(ended.validUntil == test.clock.now())
    let error = try await test.failure(leaving: 1) {
      try await test.portal.endMembership(membership, as: test.cast.townLead)
    }
    #expect(error.isWrongState)
  }

  @Test func onlyLeadAndAdministratorLookAfterPeople() async throws {
    let test = try await TestPortal()
    let cast = test.cast
    for (name, actor) in cast.everybody where name != "townLead" && name != "administrator" {
      _ = try await test.refusal {
        try await test.portal.addPerson(new, to: cast.town, role: .contributor, as: actor)
      }
    }
    let foreign = try #require(cast.partnerContributor.member).membership
    let error = try await test.failure {
      try await test.portal.endMembership(foreign, as: cast.townLead)
    }
    #expect(error.isNotFound)
  }

  @Test func aResetGivesANewPasswordAndEndsSessions() async throws {
    let test = try await TestPortal()
    let (token, session) = try await test.session(of: test.cast.townLead)
    let password = try await test.portal.resetPassword(
      of: session.person.id, as: test.cast.administrator)
    #expect(try test.portal.session(token: token) == nil)
    #expect(try test.auditLines().last == "member resetPassword done Person")
    _ = try await test.signIn(session.person.email, password)
    let own = try #require(test.cast.administrator.person)
    let refusal = try await test.refusal {
      try await test.portal.resetPassword(of: own, as: test.cast.administrator)
    }
    #expect(refusal.forbidding.map(\.id) == ["own-password-is-changed-not-reset"])
    _ = try await test.refusal {
      try await test.portal.resetPassword(of: session.person.id, as: test.cast.otherPartnerLead)
    }
  }
}
