import Portal
import TestSupport
import Testing

/// A remedy is a promise: with the world changed as it says, and in nothing else, the deed is allowed.
@Suite("Remedies") struct RemedyTests {
  @Test("a larger quota lets the request through")
  func quota() async throws {
    let scene = try await HostingScene()
    let request = try await scene.portal.draftHostingRequest(
      scene.draft(.init(vcpu: 9, memoryGiB: 8)), as: scene.cast.townContributor)
    try await expect(
      .submitHostingRequest, on: Thing(request), by: scene.cast.townLead,
      remedy: ["!context.exceeded"], in: scene.test
    ) {
      _ = try await scene.portal.setQuota(
        of: scene.cast.town, to: QuotaGrant(amounts: [.vcpu: 9], validFrom: scene.today),
        as: scene.cast.hostingOfficer)
    }
    _ = try await scene.portal.submitHostingRequest(
      request.id, version: request.version, as: scene.cast.townLead)
  }

  @Test("a body whose public status is decided may ask")
  func publicStatus() async throws {
    let test = try await TestPortal()
    let body = test.cast.unverifiedBody
    try await expect(
      .draftHostingRequest, on: Thing(body), by: test.cast.unverifiedLead,
      remedy: ["resource.publicStatus == PublicStatus::\"public\""], in: test
    ) {
      _ = try await test.portal.decidePublicStatus(
        .public, of: body, reason: "Vérifié", version: 1, as: test.cast.administrator)
    }
  }

  @Test("a prohibited practice is published once it is classed otherwise")
  func riskClass() async throws {
    let test = try await TestPortal()
    var prohibited = SampleSheet.complete
    prohibited[.riskClass] = .choice("inacceptable")
    let useCase = try await test.useCase(in: .inReview, sheet: prohibited)
    let (portal, lead, curator) = (test.portal, test.cast.townLead, test.cast.curator)
    try await expect(
      .publishUseCase, on: Thing(useCase), by: curator,
      remedy: [
        """
        [RiskClass::"eleve", RiskClass::"limite", RiskClass::"minimal", RiskClass::"nonEvalue"]\
        .contains(resource.riskClass)
        """
      ], in: test
    ) {
      var changed = try await portal.returnUseCase(
        useCase.id, reason: "À reclasser", version: useCase.version, as: curator)
      changed = try await portal.editSheet(
        useCase.id, SheetChange([.riskClass: .choice("limite")]),
        revision: changed.currentRevision, as: lead)
      _ = try await portal.submitUseCase(useCase.id, version: changed.version, as: lead)
    }
  }

  @Test("a curator who leaves the participant's organisation decides again")
  func conflictOfInterest() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .inReview)
    let second = try await test.grant(
      test.cast.curator, role: .contributor, in: test.cast.workshop)
    try await expect(
      .publishUseCase, on: Thing(useCase), by: test.cast.curator,
      remedy: ["!(principal.person in resource.tookPart)"], in: test
    ) { try await test.end(second) }
  }

  @Test("an approver who leaves the hosted body decides again")
  func hostedBody() async throws {
    let scene = try await HostingScene()
    let request = try await scene.reviewed()
    let second = try await scene.test.grant(
      scene.cast.approver, role: .contributor, in: scene.cast.town)
    try await expect(
      .decideApproval, on: Thing(request), by: scene.cast.approver,
      remedy: ["!(principal.person in resource.bodies)"], in: scene.test
    ) { try await scene.test.end(second) }
  }

  @Test("the same person in the role that is named may")
  func role() async throws {
    let test = try await TestPortal()
    let useCase = Thing(try await test.useCase(in: .draft))
    let refused = try await test.explanation(
      of: .proposeUseCase, on: useCase, by: test.cast.townContributor)
    #expect(refused.conditions == [["principal.role == Role::\"lead\""]])
    let lead = try await test.grant(test.cast.townContributor, role: .lead, in: test.cast.town)
    #expect(try await test.explanation(of: .proposeUseCase, on: useCase, by: lead).isAllowed)
  }

  @Test("an organisation that takes part may write")
  func participation() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding)
    try await expect(
      .editSheet, on: Thing(useCase), by: test.cast.otherPartnerLead,
      remedy: ["resource.participants.contains(principal.organisation)"], in: test
    ) {
      _ = try await test.portal.inviteParticipant(
        test.cast.studio, as: .builder, to: useCase.id, as: test.cast.townLead)
      try await test.portal.answerInvitation(
        to: useCase.id, accepting: true, as: test.cast.otherPartnerLead)
    }
  }

  @Test("whatever is refused to whomever, each remedy is told in words, and none twice")
  func inWords() async throws {
    let test = try await TestPortal()
    let things: [Thing] = [
      Thing(try await test.useCase(in: .inReview)), .platform, Thing(test.cast.town),
      Thing(test.cast.workshop),
    ]
    var refusals = 0
    for (name, actor) in test.cast.everybody {
      for thing in things {
        for action in Action.allCases {
          guard
            let explanation = try? await test.explanation(of: action, on: thing, by: actor),
            explanation.refusal != nil
          else { continue }
          refusals += 1
          #expect(explanation.remedies.count <= 3)
          #expect(Set(explanation.conditions).count == explanation.conditions.count)
          for fact in explanation.remedies.flatMap(\.facts) {
            #expect(
              fact.text.french != fact.condition && fact.text.english != fact.condition,
              "\(name) \(action) \(thing): \(fact.condition)")
          }
        }
      }
    }
    #expect(refusals > 300)
  }

  /// Expects a deed to be refused with one remedy, and to be allowed once the world has been changed as that says.
  private func expect(
    _ action: Action, on thing: Thing, by actor: Actor, remedy: [String], in test: TestPortal,
    location: SourceLocation = #_sourceLocation, after change: () async throws -> Void
  ) async throws {
    let refused = try await test.explanation(of: action, on: thing, by: actor)
    #expect(refused.refusal != nil, sourceLocation: location)
    #expect(refused.conditions.first == remedy, sourceLocation: location)
    try await change()
    let allowed = try await test.explanation(of: action, on: thing, by: actor)
    #expect(allowed.isAllowed, "\(allowed.rules.map(\.id))", sourceLocation: location)
  }
}
