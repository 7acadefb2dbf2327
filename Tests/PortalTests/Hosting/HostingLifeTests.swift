import JSON
import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("The life of a hosting request")
struct HostingLifeTests {
  @Test("from draft to release, with every line it leaves in the audit log")
  func wholeLife() async throws {
    let scene = try await HostingScene()
    let (portal, cast) = (scene.portal, scene.cast)
    let before = try scene.test.auditCount()

    var request = try await portal.draftHostingRequest(
      scene.draft(.init(vcpu: 2, memoryGiB: 8, storageGiB: 20), .personal), as: cast.townContributor
    )
    #expect(request.state == .draft)
    var content = request.draft
    content.maintainer = cast.workshop
    content.wanted.vcpu = 4
    request = try await portal.editHostingRequest(
      request.id, to: content, version: request.version, as: cast.townContributor)
    #expect(request.wanted.vcpu == 4)
    request = try await portal.submitHostingRequest(
      request.id, version: request.version, as: cast.townLead)
    #expect(request.state == .submitted)
    #expect(request.submittedAt == scene.test.clock.now())
    // Whoever submits asks, and so never decides, wherever they work later.
    #expect(request.editors == Set([cast.townContributor, cast.townLead].compactMap(\.person)))
    #expect(try scene.live(.held) == 1)
    request = try await portal.decideTechnical(
      request.id, .favourable, reason: "Faisable", version: request.version,
      as: cast.hostingOfficer)
    #expect(request.state == .underReview)
    request = try await portal.decideDataProtection(
      request.id, .favourable, reason: "Conforme", version: request.version, as: cast.townDPO)
    request = try await portal.decideApproval(
      request.id, .favourable, reason: "Accord", version: request.version, as: cast.approver)
    #expect(request.state == .approved)
    #expect(request.decisions.map(\.stage) == [.technical, .dataProtection, .approval])
    #expect(try scene.live(.used) == 1)

    var deployment = try scene.deployment(of: request)
    #expect(deployment.granted == request.wanted)
    #expect(
      deployment.label(at: scene.test.clock.now(), agentPeriodSeconds: 10) == .awaitingHandOver)
    let agent = try await scene.agent()
    let orders = try await portal.pullOrders(at: scene.site.id, as: agent).orders
    #expect(orders.map(\.deployment) == [deployment.id])
    _ = try await portal.reportDeployment(
      deployment.id, Report(revision: 1, phase: .running, endpoint: "http://127.0.0.1:9000/"),
      as: agent)
    #expect(try portal.deployment(deployment.id, as: cast.townContributor).label == .running)
    deployment = try await portal.suspendDeployment(deployment.id, version: 1, as: cast.townLead)
    #expect(try portal.deployment(deployment.id, as: cast.townLead).label == .provisioning)
    _ = try await portal.reportDeployment(
      deployment.id, Report(revision: 2, phase: .suspended), as: agent)
    #expect(try portal.deployment(deployment.id, as: cast.partnerLead).label == .suspended)
    deployment = try await portal.resumeDeployment(deployment.id, version: 2, as: cast.townLead)
    deployment = try await portal.releaseDeployment(deployment.id, version: 3, as: cast.townLead)
    #expect(try scene.live(.used) == 1)
    _ = try await portal.reportDeployment(
      deployment.id, Report(revision: 4, phase: .absent), as: agent)
    #expect(try scene.live(.used) == 0)
    #expect(try scene.live(.released) == 1)
    #expect(try portal.deployment(deployment.id, as: cast.townLead).label == .released)
    #expect(try await portal.pullOrders(at: scene.site.id, as: agent).orders.isEmpty)

