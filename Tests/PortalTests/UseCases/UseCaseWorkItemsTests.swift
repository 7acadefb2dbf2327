import Portal
import SQLite
import TestSupport
import Testing

@Suite("What waits among use cases")
struct UseCaseWorkItemsTests {
  @Test("each step waits for whom it is up to, and for nobody else")
  func steps() async throws {
    let test = try await TestPortal()
    let (portal, cast) = (test.portal, test.cast)
    func waiting() throws -> [String: [String]] {
      try cast.everybody.reduce(into: [:]) { waiting, person in
        let titles = try portal.workItems(as: person.actor).filter { $0.resourceType == .useCase }
          .map(\.title.english)
        if !titles.isEmpty { waiting[person.name] = titles }
      }
    }
    #expect(try waiting().isEmpty)
    var useCase = try await test.useCase(in: .proposed)
    let id = useCase.id
    let name = "“Comptes rendus assistés”"
    #expect(
      try waiting() == [
        "curator": ["Admit or decline \(name)"], "otherCurator": ["Admit or decline \(name)"],
      ])

    useCase = try await portal.admitUseCase(id, version: useCase.version, as: cast.curator)
    _ = try await portal.inviteParticipant(cast.workshop, as: .builder, to: id, as: cast.townLead)
    #expect(
      try waiting() == [
        "townLead": ["Open \(name) to co-building"],
        "partnerLead": ["Answer the invitation to \(name)"],
      ])

    try await portal.answerInvitation(to: id, accepting: true, as: cast.partnerLead)
    useCase = try await portal.startCoBuilding(id, version: useCase.version, as: cast.townLead)
    #expect(try waiting().isEmpty)
    useCase = try await portal.submitUseCase(id, version: useCase.version, as: cast.townLead)
    // Whoever has a part in the case has nothing to review.
    let member = try #require(cast.otherCurator.member)
    let now = test.clock.now()
    try await portal.database.write { connection in
      _ = try connection.run(
        """
        INSERT INTO membership (id, person, organisation, role, validFrom)
        VALUES ('00000000-0000-7000-8000-000000000901', \(member.person), \(cast.workshop), 'contributor', \(now))
        """)
    }
    #expect(try waiting() == ["curator": ["Review \(name)"]])

    useCase = try await portal.returnUseCase(
      id, reason: "Trop court", version: useCase.version, as: cast.curator)
    #expect(try waiting() == ["townLead": ["Rework \(name), returned"]])
    useCase = try await portal.submitUseCase(id, version: useCase.version, as: cast.townLead)
    _ = try await portal.publishUseCase(id, version: useCase.version, as: cast.curator)
    #expect(try waiting().isEmpty)
  }
}
