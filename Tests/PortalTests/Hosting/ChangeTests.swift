import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("What runs is changed by a request where it grows, at once where it shrinks")
struct ChangeTests {
  private let granted = Resources(vcpu: 4, memoryGiB: 8, storageGiB: 50)

  private func change(
    _ scene: HostingScene, of deployment: Deployment, to amounts: Resources, until end: Day? = nil
  ) async throws -> HostingRequest {
    var draft = try scene.portal.change(
      of: deployment.id, to: amounts, until: end ?? deployment.period.end, as: scene.cast.townLead)
    draft.justification = "Davantage de séances."
    let request = try await scene.portal.draftHostingRequest(draft, as: scene.cast.townLead)
    return try await scene.portal.submitHostingRequest(
      request.id, version: request.version, as: scene.cast.townLead)
  }

  private func approve(_ request: HostingRequest, in scene: HostingScene) async throws {
    let reviewed = try await scene.portal.decideTechnical(
      request.id, .favourable, reason: "Faisable", version: request.version,
      as: scene.cast.hostingOfficer)
    _ = try await scene.portal.decideApproval(
      request.id, .favourable, reason: "Accord", version: reviewed.version,
      as: scene.cast.approver)
  }

  /// vCPU held on a day, used and reserved, as the ledger adds them up.
  private func held(_ scene: HostingScene, on day: Int) throws -> [Int] {
    try scene.portal.read(as: .console) { reading in
      let start = scene.today.adding(days: day)
      let usage = try reading.reservations.usage(
        of: .pool(scene.pools[0].id), over: Period(start: start, end: start.adding(days: 1))!,
        today: reading.now.day)
      let changes = usage.changes.filter { $0.day <= start }
      return [
        changes.reduce(0) { $0 + $1.used.vcpu }, changes.reduce(0) { $0 + $1.reserved.vcpu },
      ]
    }
  }

  @Test func growthIsHeldBesideWhatRunsAndReplacesItWhenApproved() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved(scene.draft(granted, days: 0..<30))
    let request = try await change(
      scene, of: deployment, to: Resources(vcpu: 6, memoryGiB: 4, storageGiB: 50),
      until: scene.today.adding(days: 60))
    #expect(request.changes == deployment.id)
    #expect(try held(scene, on: 10) == [4, 2])
    #expect(try held(scene, on: 40) == [0, 6])
    #expect(try held(scene, on: 60) == [0, 0])

