import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("What hosting refuses")
struct HostingRefusalTests {
  /// Expects a deed to be refused by these rules, to leave one line saying so, and nothing else.
  private func expectRefusal(
    _ action: Action, by rules: Set<String>, in scene: HostingScene,
    location: SourceLocation = #_sourceLocation, _ deed: () async throws -> Void
  ) async throws -> Refusal? {
    let (audit, content) = (try scene.test.auditCount(), try scene.content())
    let error = await #expect(throws: PortalError.self, sourceLocation: location) {
      try await deed()
    }
    #expect(try scene.content() == content, sourceLocation: location)
    let lines = try scene.test.auditLines(after: audit)
    #expect(lines.count == 1, sourceLocation: location)
    #expect(
      lines.first?.hasPrefix("member \(action.rawValue) refused") == true, sourceLocation: location)
    guard case .refused(let refusal) = error else {
      Issue.record("\(String(describing: error))", sourceLocation: location)
      return nil
    }
    #expect(Set(refusal.forbidding.map(\.id)) == rules, sourceLocation: location)
    #expect(!refusal.text.french.isEmpty && !refusal.text.english.isEmpty, sourceLocation: location)
    return refusal
  }

  /// Expects a failure that writes nothing.
  private func failure(
    in scene: HostingScene, location: SourceLocation = #_sourceLocation,
    _ deed: () async throws -> Void
  ) async throws -> PortalError? {
    let content = try scene.content()
    let error = await #expect(throws: PortalError.self, sourceLocation: location) {
      try await deed()
    }
    #expect(try scene.content() == content, sourceLocation: location)
    return error
  }

  private func fields(_ error: PortalError?) -> [String] {
    guard case .invalid(let complaints) = error else { return ["\(String(describing: error))"] }
    return complaints.map(\.field)
  }

  @Test func whoIsNoPublicBodyCannotAsk() async throws {
    let scene = try await HostingScene()
    for actor in [scene.cast.partnerLead, scene.cast.administrator, scene.cast.hostingOfficer] {
      _ = try await expectRefusal(
        .draftHostingRequest,
        by: actor == scene.cast.partnerLead
          ? ["only-public-bodies-ask", "public-status-required-to-draft"]
          : ["only-public-bodies-ask"], in: scene
      ) {
        _ = try await scene.portal.draftHostingRequest(scene.draft(), as: actor)
      }
    }
  }

  @Test func aBodyWhosePublicStatusIsNotEstablishedCannotAsk() async throws {
    let scene = try await HostingScene()
    _ = try await expectRefusal(
      .draftHostingRequest, by: ["public-status-required-to-draft"], in: scene
    ) {
      _ = try await scene.portal.draftHostingRequest(scene.draft(), as: scene.cast.unverifiedLead)
    }
  }

  @Test func whatExceedsIsRefusedWithEveryDimension() async throws {
    let scene = try await HostingScene()
    let request = try await scene.portal.draftHostingRequest(
      scene.draft(.init(vcpu: 10, memoryGiB: 300, storageGiB: 10, gpu: 1)), as: scene.cast.townLead)
    let refusal = try await expectRefusal(
      .submitHostingRequest, by: ["quota-or-capacity-exceeded"], in: scene
    ) {
      _ = try await scene.portal.submitHostingRequest(
        request.id, version: 1, as: scene.cast.townLead)
    }
    let shortage = try #require(refusal?.shortage)
    #expect(
      shortage.breaches.map { "\($0.limitKind) \($0.resourceClass) \($0.limit) \($0.missing)" } == [
        "organisationQuota vcpu 8 2", "organisationQuota memoryGiB 32 268",
        "organisationQuota gpu 0 1", "capacity memoryGiB 256 44",
        "largestUnit memoryGiB 256 44",
      ])
    #expect(shortage.earliestStart == nil)
    let page = try scene.portal.hostingRequest(request.id, as: scene.cast.townLead)
    #expect(page.shortage == shortage)
  }

  @Test func whatIsHeldCountsForTheNext() async throws {
    let scene = try await HostingScene()
    _ = try await scene.submitted(scene.draft(.init(vcpu: 6, memoryGiB: 8)))
    let second = try await scene.portal.draftHostingRequest(
      scene.draft(.init(vcpu: 3, memoryGiB: 8)), as: scene.cast.townLead)
    let refusal = try await expectRefusal(
      .submitHostingRequest, by: ["quota-or-capacity-exceeded"], in: scene
    ) {
      _ = try await scene.portal.submitHostingRequest(
        second.id, version: 1, as: scene.cast.townLead)
    }
    #expect(refusal?.breaches.first?.reserved == 6)
    #expect(refusal?.shortage?.earliestStart == scene.today.adding(days: 90))
  }

  @Test func everythingMissingIsSaidAtOnce() async throws {
    let scene = try await HostingScene()
    var content = scene.draft(.init(vcpu: 0, memoryGiB: 0), days: 5..<5)
    content.title = " "
    content.useCase = LedgerTests.identifier(123)
    content.maintainer = scene.cast.gigalis
    let error = try await failure(in: scene) {
      _ = try await scene.portal.draftHostingRequest(content, as: scene.cast.townLead)
    }
    #expect(fields(error) == ["title", "vcpu", "memoryGiB", "end", "useCase", "maintainer"])
  }

  @Test func whatIsNotReadyIsNotSubmitted() async throws {
    let scene = try await HostingScene()
    var content = scene.draft(.init(vcpu: 1, memoryGiB: 1), .personal, days: 0..<30)
    content.aipdState = .notRequired
    content.justification = ""
    let request = try await scene.portal.draftHostingRequest(content, as: scene.cast.townLead)
    scene.test.clock.advance(days: 1)
    let error = try await failure(in: scene) {
      _ = try await scene.portal.submitHostingRequest(
        request.id, version: 1, as: scene.cast.townLead)
    }
    #expect(fields(error) == ["justification", "start", "aipdState"])
  }

  @Test func onlyWhatIsPublishedOrOnesOwnIsHosted() async throws {
    let scene = try await HostingScene()
    let built: UseCase.ID = LedgerTests.identifier(78)
    try await scene.publish(built, "en-cours", state: .coBuilding)
    var content = scene.draft()
    content.useCase = built
    let error = try await failure(in: scene) {
      _ = try await scene.portal.draftHostingRequest(content, as: scene.cast.townLead)
    }
    #expect(fields(error) == ["useCase"])
    let (town, now) = (scene.cast.town, scene.test.clock.now())
    try await scene.portal.database.write { connection in
      _ = try connection.run(
        """
        INSERT INTO participation (useCase, organisation, role, state, invitedAt)
        VALUES (\(built), \(town), 'beneficiary', 'accepted', \(now))
        """)
    }
    _ = try await scene.portal.draftHostingRequest(content, as: scene.cast.townLead)
  }

  @Test func aStaleFormIsNotSaved() async throws {
    let scene = try await HostingScene()
    let request = try await scene.portal.draftHostingRequest(
      scene.draft(), as: scene.cast.townContributor)
    var mine = request.draft
    mine.title = "Un autre titre"
    var theirs = request.draft
    theirs.wanted.vcpu = 6
    _ = try await scene.portal.editHostingRequest(
      request.id, to: theirs, version: 1, as: scene.cast.townLead)
    let error = try await failure(in: scene) {
      _ = try await scene.portal.editHostingRequest(
        request.id, to: mine, version: 1, as: scene.cast.townContributor)
    }
    guard case .stale(let staleness) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(staleness.currentVersion == 2)
    #expect(staleness.differences.map(\.field) == ["title", "vcpu"])
    for deed in [portalSubmission, portalWithdrawal] {
      let error = try await failure(in: scene) { try await deed(scene, request.id, 1) }
      guard case .stale = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  private func portalSubmission(_ scene: HostingScene, _ id: HostingRequest.ID, _ version: Int)
    async throws
  {
    _ = try await scene.portal.submitHostingRequest(id, version: version, as: scene.cast.townLead)
  }

  private func portalWithdrawal(_ scene: HostingScene, _ id: HostingRequest.ID, _ version: Int)
    async throws
  {
    _ = try await scene.portal.withdrawHostingRequest(id, version: version, as: scene.cast.townLead)
  }

  @Test func aDecisionOnAnOlderVersionIsNotTaken() async throws {
    let scene = try await HostingScene()
    let request = try await scene.submitted(scene.draft(.init(vcpu: 1, memoryGiB: 1), .personal))
    _ = try await scene.portal.decideDataProtection(
      request.id, .favourable, reason: "Conforme", version: request.version,
      as: scene.cast.townDPO)
    let error = try await failure(in: scene) {
      _ = try await scene.portal.decideTechnical(
        request.id, .favourable, reason: "Faisable", version: request.version,
        as: scene.cast.hostingOfficer)
    }
    guard case .stale(let staleness) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(staleness.currentVersion == request.version + 1)
  }

  // ── At approval everything is checked anew ──

  @Test func aStatusLostMeanwhileStopsTheApproval() async throws {
    let scene = try await HostingScene()
    let request = try await scene.reviewed()
    try await scene.change(
      "UPDATE organisation SET publicStatus = 'toVerify' WHERE id = \(scene.cast.town)")
    _ = try await expectRefusal(
      .decideApproval, by: ["public-status-required-to-approve"], in: scene
    ) {
      try await scene.approve(request)
    }
    // Rejecting stays possible.
    _ = try await scene.portal.decideApproval(
      request.id, .unfavourable, reason: "Statut", version: request.version,
      as: scene.cast.approver)
  }

  @Test func aQuotaLoweredMeanwhileStopsTheApproval() async throws {
    let scene = try await HostingScene()
    let request = try await scene.reviewed()
    _ = try await scene.portal.setQuota(
      of: scene.cast.town, to: QuotaGrant(amounts: [.vcpu: 2], validFrom: scene.today),
      as: scene.cast.administrator)
    let refusal = try await expectRefusal(
      .decideApproval, by: ["quota-or-capacity-exceeded-at-approval"], in: scene
    ) {
      try await scene.approve(request)
    }
    #expect(refusal?.breaches.map(\.missing) == [2])
  }

  @Test func aUseCaseArchivedMeanwhileStopsTheApproval() async throws {
    let scene = try await HostingScene()
    let request = try await scene.reviewed()
    try await scene.change("UPDATE useCase SET state = 'archived' WHERE id = \(scene.useCase)")
    let before = try scene.test.auditCount()
    let error = try await failure(in: scene) { try await scene.approve(request) }
    guard case .wrongState(.decideApproval, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      try scene.test.auditLines(after: before) == ["member decideApproval refused HostingRequest"])
  }

  @Test func aPeriodOverMeanwhileStopsTheApproval() async throws {
    let scene = try await HostingScene()
    let request = try await scene.reviewed(scene.draft(days: 0..<3))
    scene.test.clock.advance(days: 3)
    let error = try await failure(in: scene) { try await scene.approve(request) }
    guard case .wrongState(.decideApproval, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aReasonIsRequired() async throws {
    let scene = try await HostingScene()
    let request = try await scene.submitted()
    let error = try await failure(in: scene) {
      _ = try await scene.portal.decideTechnical(
        request.id, .favourable, reason: " \n", version: request.version,
        as: scene.cast.hostingOfficer)
    }
    #expect(fields(error) == ["reason"])
  }

  @Test func whatOneMayNotSeeIsNotFound() async throws {
    let scene = try await HostingScene()
    let draft = try await scene.portal.draftHostingRequest(scene.draft(), as: scene.cast.townLead)
    for actor in [
      scene.cast.agglomerationLead, scene.cast.partnerLead, scene.cast.approver, .visitor,
    ] {
      let error = #expect(throws: PortalError.self) {
        try scene.portal.hostingRequest(draft.id, as: actor)
      }
      guard case .notFound = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }
}

extension HostingScene {
  /// Changes the world behind the portal's back.
  func change(_ sql: SQL) async throws {
    try await portal.database.write { connection in _ = try connection.run(sql) }
  }

  func approve(_ request: HostingRequest, as actor: Actor? = nil) async throws {
    _ = try await portal.decideApproval(
      request.id, .favourable, reason: "Accord", version: request.version,
      as: actor ?? cast.approver)
  }
}
