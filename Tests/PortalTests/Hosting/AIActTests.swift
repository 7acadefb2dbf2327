import TestSupport
import Testing

@testable import Portal

@Suite("What the AI Act asks before hosting") struct AIActTests {
  private func scene(risk: String, entry: String = "") async throws -> (HostingScene, HostingRequest) {
    let scene = try await HostingScene(riskClass: risk)
    let today = scene.today
    var draft = scene.draft(days: 400..<500)
    draft.euDatabaseEntry = entry
    #expect(today < AIAct.highRiskDutiesApply)
    return (scene, try await scene.portal.draftHostingRequest(draft, as: scene.cast.townLead))
  }

  private func submit(_ request: HostingRequest, in scene: HostingScene) async throws {
    _ = try await scene.portal.submitHostingRequest(
      request.id, version: request.version, as: scene.cast.townLead)
  }

  @Test func theDutiesApplyFromTheDayOfTheRegulation() {
    #expect(AIAct.highRiskDutiesApply.description == "2027-12-02")
  }

  @Test func aProhibitedPracticeIsNotHosted() async throws {
    let (scene, request) = try await scene(risk: "inacceptable")
    let refusal = try await scene.test.refusal { try await submit(request, in: scene) }
    #expect(refusal.forbidding.map(\.id) == ["prohibited-practice-is-not-hosted"])
  }

  @Test func anUnregisteredHighRiskSystemIsRefusedFromThatDayOnly() async throws {
    let (scene, request) = try await scene(risk: "eleve")
    scene.test.clock.advance(
      days: Int64(AIAct.highRiskDutiesApply.daysSince1970 - scene.today.daysSince1970 - 1))
    #expect(scene.today == AIAct.highRiskDutiesApply.adding(days: -1))
    try await submit(request, in: scene)
    scene.test.clock.advance(days: 1)
    let next = try await scene.portal.draftHostingRequest(
      scene.draft(days: 1..<30), as: scene.cast.townLead)
    let refusal = try await scene.test.refusal { try await submit(next, in: scene) }
    #expect(refusal.forbidding.map(\.id) == ["high-risk-system-is-registered"])
    // What was submitted before is refused at approval too.
    let pending = try scene.portal.hostingRequest(request.id, as: scene.cast.townLead).request
    let reviewed = try await scene.portal.decideTechnical(
      pending.id, .favourable, reason: "Faisable", version: pending.version,
      as: scene.cast.hostingOfficer)
    let later = try await scene.test.refusal {
      try await scene.portal.decideApproval(
        pending.id, .favourable, reason: "Accord", version: reviewed.version,
        as: scene.cast.approver)
    }
    #expect(later.forbidding.map(\.id) == ["high-risk-system-is-registered-at-approval"])
  }

  @Test func aRegisteredOnePasses() async throws {
    let (scene, request) = try await scene(
      risk: "eleve", entry: "https://ec.europa.eu/exemple/systeme-42")
    scene.test.clock.advance(
      days: Int64(AIAct.highRiskDutiesApply.daysSince1970 - scene.today.daysSince1970))
    try await submit(request, in: scene)
  }

  @Test func anEntryIsAnAddress() async throws {
    let scene = try await HostingScene()
    var draft = scene.draft()
    draft.euDatabaseEntry = "javascript:alert(1)"
    let wrong = draft
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.draftHostingRequest(wrong, as: scene.cast.townLead)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["euDatabaseEntry"])
  }
}