    try await approve(request, in: scene)
    #expect(try held(scene, on: 10) == [6, 0])
    #expect(try held(scene, on: 40) == [6, 0])
    let changed = try scene.portal.deployment(deployment.id, as: scene.cast.townLead).deployment
    #expect(changed.granted == Resources(vcpu: 6, memoryGiB: 4, storageGiB: 50))
    #expect(changed.period.end == scene.today.adding(days: 60))
    #expect(changed.desired.revision == 2)
    #expect(try scene.test.value("SELECT count(*) FROM deployment") == 1)
    let document: String? = try scene.test.value(
      "SELECT document FROM handOver WHERE deployment = \(deployment.id) AND revision = 2")
    let approval = try scene.portal.hostingRequest(request.id, as: scene.cast.townLead).request
      .approval
    #expect(document?.contains(try #require(approval).id.text) == true)
  }

  @Test func onlyWhatGrowsIsCompared() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved(scene.draft(granted, days: 0..<30))
    // Below what runs: nothing is stopped, memory may not grow, processors may stay.
    _ = try await scene.portal.setQuota(
      of: scene.cast.town,
      to: QuotaGrant(amounts: [.vcpu: 2, .memoryGiB: 9], validFrom: scene.today),
      as: scene.cast.hostingOfficer)
    let request = try await change(
      scene, of: deployment, to: Resources(vcpu: 4, memoryGiB: 9, storageGiB: 50))
    #expect(request.state == .submitted)
    _ = try await scene.portal.withdrawHostingRequest(
      request.id, version: request.version, as: scene.cast.townLead)
    var draft = try scene.portal.change(
      of: deployment.id, to: Resources(vcpu: 4, memoryGiB: 8, storageGiB: 50),
      until: scene.today.adding(days: 31), as: scene.cast.townLead)
    draft.justification = "Un jour de plus."
    let longer = try await scene.portal.draftHostingRequest(draft, as: scene.cast.townLead)
    let refusal = try await scene.test.refusal {
      try await scene.portal.submitHostingRequest(longer.id, version: 1, as: scene.cast.townLead)
    }
    #expect(refusal.breaches.map(\.resourceClass) == [.vcpu])
    #expect(refusal.breaches.first?.firstDay == scene.today.adding(days: 30))
  }

  @Test func aChangeKeepsTheUseCase() async throws {
    let scene = try await HostingScene()
    let other: UseCase.ID = LedgerTests.identifier(78)
    try await scene.publish(other, "autre")
    let deployment = try await scene.approved(scene.draft(granted, days: 0..<30))
    var draft = try scene.portal.change(
      of: deployment.id, to: Resources(vcpu: 5, memoryGiB: 8, storageGiB: 50),
      until: deployment.period.end, as: scene.cast.townLead)
    let request = try await scene.portal.draftHostingRequest(draft, as: scene.cast.townLead)
    draft.useCase = other
    let error = await #expect(throws: PortalError.self) {
      _ = try await scene.portal.editHostingRequest(
        request.id, to: draft, version: request.version, as: scene.cast.townLead)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["useCase"])
    #expect(complaints.first?.text.french.contains("garde le cas d’usage") == true)
    await #expect(throws: PortalError.self) {
      _ = try await scene.portal.draftHostingRequest(draft, as: scene.cast.townLead)
    }
    // Nor is one submitted that was saved with another before this was asked.
    try await scene.portal.database.write {
      _ = try $0.run(
        "UPDATE hostingRequest SET useCase = \(other), justification = 'Utile' WHERE id = \(request.id)")
    }
    let atSubmission = await #expect(throws: PortalError.self) {
      _ = try await scene.portal.submitHostingRequest(
        request.id, version: request.version, as: scene.cast.townLead)
    }
    guard case .invalid(let found) = atSubmission else {
      Issue.record("\(String(describing: atSubmission))")
      return
    }
    #expect(found.map(\.field) == ["useCase"])
  }

  @Test func oneChangeAtATime() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved(scene.draft(granted, days: 0..<30))
    let first = try await change(
      scene, of: deployment, to: Resources(vcpu: 5, memoryGiB: 8, storageGiB: 50))
    await #expect(throws: PortalError.self) {
      _ = try await change(
        scene, of: deployment, to: Resources(vcpu: 6, memoryGiB: 8, storageGiB: 50))
    }
    await #expect(throws: PortalError.self) {
      _ = try await scene.portal.shrinkDeployment(
        deployment.id, to: Resources(vcpu: 1, memoryGiB: 1), until: deployment.period.end,
        version: deployment.version, as: scene.cast.townLead)
    }
    _ = try await scene.portal.withdrawHostingRequest(
      first.id, version: first.version, as: scene.cast.townLead)
    #expect(try held(scene, on: 10) == [4, 0])
    #expect(
      try await change(
        scene, of: deployment, to: Resources(vcpu: 6, memoryGiB: 8, storageGiB: 50)
      ).state == .submitted)
  }

  @Test func shrinkingNeedsNobodyAndIsFreeAtOnce() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved(scene.draft(granted, days: 0..<30))
    let less = try await scene.portal.shrinkDeployment(
      deployment.id, to: Resources(vcpu: 1, memoryGiB: 8, storageGiB: 50),
      until: scene.today.adding(days: 20), version: deployment.version, as: scene.cast.townLead)
    #expect(less.desired.revision == 2)
    #expect(try held(scene, on: 10) == [1, 0])
    #expect(try held(scene, on: 20) == [0, 0])
    for (amounts, end) in [
      (Resources(vcpu: 2, memoryGiB: 8, storageGiB: 50), 20),
      (Resources(vcpu: 1, memoryGiB: 8, storageGiB: 50), 21),
      (Resources(vcpu: 1, memoryGiB: 8, storageGiB: 50), 20),
      (Resources(vcpu: 0, memoryGiB: 8, storageGiB: 50), 20),
      (Resources(vcpu: 1, memoryGiB: 8, storageGiB: 50), 0),
    ] {
      await #expect(throws: PortalError.self, "\(amounts) \(end)") {
        try await scene.portal.shrinkDeployment(
          deployment.id, to: amounts, until: scene.today.adding(days: end), version: less.version,
          as: scene.cast.townLead)
      }
    }
    let refusal = try await scene.test.refusal {
      try await scene.portal.shrinkDeployment(
        deployment.id, to: Resources(vcpu: 1, memoryGiB: 1),
        until: scene.today.adding(days: 20), version: less.version, as: scene.cast.hostingOfficer)
    }
    #expect(refusal.forbidding.map(\.id) == ["deployment-belongs-to-its-body"])
  }

  @Test func anExtensionIsOneStepAndARequest() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved(scene.draft(granted, days: 0..<30))
    let request = try await scene.portal.extendDeployment(
      deployment.id, until: scene.today.adding(days: 90), justification: "Toujours utile.",
      as: scene.cast.townLead)
    #expect(request.state == .submitted)
    #expect(try held(scene, on: 10) == [4, 0])
    #expect(try held(scene, on: 40) == [0, 4])
    // Past its end and not yet released, it goes on counting until the extension is decided.
    scene.test.clock.advance(days: 31)
    #expect(try held(scene, on: 40)[0] == 4)
    try await approve(request, in: scene)
    #expect(try held(scene, on: 40) == [4, 0])
    #expect(try held(scene, on: 90) == [0, 0])
  }

  @Test func whatIsReleasedMeanwhileIsNotChanged() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved(scene.draft(granted, days: 0..<30))
    let request = try await change(
      scene, of: deployment, to: Resources(vcpu: 6, memoryGiB: 8, storageGiB: 50))
    _ = try await scene.portal.releaseDeployment(
      deployment.id, version: deployment.version, as: scene.cast.townLead)
    await #expect(throws: PortalError.self) { try await approve(request, in: scene) }
    #expect(try held(scene, on: 10) == [4, 2])
    // Nobody has to wait for an answer to what asks for nothing any more.
    #expect(try await scene.portal.expireHostingRequests() == 1)
    #expect(try held(scene, on: 10) == [4, 0])
  }

  @Test func theSameAskedTwiceIsFound() async throws {
    let scene = try await HostingScene()
    let first = try await scene.submitted(scene.draft(granted, days: 0..<30))
    let second = try await scene.portal.draftHostingRequest(
      scene.draft(granted, days: 0..<30), as: scene.cast.townLead)
    #expect(
      try scene.portal.hostingRequest(second.id, as: scene.cast.townLead).twins.map(\.id)
        == [first.id])
  }
}

