import JSON
import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Requests start from a version, and what runs moves on to a newer one")
struct SolutionHostingTests {
  private func order(of deployment: Deployment.ID, _ scene: SolutionScene) throws -> JSON {
    let document: String? = try scene.hosting.test.value(
      "SELECT document FROM handOver WHERE deployment = \(deployment) ORDER BY revision DESC LIMIT 1"
    )
    return try JSON(parsing: Array(try #require(document).utf8))
  }

  /// The change that brings what runs to another version, as its body drafts it.
  private func change(
    _ deployment: Deployment, to version: SolutionVersion?, _ scene: SolutionScene
  ) async throws -> HostingRequest {
    var draft = try scene.portal.change(
      of: deployment.id, to: deployment.granted, until: deployment.period.end,
      as: scene.cast.townLead)
    draft.justification = "Nouvelle version."
    draft.solution = version?.id
    return try await scene.portal.draftHostingRequest(draft, as: scene.cast.townLead)
  }

  @Test("the order says what to run; without a solution it says what it always said")
  func orders() async throws {
    let scene = try await SolutionScene()
    let plain = try await scene.hosting.approved()
    #expect(try order(of: plain.id, scene)["profile"] == "minutes")
    #expect(
      try order(of: plain.id, scene)["workload"] == ["kind": "shipped", "reference": "minutes"])

    let solution = try await scene.solution()
    let version = try await scene.publish("1.0.0", of: solution)
    let deployment = try await scene.hosting.approved(scene.draft(version))
    #expect(deployment.solution == version.id)
    let document = try order(of: deployment.id, scene)
    let digest = "sha256:" + String(repeating: "0a", count: 32)
    #expect(document["profile"] == "image")
    #expect(
      document["workload"] == [
        "kind": "image", "reference": .string("registry.example/minutes@\(digest)"),
        "digest": .string(digest), "solution": "comptes-rendus", "version": "1.0.0", "port": 8080,
        "healthPath": "/health",
      ])
    let record = try scene.portal.hostingRequest(deployment.request, as: scene.cast.approver)
    #expect(record.solution?.name == "Comptes rendus 1.0.0")
  }

