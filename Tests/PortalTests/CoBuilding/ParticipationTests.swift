import Portal
import TestSupport
import Testing

@Suite("Participation")
struct ParticipationTests {
  @Test("an invited organisation sees the case before it answers, then takes part or not")
  func invitation() async throws {
    let test = try await TestPortal()
    let (portal, cast) = (test.portal, test.cast)
    let id = try await test.useCase(in: .proposed).id
    #expect(throws: PortalError.self) { try portal.useCase(id, as: cast.otherPartnerLead) }
    _ = try await portal.inviteParticipant(cast.studio, as: .builder, to: id, as: cast.townLead)
    let record = try portal.useCase(id, as: cast.otherPartnerLead)
    #expect(record.visibilities == [.public])
    #expect(record.offers.contains { $0.action == .answerInvitation && $0.isAllowed })

    try await portal.answerInvitation(to: id, accepting: false, as: cast.otherPartnerLead)
    #expect(throws: PortalError.self) { try portal.useCase(id, as: cast.otherPartnerLead) }
    // Asked again, they accept and later leave.
    _ = try await portal.inviteParticipant(cast.studio, as: .builder, to: id, as: cast.curator)
    try await portal.answerInvitation(to: id, accepting: true, as: cast.otherPartnerLead)
    #expect(try portal.useCase(id, as: cast.otherPartnerLead).seesSharedFields)
    try await portal.leaveUseCase(id, as: cast.otherPartnerLead)
    #expect(throws: PortalError.self) { try portal.useCase(id, as: cast.otherPartnerLead) }
    let states = try portal.useCase(id, as: cast.townLead).participations.map(\.state)
    #expect(states == [.accepted, .left])
  }

  @Test("who cannot be asked, and as what")
  func wrongInvitations() async throws {
    let test = try await TestPortal()
    let (portal, cast) = (test.portal, test.cast)
    let id = try await test.useCase(in: .coBuilding).id
    let unknown = try #require(Organisation.ID("00000000-0000-7000-8000-00000000ffff"))
    let wrong: [(Organisation.ID, Participation.Role, String)] = [
      (cast.gigalis, .builder, "organisation"), (cast.town, .beneficiary, "organisation"),
      (cast.workshop, .builder, "organisation"), (unknown, .builder, "organisation"),
      (cast.studio, .beneficiary, "role"), (cast.agglomeration, .initiator, "role"),
    ]
    for (organisation, role, field) in wrong {
      let error = try await test.expectFailure {
        _ = try await portal.inviteParticipant(organisation, as: role, to: id, as: cast.townLead)
      }
      guard case .invalid(let complaints) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(complaints.map(\.field) == [field])
    }
    _ = try await portal.inviteParticipant(
      cast.agglomeration, as: .beneficiary, to: id, as: cast.townLead)
  }

  @Test("only leads invite, answer and leave; the initiator stays")
  func leads() async throws {
    let test = try await TestPortal()
    let (portal, cast) = (test.portal, test.cast)
    let id = try await test.useCase(in: .coBuilding).id
    for actor in [cast.townContributor, cast.partnerLead] {
      try await test.expectRefusal(.inviteParticipant) {
        _ = try await portal.inviteParticipant(cast.studio, as: .builder, to: id, as: actor)
      }
    }
    try await test.expectRefusal(.answerInvitation) {
      try await portal.answerInvitation(to: id, accepting: true, as: cast.partnerContributor)
    }
    try await test.expectRefusal(.leaveUseCase) {
      try await portal.leaveUseCase(id, as: cast.partnerContributor)
    }
    try await test.expectRefusal(.leaveUseCase) {
      try await portal.leaveUseCase(id, as: cast.townLead)
    }
  }

  @Test("the operator's curator invites too")
  func curatorInvites() async throws {
    let test = try await TestPortal()
    let id = try await test.useCase(in: .proposed).id
    let useCase = try await test.portal.inviteParticipant(
      test.cast.workshop, as: .builder, to: id, as: test.cast.curator)
    #expect(useCase.participations.map(\.state) == [.accepted, .invited])
  }
}