@Suite("The waiting list") struct WaitingListTests {
  private func draft(
    _ scene: HostingScene, vcpu: Int, days: Range<Int> = 0..<60
  ) async throws -> HostingRequest {
    try await scene.portal.draftHostingRequest(
      scene.draft(Resources(vcpu: vcpu, memoryGiB: 1), days: days), as: scene.cast.townLead)
  }

  private func queue(
    _ scene: HostingScene, vcpu: Int, until: Int = 40
  ) async throws -> HostingRequest {
    let request = try await draft(scene, vcpu: vcpu)
    return try await scene.portal.queueHostingRequest(
      request.id, until: scene.today.adding(days: until), version: request.version,
      as: scene.cast.townLead)
  }

  private func scene() async throws -> HostingScene {
    try await HostingScene(
      pools: [HostingScene.pool(vcpu: 8)],
      defaults: Resources(vcpu: 100, memoryGiB: 500, storageGiB: 5000))
  }

  private func state(_ request: HostingRequest, in scene: HostingScene) throws
    -> HostingRequest.State
  {
    try scene.portal.hostingRequest(request.id, as: scene.cast.townLead).request.state
  }

  @Test func whoWaitsIsServedInOrderAndStillDecidedUpon() async throws {
    let scene = try await scene()
    let holder = try await scene.submitted(
      scene.draft(Resources(vcpu: 8, memoryGiB: 1), days: 0..<60))
    let large = try await queue(scene, vcpu: 6)
    scene.test.clock.advance(seconds: 1)
    let small = try await queue(scene, vcpu: 2)
    #expect(try scene.portal.hostingRequest(small.id, as: scene.cast.townLead).place == 1)
    #expect(try await scene.portal.serveWaitingList() == 0)

    _ = try await scene.portal.withdrawHostingRequest(
      holder.id, version: holder.version, as: scene.cast.townLead)
    #expect(try await scene.portal.serveWaitingList() == 2)
    #expect(try state(large, in: scene) == .submitted)
    #expect(try state(small, in: scene) == .submitted)
    #expect(try scene.live(.held) == 2)
    #expect(try scene.test.value("SELECT count(*) FROM deployment") == 0)
    let served = try scene.portal.hostingRequest(large.id, as: scene.cast.townLead).request
    #expect(served.waits == nil)
    #expect(served.stages.map(\.stage) == [.technical, .approval])
  }

