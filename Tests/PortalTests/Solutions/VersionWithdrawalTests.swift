import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("A version is taken back while its solution stays")
struct VersionWithdrawalTests {
  @Test("the newest of the others is offered; of none, none is; a newer one is offered again")
  func offered() async throws {
    let scene = try await SolutionScene()
    let solution = try await scene.solution()
    let first = try await scene.publish("1.0.0", of: solution)
    try await scene.publish("2.0.0-rc.1", of: solution)
    let second = try await scene.publish("1.1.0", of: solution)
    func latest() throws -> String? {
      try scene.portal.solutions(as: .visitor).items.first?.latest?.manifest.version.description
    }
    #expect(try latest() == "1.1.0")
    try await scene.withdraw(second)
    #expect(try latest() == "1.0.0")
    try await scene.withdraw(first)
    #expect(try latest() == "2.0.0-rc.1")
    let record = try scene.portal.solution(slug: solution.slug, as: .visitor)
    let withdrawn = record.versions.filter { $0.withdrawal?.reason == "Faille." }
    #expect(Set(withdrawn.map(\.id)) == [first.id, second.id])
    #expect(record.solution.withdrawal == nil)
    for version in record.versions where version.withdrawal == nil {
      try await scene.withdraw(version)
    }
    #expect(try latest() == nil)
    try await scene.publish("1.0.1", of: solution)
    #expect(try latest() == "1.0.1")
    // Its number is used up.
    #expect(
      try await scene.complaints { try await scene.publish("1.1.0", of: solution) }
        == ["manifest/version"])
  }

  @Test("nobody starts from it or moves to it; what runs goes on, is told why, and may be extended")
  func hosting() async throws {
    let scene = try await SolutionScene()
    let solution = try await scene.solution()
    let first = try await scene.publish("1.0.0", of: solution)
    let running = try await scene.hosting.approved(scene.draft(first))
    let drafted = try await scene.portal.draftHostingRequest(
      scene.draft(first), as: scene.cast.townLead)
    let reviewed = try await scene.hosting.reviewed(scene.draft(first))
    let second = try await scene.publish("1.1.0", of: solution)
    try await scene.withdraw(first, reason: "Fuite de mémoire.")

    #expect(
      try await scene.complaints {
        _ = try await scene.portal.draftHostingRequest(
          scene.draft(first), as: scene.cast.townLead)
      } == ["solution"])
    #expect(
      try await scene.complaints {
        _ = try await scene.portal.submitHostingRequest(
          drafted.id, version: drafted.version, as: scene.cast.townLead)
      } == ["solution"])
    let error = await #expect(throws: PortalError.self) {
      _ = try await scene.portal.decideApproval(
        reviewed.id, .favourable, reason: "Accord", version: reviewed.version,
        as: scene.cast.approver)
    }
    guard case .wrongState(.decideApproval, SolutionVersion.isWithdrawn) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let record = try scene.portal.deployment(running.id, as: scene.cast.townLead)
    #expect(record.solution?.withdrawal?.withdrawal.reason == "Fuite de mémoire.")
    #expect(record.deployment.desired == running.desired)
    #expect(record.update?.version.id == second.id)
    _ = try await scene.portal.extendDeployment(
      running.id, until: running.period.end.adding(days: 10), justification: "Utile",
      as: scene.cast.townLead)

    try await scene.withdraw(second)
    #expect(try scene.portal.deployment(running.id, as: scene.cast.townLead).update == nil)
    var change = try scene.portal.change(
      of: running.id, to: running.granted, until: running.period.end, as: scene.cast.townLead)
    change.solution = second.id
    #expect(
      try await scene.complaints {
        _ = try await scene.portal.draftHostingRequest(change, as: scene.cast.townLead)
      } == ["solution"])
  }

  @Test("its publisher or the operator's curator does it, once, with a reason; nobody else")
  func whoWithdraws() async throws {
    let scene = try await SolutionScene()
    let solution = try await scene.solution()
    for (index, (name, actor)) in scene.cast.everybody.enumerated() {
      let version = try await scene.publish("1.0.\(index)", of: solution)
      guard ["partnerLead", "curator", "otherCurator"].contains(name) else {
        await #expect(throws: PortalError.self, "\(name)") {
          try await scene.withdraw(version, as: actor)
        }
        continue
      }
      try await scene.withdraw(version, as: actor)
      await #expect(throws: PortalError.self) { try await scene.withdraw(version, as: actor) }
    }
    let version = try await scene.publish("2.0.0", of: solution)
    #expect(
      try await scene.complaints { try await scene.withdraw(version, reason: " ") } == ["reason"])
    await #expect(throws: PortalError.self) {
      _ = try await scene.portal.withdrawSolution(
        solution.slug, only: version.id, reason: "Faille.", version: 1,
        as: scene.cast.partnerLead)
    }
    // By the address of another solution it is not found.
    let other = try await scene.solution("Autre")
    await #expect(throws: PortalError.self) {
      _ = try await scene.portal.withdrawSolution(
        other.slug, only: version.id, reason: "Faille.", version: other.version,
        as: scene.cast.partnerLead)
    }
    let withdrawn: Int? = try scene.hosting.test.value("SELECT count(*) FROM withdrawnVersion")
    #expect(withdrawn == 3)
    for statement: SQL in [
      "UPDATE withdrawnVersion SET reason = 'Autre'", "DELETE FROM withdrawnVersion",
    ] {
      await #expect(throws: (any Error).self) {
        try await scene.portal.database.write { _ = try $0.run(statement) }
      }
    }
  }
}
