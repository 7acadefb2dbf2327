import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Which decisions a request needs, and who takes them")
struct StageTests {
  /// Large enough for a second approval.
  private func large(_ scene: HostingScene) -> HostingRequestDraft {
    scene.draft(Resources(vcpu: 40, memoryGiB: 64, storageGiB: 100))
  }

  private func scene() async throws -> HostingScene {
    try await HostingScene(
      defaults: Resources(vcpu: 100, memoryGiB: 500, storageGiB: 5000))
  }

  @Test func theRulesSayWhichStagesAreNeeded() async throws {
    let scene = try await scene()
    func stages(_ draft: HostingRequestDraft) async throws -> [Decision.Stage] {
      try await scene.submitted(draft).stages.map(\.stage)
    }
    let small = Resources(vcpu: 1, memoryGiB: 1)
    #expect(try await stages(scene.draft(small)) == [.technical, .approval])
    #expect(
      try await stages(scene.draft(small, .personal))
        == [.technical, .dataProtection, .approval])
    #expect(
      try await stages(scene.draft(small, .sensitive))
        == [.technical, .dataProtection, .approval, .secondApproval])
    let request = try await scene.submitted(large(scene))
    #expect(request.stages.map(\.stage) == [.technical, .approval, .secondApproval])
    let now = scene.test.clock.now()
    #expect(
      request.stages.map(\.dueAt)
        == [now.adding(days: 10), now.adding(days: 20), now.adding(days: 30)])
  }

  @Test func aSecondApprovalIsSomebodyElses() async throws {
    let scene = try await scene()
    let (portal, cast) = (scene.portal, scene.cast)
    var request = try await scene.reviewed(large(scene))
    let second = try await scene.test.grant(cast.curator, role: .approver, in: cast.gigalis)
    // Not before the first.
    await #expect(throws: PortalError.self) {
      try await portal.decideSecondApproval(
        request.id, .favourable, reason: "Accord", version: request.version, as: second)
    }
    request = try await portal.decideApproval(
      request.id, .favourable, reason: "Accord", version: request.version, as: cast.approver)
    #expect(request.state == .underReview)
    #expect(try scene.live(.used) == 0)
    let refusal = try await scene.test.refusal {
      try await portal.decideSecondApproval(
        request.id, .favourable, reason: "Encore moi", version: request.version, as: cast.approver)
    }
    #expect(refusal.forbidding.map(\.id) == ["one-person-one-decision"])
    request = try await portal.decideSecondApproval(
      request.id, .favourable, reason: "Accord aussi", version: request.version, as: second)
    #expect(request.state == .approved)
    #expect(request.approval?.person == second.person)
    #expect(try scene.live(.used) == 1)
  }

  @Test func theSecondNoRejects() async throws {
    let scene = try await scene()
    var request = try await scene.reviewed(large(scene))
    request = try await scene.portal.decideApproval(
      request.id, .favourable, reason: "Accord", version: request.version, as: scene.cast.approver)
    let second = try await scene.test.grant(
      scene.cast.curator, role: .approver, in: scene.cast.gigalis)
    request = try await scene.portal.decideSecondApproval(
      request.id, .unfavourable, reason: "Trop grand", version: request.version, as: second)
    #expect(request.state == .rejected)
    #expect(try scene.live(.held) == 0)
    #expect(try scene.test.value("SELECT count(*) FROM deployment") == 0)
  }

  @Test func whoDecidedTechnicallyDoesNotApprove() async throws {
    let scene = try await scene()
    let request = try await scene.reviewed()
    let both = try await scene.test.grant(
      scene.cast.hostingOfficer, role: .approver, in: scene.cast.gigalis)
    let refusal = try await scene.test.refusal {
      try await scene.portal.decideApproval(
        request.id, .favourable, reason: "Deux fois", version: request.version, as: both)
    }
    #expect(refusal.forbidding.map(\.id) == ["one-person-one-decision"])
  }

  @Test func lessThanAskedForCanBeGranted() async throws {
    let scene = try await scene()
    let request = try await scene.reviewed()
    let more = Resources(vcpu: 5, memoryGiB: 0, storageGiB: 50)
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.decideApproval(
        request.id, .favourable, granting: more, reason: "Accord", version: request.version,
        as: scene.cast.approver)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["vcpu", "vcpu"])

    let less = Resources(vcpu: 2, memoryGiB: 4, storageGiB: 50)
    let approved = try await scene.portal.decideApproval(
      request.id, .favourable, granting: less, reason: "Moins", version: request.version,
      as: scene.cast.approver)
    #expect(approved.wanted == request.wanted)
    #expect(approved.spec == less)
    #expect(try scene.deployment(of: approved).granted == less)
    #expect(
      try scene.test.value(
        "SELECT sum(usedVcpu) FROM ledgerDay WHERE scope = \(scene.pools[0].id) AND usedVcpu > 0")
        == 2)
  }

  @Test func administratorsLearnOfWhatIsOverdue() async throws {
    let scene = try await scene()
    let request = try await scene.submitted()
    #expect(try scene.portal.workItems(as: scene.cast.administrator).isEmpty)
    let item = try #require(try scene.portal.workItems(as: scene.cast.hostingOfficer).first)
    #expect(item.dueAt == scene.test.clock.now().adding(days: 10))
    scene.test.clock.advance(days: 11)
    let overdue = try #require(try scene.portal.workItems(as: scene.cast.administrator).first)
    #expect(overdue.resource == request.id.text)
    #expect(overdue.title.english.hasPrefix("Overdue, technical decision"))
  }
}