  @Test func aSmallOneDoesNotPassALargeOneBy() async throws {
    let scene = try await scene()
    _ = try await scene.submitted(scene.draft(Resources(vcpu: 3, memoryGiB: 1), days: 0..<60))
    _ = try await scene.submitted(scene.draft(Resources(vcpu: 4, memoryGiB: 1), days: 0..<60))
    let large = try await queue(scene, vcpu: 6)
    scene.test.clock.advance(seconds: 1)
    let small = try await queue(scene, vcpu: 2)
    let first = try #require(
      try scene.portal.hostingRequests(as: scene.cast.townLead).items.first {
        $0.request.wanted.vcpu == 3
      }?.request)
    _ = try await scene.portal.withdrawHostingRequest(
      first.id, version: first.version, as: scene.cast.townLead)
    #expect(try await scene.portal.serveWaitingList() == 0)
    #expect(try state(small, in: scene) == .waitlisted)
    // Nor does it jump the queue by being submitted once more.
    await #expect(throws: PortalError.self) {
      try await scene.portal.submitHostingRequest(
        small.id, version: small.version, as: scene.cast.townLead)
    }
    _ = try await scene.portal.withdrawHostingRequest(
      large.id, version: large.version, as: scene.cast.townLead)
    #expect(try await scene.portal.serveWaitingList() == 1)
    #expect(try state(small, in: scene) == .submitted)
  }

  @Test func whoWaitsTooLongExpires() async throws {
    let scene = try await scene()
    _ = try await scene.submitted(scene.draft(Resources(vcpu: 8, memoryGiB: 1), days: 0..<200))
    let waiting = try await queue(scene, vcpu: 2, until: 10)
    scene.test.clock.advance(days: 10)
    #expect(try await scene.portal.expireHostingRequests() == 0)
    scene.test.clock.advance(days: 1)
    #expect(try await scene.portal.expireHostingRequests() == 1)
    #expect(try state(waiting, in: scene) == .expired)
  }

  @Test func whoFitsOrNeverWillDoesNotWait() async throws {
    let scene = try await scene()
    for (vcpu, until, field) in [(2, 10, "until"), (9, 10, "until"), (2, 61, "until")] {
      let request = try await draft(scene, vcpu: vcpu)
      let error = await #expect(throws: PortalError.self) {
        try await scene.portal.queueHostingRequest(
          request.id, until: scene.today.adding(days: until), version: 1, as: scene.cast.townLead)
      }
      guard case .invalid(let complaints) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(Set(complaints.map(\.field)) == [field])
    }
  }
}
