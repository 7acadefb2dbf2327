import SQLite
import TestSupport

@testable import Portal

/// A town with a deployment that runs at one site, another site, and whatever is asked of both.
struct SuccessionScene {
  let scene: HostingScene
  let other: Site
  let deployment: Deployment
  let granted = Resources(vcpu: 6, memoryGiB: 8, storageGiB: 50)

  var portal: Portal { scene.portal }
  var cast: Cast { scene.cast }
  var today: Day { scene.today }

  /// The default quota is of 8 vCPU: room for one such deployment, not for two.
  init(otherVCPU: Int = 64) async throws {
    scene = try await HostingScene()
    // Before there is another site that it could be given a place at.
    deployment = try await scene.approved(scene.draft(granted, days: 0..<90))
    other = try await scene.portal.addSite(
      SiteDraft(
        slug: "autre", name: "Autre site", isSample: true,
        pools: [HostingScene.pool("autre zone", vcpu: otherVCPU)]),
      as: scene.cast.administrator)
  }

  func drafted(_ draft: HostingRequestDraft, by lead: Actor) async throws -> HostingRequest {
    var draft = draft
    draft.justification = "Rapprochement."
    return try await portal.draftHostingRequest(draft, as: lead)
  }

  func submitted(_ draft: HostingRequestDraft, by lead: Actor) async throws -> HostingRequest {
    let request = try await drafted(draft, by: lead)
    return try await portal.submitHostingRequest(request.id, version: request.version, as: lead)
  }

  func move() throws -> HostingRequestDraft {
    try portal.move(of: deployment.id, to: other.slug, as: cast.townLead)
  }

  func offered(for days: Int = 30) async throws -> DeploymentOffer {
    try await portal.offerDeployment(
      deployment.id, to: cast.agglomeration, until: today.adding(days: days), as: cast.townLead)
  }

  func takeOver(_ offer: DeploymentOffer) async throws -> HostingRequest {
    try await submitted(
      portal.takeOver(offer.id, as: cast.agglomerationLead), by: cast.agglomerationLead)
  }

  func reviewed(_ request: HostingRequest) async throws -> HostingRequest {
    try await portal.decideTechnical(
      request.id, .favourable, reason: "Faisable", version: request.version,
      as: cast.hostingOfficer)
  }

  @discardableResult
  func approve(_ request: HostingRequest) async throws -> Deployment {
    let reviewed = try await reviewed(request)
    _ = try await portal.decideApproval(
      request.id, .favourable, reason: "Accord", version: reviewed.version, as: cast.approver)
    return try scene.deployment(of: request)
  }

  func current() throws -> Deployment {
    try portal.deployment(deployment.id, as: cast.townLead).deployment
  }

  /// vCPU used and reserved on a day, as the ledger adds them up.
  func held(_ scope: ReservationStore.Scope, on day: Int) throws -> [Int] {
    try portal.read(as: .console) { reading in
      let start = today.adding(days: day)
      let usage = try reading.reservations.usage(
        of: scope, over: Period(start: start, end: start.adding(days: 1))!, today: reading.now.day)
      let changes = usage.changes.filter { $0.day <= start }
      return [
        changes.reduce(0) { $0 + $1.used.vcpu }, changes.reduce(0) { $0 + $1.reserved.vcpu },
      ]
    }
  }

  /// The same, by counting the reservations one by one.
  func counted(for organisation: Organisation.ID, on day: Int) throws -> [Int] {
    let date = today.adding(days: day)
    return try ["used", "held"].map { state in
      try scene.test.value(
        """
        SELECT coalesce(sum(vcpu), 0) FROM reservation
        WHERE organisation = \(organisation) AND state = \(state) AND startDay <= \(date) AND endDay > \(date)
        """) ?? 0
    }
  }

  /// The words by which a deed is turned down, whatever turns it down.
  func words(against deed: () async throws -> Void) async -> String {
    do {
      try await deed()
      return ""
    } catch PortalError.invalid(let complaints) {
      return complaints.map(\.text.french).joined(separator: " ")
    } catch PortalError.wrongState(_, let why) {
      return why.french
    } catch PortalError.refused(let refusal) {
      return refusal.forbidding.map(\.id).joined(separator: " ")
    } catch {
      return "\(error)"
    }
  }
}