@Suite("Delegation") struct DelegationTests {
  @Test func aRoleIsPassedOnForSomeDaysAndEndsWithItsHolders() async throws {
    let scene = try await HostingScene()
    let (portal, cast, today) = (scene.portal, scene.cast, scene.today)
    let curator = try #require(cast.curator.person)
    let delegated = try await portal.delegateRole(
      to: curator, from: today, until: today.adding(days: 10), as: cast.approver)
    #expect(delegated.role == .approver)
    let actor = Actor.member(
      Member(
        membership: delegated.id, person: curator, organisation: cast.gigalis, kind: .operator,
        role: .approver))
    // It is not passed on further.
    await #expect(throws: PortalError.self) {
      try await portal.delegateRole(
        to: try #require(cast.auditor.person), from: today, until: today.adding(days: 2), as: actor)
    }
    let request = try await scene.reviewed()
    let approver = try #require(cast.approver.member)
    _ = try await portal.endMembership(approver.membership, as: cast.administrator)
    await #expect(throws: PortalError.self) {
      try await portal.decideApproval(
        request.id, .favourable, reason: "Accord", version: request.version, as: actor)
    }
  }

  @Test func theDelegateDecidesMeanwhileAndNotAfterwards() async throws {
    let scene = try await HostingScene()
    let (portal, cast, today) = (scene.portal, scene.cast, scene.today)
    let curator = try #require(cast.curator.person)
    let delegated = try await portal.delegateRole(
      to: curator, from: today.adding(days: 1), until: today.adding(days: 10), as: cast.approver)
    let actor = Actor.member(
      Member(
        membership: delegated.id, person: curator, organisation: cast.gigalis, kind: .operator,
        role: .approver))
    let request = try await scene.reviewed()
    func approve() async throws {
      _ = try await portal.decideApproval(
        request.id, .favourable, reason: "Accord", version: request.version, as: actor)
    }
    await #expect(throws: PortalError.self) { try await approve() }
    scene.test.clock.advance(days: 12)
    await #expect(throws: PortalError.self) { try await approve() }
    scene.test.clock.advance(days: -8)
    try await approve()
  }

  @Test func badDelegationsAreRefusedWithEveryReason() async throws {
    let scene = try await HostingScene()
    let outsider = try #require(scene.cast.townLead.person)
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.delegateRole(
        to: outsider, from: scene.today.adding(days: -2), until: scene.today.adding(days: 200),
        as: scene.cast.approver)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["person", "start", "end"])
    let refusal = try await scene.test.refusal {
      try await scene.portal.delegateRole(
        to: outsider, from: scene.today, until: scene.today.adding(days: 2), as: scene.cast.curator)
    }
    #expect(refusal.granting.map(\.id) == ["decider-delegates"])
  }
}
