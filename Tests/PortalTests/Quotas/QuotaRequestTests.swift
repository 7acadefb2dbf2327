import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Quota requests")
struct QuotaRequestTests {
  private func ask(
    _ scene: HostingScene, _ amounts: [ResourceClass: Int] = [.vcpu: 20],
    for useCase: UseCase.ID? = nil, from: Int = 0, until: Int? = nil, as actor: Actor? = nil
  ) async throws -> QuotaRequest {
    try await scene.portal.requestQuota(
      of: scene.cast.town,
      QuotaGrant(
        useCase: useCase, amounts: amounts, validFrom: scene.today.adding(days: from),
        validUntil: until.map { scene.today.adding(days: $0) }),
      justification: "Les séances du conseil.", as: actor ?? scene.cast.townContributor)
  }

  private func decide(
    _ request: QuotaRequest, _ verdict: Decision.Verdict = .favourable,
    granting: [ResourceClass: Int] = [:], in scene: HostingScene, as actor: Actor? = nil
  ) async throws -> QuotaRequest {
    try await scene.portal.decideQuotaRequest(
      request.id, verdict, granting: granting, reason: "Motif", version: request.version,
      as: actor ?? scene.cast.hostingOfficer)
  }

  private func limits(_ scene: HostingScene) throws -> [ResourceClass: Int] {
    let lines = try scene.portal.quota(of: scene.cast.town, as: scene.cast.townLead).lines
    return Dictionary(
      uniqueKeysWithValues: lines.filter { $0.useCase == nil }.map { ($0.resourceClass, $0.limit) })
  }

  @Test(arguments: QuotaRequest.State.allCases, QuotaRequest.Event.allCases)
  func everyEventInEveryState(state: QuotaRequest.State, event: QuotaRequest.Event) {
    let steps: [QuotaRequest.Event: QuotaRequest.State] = [
      .grant: .granted, .refuse: .refused, .withdraw: .withdrawn,
    ]
    #expect(QuotaRequest.next(state, event) == (state == .submitted ? steps[event] : nil))
  }