    #expect(
      try scene.test.auditLines(after: before) == [
        "member draftHostingRequest done Organisation",
        "member editHostingRequest done HostingRequest",
        "member submitHostingRequest done HostingRequest",
        "member decideTechnical done HostingRequest",
        "member decideDataProtection done HostingRequest",
        "member decideApproval done HostingRequest",
        "member enrolAgent done Site", "agent certifyAgent done Site",
        "agent reportDeployment done Deployment",
        "member suspendDeployment done Deployment",
        "agent reportDeployment done Deployment",
        "member resumeDeployment done Deployment",
        "member releaseDeployment done Deployment",
        "agent reportDeployment done Deployment",
      ])
  }

  @Test func theOrderSaysWhatWasApprovedAndByWhom() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved()
    let record = try scene.portal.deployment(deployment.id, as: scene.cast.approver)
    let order = try #require(record.handOvers.first)
    let document = try JSON(parsing: order.document)
    #expect(document["deployment"]?.text == deployment.id.text)
    #expect(document["revision"] == 1)
    #expect(document["state"] == "running")
    #expect(document["resources"] == ["vcpu": 4, "memoryGiB": 8, "storageGiB": 50, "gpu": 0])
    #expect(document["notAfter"]?.text == deployment.period.end.description)
    #expect(document["approval"]?["approver"]?.text == scene.cast.approver.person?.text)
    #expect(order.digest.count == 32)
  }

  @Test func anUnfavourableTechnicalDecisionRejectsAndFrees() async throws {
    let scene = try await HostingScene()
    let request = try await scene.submitted()
    let rejected = try await scene.portal.decideTechnical(
      request.id, .unfavourable, reason: "Pas de place", version: request.version,
      as: scene.cast.hostingOfficer)
    #expect(rejected.state == .rejected)
    #expect(try scene.live(.held) == 0)
  }

  @Test func anUnfavourableApprovalRejectsAndFrees() async throws {
    let scene = try await HostingScene()
    let request = try await scene.reviewed()
    let rejected = try await scene.portal.decideApproval(
      request.id, .unfavourable, reason: "Non", version: request.version, as: scene.cast.approver)
    #expect(rejected.state == .rejected)
    #expect(try scene.live(.held) == 0)
    #expect(try scene.test.value("SELECT count(*) FROM deployment") == 0)
  }

  @Test func anUnfavourableOpinionIsHeardAndDoesNotBind() async throws {
    let scene = try await HostingScene()
    var request = try await scene.submitted(scene.draft(.init(vcpu: 1, memoryGiB: 1), .personal))
    request = try await scene.portal.decideDataProtection(
      request.id, .unfavourable, reason: "Prudence", version: request.version,
      as: scene.cast.townDPO)
    #expect(request.state == .underReview)
    request = try await scene.portal.decideTechnical(
      request.id, .favourable, reason: "Faisable", version: request.version,
      as: scene.cast.hostingOfficer)
    request = try await scene.portal.decideApproval(
      request.id, .favourable, reason: "Malgré l’avis", version: request.version,
      as: scene.cast.approver)
    #expect(request.state == .approved)
  }

  @Test func withdrawingFreesAndEnds() async throws {
    let scene = try await HostingScene()
    let request = try await scene.submitted()
    let withdrawn = try await scene.portal.withdrawHostingRequest(
      request.id, version: request.version, as: scene.cast.townLead)
    #expect(withdrawn.state == .withdrawn)
    #expect(try scene.live(.held) == 0)
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.withdrawHostingRequest(
        request.id, version: withdrawn.version, as: scene.cast.townLead)
    }
    guard case .wrongState(.withdrawHostingRequest, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func whatNobodyDecidesExpires() async throws {
    let scene = try await HostingScene()
    let old = try await scene.submitted(scene.draft(days: 30..<200))
    scene.test.clock.advance(days: 30)
    let young = try await scene.submitted(
      scene.draft(.init(vcpu: 1, memoryGiB: 1), days: 0..<90))
    scene.test.clock.advance(days: 31)
    let before = try scene.test.auditCount()
    #expect(try await scene.portal.expireHostingRequests() == 1)
    #expect(
      try scene.portal.hostingRequest(old.id, as: scene.cast.townLead).request.state == .expired)
    #expect(
      try scene.portal.hostingRequest(young.id, as: scene.cast.townLead).request.state == .submitted
    )
    #expect(try scene.live(.held) == 1)
    #expect(
      try scene.test.auditLines(after: before) == [
        "console expireHostingRequest done HostingRequest"
      ])
    #expect(try await scene.portal.expireHostingRequests() == 0)
  }

  @Test func aRequestWhosePeriodIsOverExpires() async throws {
    let scene = try await HostingScene()
    _ = try await scene.submitted(scene.draft(days: 0..<10))
    scene.test.clock.advance(days: 10)
    #expect(try await scene.portal.expireHostingRequests() == 1)
  }

  @Test func theSameKeyMakesTheSameRequest() async throws {
    let scene = try await HostingScene()
    let content = scene.draft()
    let key = try IdempotencyKey("k1", content: [1])
    let first = try await scene.portal.draftHostingRequest(
      content, key: key, as: scene.cast.townLead)
    let again = try await scene.portal.draftHostingRequest(
      content, key: key, as: scene.cast.townLead)
    #expect(first.id == again.id)
    #expect(try scene.test.value("SELECT count(*) FROM hostingRequest") == 1)
    // Another person's key is another key.
    let other = try await scene.portal.draftHostingRequest(
      content, key: key, as: scene.cast.townContributor)
    #expect(other.id != first.id)
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.draftHostingRequest(
        content, key: IdempotencyKey("k1", content: [2]), as: scene.cast.townLead)
    }
    guard case .keyReused = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