  @Test("what a version cannot be run with is said when the request is drafted")
  func drafts() async throws {
    let scene = try await SolutionScene()
    let solution = try await scene.solution()
    let version = try await scene.publish(
      "1.0.0", of: solution, needs: Resources(vcpu: 2, memoryGiB: 4))
    try await scene.hosting.publish(LedgerTests.identifier(78), "autre")
    var otherCase = scene.draft(version)
    otherCase.useCase = LedgerTests.identifier(78)
    var unknown = scene.draft(version)
    unknown.solution = LedgerTests.identifier(79)
    for (draft, fields) in [
      (scene.draft(version, Resources(vcpu: 1, memoryGiB: 3)), ["vcpu", "memoryGiB"]),
      (scene.draft(version, Resources(vcpu: 2, memoryGiB: 4), .personal), ["dataClass"]),
      (otherCase, ["useCase"]), (unknown, ["solution"]), (scene.draft(version), []),
    ] {
      #expect(
        try await scene.complaints {
          _ = try await scene.portal.draftHostingRequest(draft, as: scene.cast.townLead)
        } == Set(fields))
    }
    try await scene.withdraw(solution)
    #expect(
      try await scene.complaints {
        _ = try await scene.portal.draftHostingRequest(
          scene.draft(version), as: scene.cast.townLead)
      } == ["solution"])
  }

  @Test(
    "a solution that is withdrawn meanwhile is neither submitted nor approved; what runs goes on")
  func withdrawn() async throws {
    let scene = try await SolutionScene()
    let solution = try await scene.solution()
    let version = try await scene.publish("1.0.0", of: solution)
    let running = try await scene.hosting.approved(scene.draft(version))
    let draft = try await scene.portal.draftHostingRequest(
      scene.draft(version), as: scene.cast.townLead)
    let reviewed = try await scene.hosting.reviewed(scene.draft(version))
    try await scene.withdraw(solution)

    #expect(
      try await scene.complaints {
        _ = try await scene.portal.submitHostingRequest(
          draft.id, version: draft.version, as: scene.cast.townLead)
      } == ["solution"])
    let before = try scene.hosting.content()
    let error = await #expect(throws: PortalError.self) {
      _ = try await scene.portal.decideApproval(
        reviewed.id, .favourable, reason: "Accord", version: reviewed.version,
        as: scene.cast.approver)
    }
    guard case .wrongState(.decideApproval, Solution.isWithdrawn) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try scene.hosting.content() == before)
    // Longer, with the version that it has: that starts nothing.
    _ = try await scene.portal.extendDeployment(
      running.id, until: running.period.end.adding(days: 10), justification: "Utile",
      as: scene.cast.townLead)
  }

  @Test("nobody grants or gives back more than leaves what the version needs")
  func amounts() async throws {
    let scene = try await SolutionScene()
    let version = try await scene.publish("1.0.0", of: try await scene.solution())
    let reviewed = try await scene.hosting.reviewed(
      scene.draft(version, Resources(vcpu: 4, memoryGiB: 8)))
    #expect(
      try await scene.complaints {
        _ = try await scene.portal.decideApproval(
          reviewed.id, .favourable, granting: Resources(vcpu: 1, memoryGiB: 8), reason: "Moins",
          version: reviewed.version, as: scene.cast.approver)
      } == ["vcpu"])
    _ = try await scene.portal.decideApproval(
      reviewed.id, .favourable, granting: Resources(vcpu: 3, memoryGiB: 4), reason: "Moins",
      version: reviewed.version, as: scene.cast.approver)
    let deployment = try scene.hosting.deployment(of: reviewed)
    #expect(
      try await scene.complaints {
        _ = try await scene.portal.shrinkDeployment(
          deployment.id, to: Resources(vcpu: 2, memoryGiB: 3), until: deployment.period.end,
          version: deployment.version, as: scene.cast.townLead)
      } == ["memoryGiB"])
    _ = try await scene.portal.shrinkDeployment(
      deployment.id, to: Resources(vcpu: 2, memoryGiB: 4), until: deployment.period.end,
      version: deployment.version, as: scene.cast.townLead)
  }

  @Test("a newer version is offered, asked for as a change, and ordered when it is approved")
  func update() async throws {
    let scene = try await SolutionScene()
    let solution = try await scene.solution()
    let first = try await scene.publish("1.2.0", of: solution)
    let deployment = try await scene.hosting.approved(scene.draft(first))
    func offered() throws -> String? {
      try scene.portal.deployment(deployment.id, as: scene.cast.townLead).update?.version.manifest
        .version.description
    }
    #expect(try offered() == nil)
    try await scene.publish("1.1.0", of: solution)
    try await scene.publish("2.0.0-rc.1", of: solution)
    #expect(try offered() == nil)
    let newer = try await scene.publish("1.3.0", of: solution)
    #expect(try offered() == "1.3.0")

    let drafted = try await change(deployment, to: newer, scene)
    let submitted = try await scene.portal.submitHostingRequest(
      drafted.id, version: drafted.version, as: scene.cast.townLead)
    #expect(try scene.hosting.live(.held) == 0)
    let reviewed = try await scene.portal.decideTechnical(
      submitted.id, .favourable, reason: "Faisable", version: submitted.version,
      as: scene.cast.hostingOfficer)
    _ = try await scene.portal.decideApproval(
      reviewed.id, .favourable, reason: "Accord", version: reviewed.version,
      as: scene.cast.approver)
    let changed = try scene.portal.deployment(deployment.id, as: scene.cast.townLead).deployment
    #expect(changed.solution == newer.id && changed.desired.revision == 2)
    #expect(changed.granted == deployment.granted && changed.period == deployment.period)
    #expect(try order(of: deployment.id, scene)["workload"]?["version"] == "1.3.0")
    #expect(try offered() == nil)
  }

  @Test("what runs is not brought back, nor to another solution, nor to none")
  func noOtherChange() async throws {
    let scene = try await SolutionScene()
    let (solution, other) = (try await scene.solution(), try await scene.solution("Autre"))
    let (old, foreign) = (
      try await scene.publish("1.0.0", of: solution), try await scene.publish("9.0.0", of: other)
    )
    let present = try await scene.publish("1.1.0", of: solution)
    let deployment = try await scene.hosting.approved(scene.draft(present))
    let plain = try await scene.hosting.approved()
    for (deployment, version, fields) in [
      (deployment, old, ["solution"]), (deployment, foreign, ["solution"]),
      (deployment, nil, ["solution"]), (plain, present, ["solution"]),
      (deployment, present, ["vcpu"]),
    ] {
      #expect(
        try await scene.complaints {
          _ = try await change(deployment, to: version, scene)
        } == Set(fields))
    }
  }
}