  @Test func whatIsAskedForIsGrantedFromItsDayOn() async throws {
    let scene = try await HostingScene()
    let request = try await ask(scene, [.vcpu: 20, .gpu: 1], from: 5, until: 60)
    let before = try scene.test.auditCount()
    let granted = try await decide(request, in: scene, as: scene.cast.approver)
    #expect(granted.state == .granted && granted.answer?.granted == [.vcpu: 20, .gpu: 1])
    #expect(
      try scene.test.auditLines(after: before) == ["member decideQuotaRequest done QuotaRequest"])
    #expect(try limits(scene)[.vcpu] == 8)
    scene.test.clock.advance(days: 5)
    #expect(try limits(scene) == [.vcpu: 20, .memoryGiB: 32, .storageGiB: 200, .gpu: 1])
    let report = try scene.portal.quota(of: scene.cast.town, as: scene.cast.townLead)
    guard case .granted(let quota) = report.lines[0].origin else {
      Issue.record("\(String(describing: report.lines[0].origin))")
      return
    }
    #expect(quota.setBy == scene.cast.approver.person)
    #expect(report.people[try #require(quota.setBy)] == "Personne 33")
    scene.test.clock.advance(days: 55)
    #expect(try limits(scene)[.vcpu] == 8)
    // What has ended stays in the history.
    #expect(
      try scene.portal.quota(of: scene.cast.town, as: scene.cast.townLead).quotas.count == 2)
  }

  @Test func lessIsGrantedNeverMoreAndNothingIsLowered() async throws {
    let scene = try await HostingScene()
    let request = try await ask(scene, [.vcpu: 20, .memoryGiB: 64])
    let before = try scene.content()
    for (granting, fields) in [
      ([.vcpu: 21], ["vcpu"]), ([.vcpu: 7], ["vcpu"]), ([.vcpu: -1], ["vcpu"]),
      ([.gpu: 1], ["gpu"]), ([.vcpu: 8, .memoryGiB: 32], ["verdict"]),
    ] as [([ResourceClass: Int], [String])] {
      let error = try await scene.test.failure {
        _ = try await decide(request, granting: granting, in: scene)
      }
      #expect(error.fields == fields, "\(granting)")
    }
    #expect(try scene.content() == before)
    let granted = try await decide(request, granting: [.vcpu: 12, .memoryGiB: 32], in: scene)
    #expect(granted.answer?.granted == [.vcpu: 12])
    #expect(try limits(scene) == [.vcpu: 12, .memoryGiB: 32, .storageGiB: 200, .gpu: 0])
    #expect(try scene.test.value("SELECT count(*) FROM quota") == 1)
  }

  @Test func aRefusalSetsNothingAndKeepsItsReason() async throws {
    let scene = try await HostingScene()
    let refused = try await decide(try await ask(scene), .unfavourable, in: scene)
    #expect(refused.state == .refused)
    #expect(refused.answer?.reason == "Motif" && refused.answer?.granted == [:])
    #expect(try scene.test.value("SELECT count(*) FROM quota") == 0)
    // The answer stands, and another request may follow.
    let again = await #expect(throws: PortalError.self) { try await decide(refused, in: scene) }
    #expect(again?.isWrongState == true)
    for statement: SQL in [
      "UPDATE quotaRequest SET reason = 'Autre'", "DELETE FROM quotaRequest",
    ] {
      await #expect(throws: (any Error).self) {
        try await scene.portal.database.write { _ = try $0.run(statement) }
      }
    }
    _ = try await ask(scene)
  }

  @Test func whoAskedOrBelongsToTheBodyNeverDecides() async throws {
    let scene = try await HostingScene()
    let request = try await ask(scene)
    var deciding: Set<String> = []
    for (name, actor) in scene.cast.everybody
    where try scene.portal.read(
      as: actor, { try $0.gate.allows(.decideQuotaRequest, on: request) })
    {
      deciding.insert(name)
    }
    #expect(deciding == ["hostingOfficer", "approver", "otherApprover"])
    let both = try await scene.test.grant(
      scene.cast.townContributor, role: .approver, in: scene.cast.gigalis)
    let refusal = try await scene.test.refusal {
      _ = try await decide(request, in: scene, as: both)
    }
    #expect(
      Set(refusal.forbidding.map(\.id)) == [
        "quota-requester-never-decides", "asking-body-never-decides-quota",
      ])
  }

  @Test func onlyOneWaitsForTheSameNode() async throws {
    let scene = try await HostingScene()
    let first = try await ask(scene)
    let error = try await scene.test.failure { _ = try await ask(scene, [.gpu: 1]) }
    #expect(error.fields == ["useCase"])
    guard case .invalid(let complaints) = error else { return }
    #expect(complaints[0].text.french.contains(first.id.text))
    _ = try await scene.portal.withdrawQuotaRequest(
      first.id, version: first.version, as: scene.cast.townLead)
    _ = try await ask(scene, [.gpu: 1])
  }

  @Test func aKeyMakesOneRequestOfTwo() async throws {
    let scene = try await HostingScene()
    func send(_ content: String) async throws -> QuotaRequest {
      try await scene.portal.requestQuota(
        of: scene.cast.town, QuotaGrant(amounts: [.vcpu: 9], validFrom: scene.today),
        justification: "Besoin", key: try IdempotencyKey("clé", content: Array(content.utf8)),
        as: scene.cast.townLead)
    }
    #expect(try await send("a") == send("a"))
    let error = await #expect(throws: PortalError.self) { try await send("b") }
    guard case .keyReused = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func everythingWrongIsSaidAtOnce() async throws {
    let scene = try await HostingScene()
    let before = try scene.content()
    for (amounts, useCase, days, fields) in [
      ([:], nil, (0, 10), ["amounts"]),
      ([.vcpu: -1, .gpu: 2_000_000], nil, (0, 0), ["vcpu", "gpu", "validUntil"]),
      ([.vcpu: 8], nil, (-1, 10), ["validFrom", "vcpu"]),
      ([.vcpu: 20], LedgerTests.identifier(5), (0, 10), ["useCase", "vcpu"]),
      ([.vcpu: 20], scene.useCase, (0, 10), ["vcpu"]),
    ] as [([ResourceClass: Int], UseCase.ID?, (Int, Int), [String])] {
      let error = try await scene.test.failure {
        _ = try await ask(scene, amounts, for: useCase, from: days.0, until: days.1)
      }
      #expect(error.fields == fields, "\(amounts)")
    }
    #expect(try scene.content() == before)
  }

  @Test func aUseCaseIsNotGrantedMoreThanItsBodyHas() async throws {
    let scene = try await HostingScene()
    _ = try await scene.portal.setQuota(
      of: scene.cast.town,
      to: QuotaGrant(useCase: scene.useCase, amounts: [.vcpu: 4], validFrom: scene.today),
      as: scene.cast.hostingOfficer)
    let request = try await ask(scene, [.vcpu: 12], for: scene.useCase)
    let before = try scene.content()
    let error = try await scene.test.failure { _ = try await decide(request, in: scene) }
    #expect(error.fields == ["vcpu"])
    #expect(try scene.content() == before)
    _ = try await decide(request, granting: [.vcpu: 6], in: scene)
    let report = try scene.portal.quota(of: scene.cast.town, as: scene.cast.townLead)
    #expect(report.lines.first { $0.useCase == scene.useCase }?.limit == 6)
  }

  @Test func whatIsOverIsNotGranted() async throws {
    let scene = try await HostingScene()
    let request = try await ask(scene, until: 10)
    scene.test.clock.advance(days: 10)
    let error = await #expect(throws: PortalError.self) { try await decide(request, in: scene) }
    #expect(error?.isWrongState == true)
    #expect(try await decide(request, .unfavourable, in: scene).state == .refused)
  }

  @Test func whatIsGrantedLateHoldsFromTodayOn() async throws {
    let scene = try await HostingScene()
    let request = try await ask(scene)
    scene.test.clock.advance(days: 3)
    _ = try await decide(request, in: scene)
    let quota = try scene.portal.quota(of: scene.cast.town, as: scene.cast.townLead).quotas.first
    #expect(quota?.validFrom == scene.today)
  }

  @Test func aStaleDecisionIsStopped() async throws {
    let scene = try await HostingScene()
    let request = try await ask(scene)
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.decideQuotaRequest(
        request.id, .favourable, reason: "Oui", version: 9, as: scene.cast.approver)
    }
    #expect(error?.isStale == true)
  }

  @Test func theyStandOnTheListsOfWhoDecidesAndOfWhoAsked() async throws {
    let scene = try await HostingScene()
    func told() throws -> Set<String> {
      Set(
        try scene.cast.everybody.filter { _, actor in
          try scene.portal.workItems(as: actor).contains { $0.resourceType == .quotaRequest }
        }.map(\.name))
    }
    let request = try await ask(scene)
    #expect(try told() == ["hostingOfficer", "approver", "otherApprover"])
    scene.test.clock.advance(days: 2)
    let item = try scene.portal.workItems(as: scene.cast.approver).first
    #expect(item?.title.french.hasSuffix("soumise il y a 2 jours") == true)
    _ = try await decide(request, in: scene)
    #expect(try told() == ["townContributor", "townLead"])
    scene.test.clock.advance(days: 15)
    #expect(try told() == [])
  }

  @Test func theListShowsWhatTheGateAllows() async throws {
    let scene = try await HostingScene()
    _ = try await ask(scene)
    _ = try await scene.portal.requestQuota(
      of: scene.cast.agglomeration, QuotaGrant(amounts: [.gpu: 1], validFrom: scene.today),
      justification: "Essai", as: scene.cast.agglomerationLead)
    let all = try scene.portal.quotaRequests(as: scene.cast.auditor).items.map(\.request)
    #expect(all.count == 2)
    for (name, actor) in scene.cast.everybody {
      let visible = try scene.portal.read(as: actor) { reading in
        try all.filter { try reading.gate.allows(.viewQuotaRequest, on: $0) }
      }
      let page = try scene.portal.quotaRequests(in: .submitted, as: actor)
      #expect(page.items.map(\.request) == visible && page.total == visible.count, "\(name)")
    }
  }
}
