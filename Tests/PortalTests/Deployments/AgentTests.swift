import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Agents and what they report")
struct AgentTests {
  @Test func onlyTheAdministratorEnrols() async throws {
    let scene = try await HostingScene()
    for (name, actor) in scene.cast.everybody where name != "administrator" {
      await #expect(throws: PortalError.self, "\(name)") {
        try await scene.portal.enrolAgent(at: scene.site.id, name: "a", as: actor)
      }
    }
    _ = try await scene.portal.enrolAgent(at: scene.site.id, name: "a", as: .console)
  }

  @Test func aForeignSiteDoesNotExistForAnAgent() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved()
    let other = try await scene.portal.addSite(
      SiteDraft(slug: "ailleurs", name: "Ailleurs", pools: [HostingScene.pool()]), as: .console)
    let stranger = try await scene.test.agent(at: other.id).actor
    for deed in [
      { _ = try await scene.portal.pullOrders(at: scene.site.id, as: stranger) },
      {
        _ = try await scene.portal.reportDeployment(
          deployment.id, Report(revision: 1, phase: .running), as: stranger)
      },
      { _ = try scene.portal.deployment(deployment.id, as: stranger) },
    ] as [() async throws -> Void] {
      let error = await #expect(throws: PortalError.self) { try await deed() }
      guard case .notFound = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    #expect(try await scene.portal.pullOrders(at: other.id, as: stranger).orders.isEmpty)
  }

  @Test func peopleDoNotReport() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved()
    for (name, actor) in scene.cast.everybody {
      await #expect(throws: PortalError.self, "\(name)") {
        try await scene.portal.reportDeployment(
          deployment.id, Report(revision: 1, phase: .running), as: actor)
      }
    }
  }

  @Test func theSameReportAgainOnlyRefreshesTheTime() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved()
    let agent = try await scene.agent()
    let report = Report(revision: 1, phase: .running, reason: "ok")
    _ = try await scene.portal.reportDeployment(deployment.id, report, as: agent)
    let audit = try scene.test.auditCount()
    scene.test.clock.advance(seconds: 31)
    #expect(try scene.portal.deployment(deployment.id, as: scene.cast.townLead).label == .unknown)
    _ = try await scene.portal.reportDeployment(deployment.id, report, as: agent)
    let record = try scene.portal.deployment(deployment.id, as: scene.cast.townLead)
    #expect(record.label == .running)
    #expect(record.observations.count == 1)
    #expect(try scene.test.auditCount() == audit)
  }

  @Test func revisionsNeverFall() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved()
    let agent = try await scene.agent()
    _ = try await scene.portal.suspendDeployment(deployment.id, version: 1, as: scene.cast.townLead)
    _ = try await scene.portal.reportDeployment(
      deployment.id, Report(revision: 2, phase: .suspended), as: agent)
    // A report that was delayed on its way.
    let after = try await scene.portal.reportDeployment(
      deployment.id, Report(revision: 1, phase: .running), as: agent)
    #expect(after.observed.phase == .suspended)
    #expect(after.observed.revision == 2)
    for report in [
      Report(revision: 3, phase: .running), Report(revision: 0, phase: .running),
      Report(revision: 2, phase: .unobserved),
      Report(revision: 2, phase: .running, endpoint: "javascript:alert(1)"),
    ] {
      let error = await #expect(throws: PortalError.self) {
        try await scene.portal.reportDeployment(deployment.id, report, as: agent)
      }
      guard case .invalid = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test func resourcesComeBackOnlyWhenAbsentIsReportedOfTheRelease() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved()
    let agent = try await scene.agent()
    _ = try await scene.portal.reportDeployment(
      deployment.id, Report(revision: 1, phase: .absent), as: agent)
    #expect(try scene.live(.used) == 1)
    _ = try await scene.portal.releaseDeployment(deployment.id, version: 1, as: scene.cast.townLead)
    _ = try await scene.portal.reportDeployment(
      deployment.id, Report(revision: 2, phase: .releasing), as: agent)
    #expect(try scene.live(.used) == 1)
    _ = try await scene.portal.reportDeployment(
      deployment.id, Report(revision: 2, phase: .absent), as: agent)
    #expect(try scene.live(.used) == 0)
    // What is released stays so.
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.reportDeployment(
        deployment.id, Report(revision: 2, phase: .running), as: agent)
    }
    guard case .wrongState = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func whatStartsLaterIsHandedOverThen() async throws {
    let scene = try await HostingScene()
    _ = try await scene.approved(scene.draft(days: 5..<30))
    let agent = try await scene.agent()
    #expect(try await scene.portal.pullOrders(at: scene.site.id, as: agent).orders.isEmpty)
    scene.test.clock.advance(days: 5)
    #expect(try await scene.portal.pullOrders(at: scene.site.id, as: agent).orders.count == 1)
  }

  @Test func onlyTheNewestOrderIsPulled() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved()
    let agent = try await scene.agent()
    _ = try await scene.portal.suspendDeployment(deployment.id, version: 1, as: scene.cast.townLead)
    let orders = try await scene.portal.pullOrders(at: scene.site.id, as: agent).orders
    #expect(orders.map(\.revision) == [2])
    #expect(
      try await scene.portal.pullOrders(
        at: scene.site.id, after: deployment.id, as: agent
      ).orders.isEmpty)
  }
}
