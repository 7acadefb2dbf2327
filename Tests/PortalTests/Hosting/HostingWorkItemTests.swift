import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Whose turn it is")
struct HostingWorkItemTests {
  /// Who has a hosting item on their list now.
  private func waiting(_ scene: HostingScene) throws -> Set<String> {
    Set(
      try scene.cast.everybody.filter { _, actor in
        try scene.portal.workItems(as: actor).contains {
          $0.resourceType == .hostingRequest || $0.resourceType == .deployment
        }
      }.map(\.name))
  }

  @Test func itGoesFromDeskToDesk() async throws {
    let scene = try await HostingScene()
    let (portal, cast) = (scene.portal, scene.cast)
    #expect(try waiting(scene).isEmpty)
    var request = try await portal.draftHostingRequest(
      scene.draft(.init(vcpu: 1, memoryGiB: 1), .personal), as: cast.townContributor)
    #expect(try waiting(scene) == ["townLead"])
    request = try await portal.submitHostingRequest(
      request.id, version: request.version, as: cast.townLead)
    #expect(try waiting(scene) == ["hostingOfficer", "townDPO"])
    request = try await portal.decideTechnical(
      request.id, .favourable, reason: "Oui", version: request.version, as: cast.hostingOfficer)
    #expect(try waiting(scene) == ["townDPO"])
    request = try await portal.decideDataProtection(
      request.id, .favourable, reason: "Oui", version: request.version, as: cast.townDPO)
    #expect(try waiting(scene) == ["approver", "otherApprover"])
    let item = try #require(try portal.workItems(as: cast.approver).first)
    #expect(item.resource == request.id.text)
    #expect(item.organisationName == "Ville d’Exemple")
    try await scene.approve(request)
    #expect(try waiting(scene).isEmpty)
    _ = try await portal.reportDeployment(
      try scene.deployment(of: request).id, Report(revision: 1, phase: .failed, reason: "…"),
      as: try await scene.agent())
    #expect(try waiting(scene) == ["townLead", "hostingOfficer"])
  }

  @Test func whoMayNotDecideHasNothingToDecide() async throws {
    let scene = try await HostingScene()
    let request = try await scene.reviewed()
    #expect(try waiting(scene) == ["approver", "otherApprover"])
    // The approver turns out to have edited it.
    let (id, person) = (request.id, try #require(scene.cast.approver.person))
    try await scene.portal.database.write { connection in
      _ = try connection.run(
        "INSERT INTO hostingRequestEditor (request, person) VALUES (\(id), \(person))")
    }
    #expect(try waiting(scene) == ["otherApprover"])
  }

  @Test func whatWaitsLongestIsReadFirst() async throws {
    let scene = try await HostingScene()
    let first = try await scene.submitted()
    scene.test.clock.advance(seconds: 60)
    let second = try await scene.submitted()
    func waiting(_ count: Int) throws -> [HostingRequest.ID] {
      try scene.portal.read(as: scene.cast.approver) { reading in
        try reading.hostingRequests.waiting(
          in: [.underReview, .submitted], where: "TRUE", limit: Limit(clamping: count)
        ).map(\.id)
      }
    }
    #expect(try waiting(1) == [first.id])
    #expect(try waiting(100) == [first.id, second.id])
  }
}
