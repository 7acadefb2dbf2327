import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Usage samples") struct UsageTests {
  /// A deployment that runs since 09:00, one day ago.
  private func scene() async throws -> (
    scene: HostingScene, agent: Actor, deployment: Deployment, start: Instant
  ) {
    let scene = try await HostingScene()
    let deployment = try await scene.approved()
    let agent = try await scene.agent()
    _ = try await scene.portal.reportDeployment(
      deployment.id, Report(revision: 1, phase: .running), as: agent)
    let start = scene.test.clock.now()
    scene.test.clock.advance(days: 1)
    _ = try await scene.portal.reportDeployment(
      deployment.id, Report(revision: 1, phase: .running), as: agent)
    return (scene, agent, deployment, start)
  }

  private func sample(
    _ deployment: Deployment, _ start: Instant, minutes: Int64 = 60, cpuSeconds: FixedPoint = 90
  ) -> UsageSample {
    UsageSample(
      deployment: deployment.id, start: start, end: start.adding(seconds: minutes * 60),
      tier: .modelledUse, source: "essai",
      usage: Usage(cpuSeconds: cpuSeconds, memoryGiBHours: 1.5, storageGiBHours: 20))
  }

  private func rows(_ scene: HostingScene) throws -> Int {
    try scene.test.value("SELECT count(*) FROM usageSample") ?? -1
  }

  /// The complaints about samples that nothing must come of.
  private func complaints(
    _ samples: [UsageSample], _ scene: HostingScene, as agent: Actor
  ) async throws -> [String] {
    let before = try rows(scene)
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.reportUsage(samples, as: agent)
    }
    #expect(try rows(scene) == before)
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return []
    }
    return complaints.map(\.field)
  }

  @Test("the same again is known, other numbers for the same time are refused, nothing half-done")
  func idempotent() async throws {
    let (scene, agent, deployment, start) = try await scene()
    let first = sample(deployment, start)
    let second = sample(deployment, first.end)
    #expect(try await scene.portal.reportUsage([first], as: agent) == UsageReceipt(taken: 1))
    #expect(
      try await scene.portal.reportUsage([first, second], as: agent)
        == UsageReceipt(taken: 1, known: 1))
    let third = sample(deployment, second.end)
    let changed = sample(deployment, start, cpuSeconds: 91)
    #expect(try await complaints([third, changed], scene, as: agent) == ["samples/1/start"])
    #expect(
      try await complaints([sample(deployment, start, minutes: 30)], scene, as: agent)
        == ["samples/0/start"])
    var renamed = first
    renamed.source = "autre"
    #expect(try await complaints([renamed], scene, as: agent) == ["samples/0/start"])
    // Twice in one call overlaps itself.
    #expect(
      try await complaints([third, sample(deployment, third.start, minutes: 10)], scene, as: agent)
        == ["samples/1/start"])
  }

  @Test("what cannot have been metered is refused, sample by sample")
  func impossible() async throws {
    let (scene, agent, deployment, start) = try await scene()
    let now = scene.test.clock.now()
    var wrong = [
      sample(deployment, now.adding(seconds: -60)), sample(deployment, start, minutes: 0),
      sample(deployment, start.adding(seconds: -1)), sample(deployment, start, cpuSeconds: -1),
      sample(deployment, start.adding(seconds: 14 * 3600), minutes: 120),
      sample(deployment, start, cpuSeconds: 9_000_000_000_000),
    ]
    #expect(
      try await complaints(wrong, scene, as: agent) == [
        "samples/0/end", "samples/1/end", "samples/2/start", "samples/3/cpuSeconds",
        "samples/4/end", "samples/5/cpuSeconds",
      ])
    wrong = [sample(deployment, start), sample(deployment, start), sample(deployment, start)]
    wrong[0].tier = .measuredWorkload
    wrong[1].usage.joules = 1
    wrong[2].usage.idleJoules = 1
    wrong[2].source = "  "
    #expect(
      try await complaints(wrong, scene, as: agent) == [
        "samples/0/joules", "samples/1/joules", "samples/2/source", "samples/2/idleJoules",
      ])
    #expect(try await complaints([], scene, as: agent) == ["samples"])
    #expect(
      try await complaints(
        Array(repeating: sample(deployment, start), count: 501), scene, as: agent) == ["samples"])
  }

  @Test("an agent meters its own site only, and only agents meter")
  func ownSite() async throws {
    let (scene, _, deployment, start) = try await scene()
    let other = try await scene.portal.addSite(
      SiteDraft(slug: "ailleurs", name: "Ailleurs", pools: [HostingScene.pool()]), as: .console)
    let stranger = try await scene.test.agent(at: other.id, name: "b").actor
    #expect(
      try await complaints([sample(deployment, start)], scene, as: stranger)
        == ["samples/0/deployment"])
    for (name, actor) in scene.cast.everybody + [("console", .console), ("visitor", .visitor)] {
      await #expect(throws: PortalError.self, "\(name)") {
        try await scene.portal.reportUsage([sample(deployment, start)], as: actor)
      }
    }
    #expect(try rows(scene) == 0)
  }

  @Test("after release nothing more is metered")
  func released() async throws {
    let (scene, agent, deployment, _) = try await scene()
    _ = try await scene.portal.releaseDeployment(
      deployment.id, version: deployment.version, as: scene.cast.townLead)
    _ = try await scene.portal.reportDeployment(
      deployment.id, Report(revision: 2, phase: .absent), as: agent)
    let released = scene.test.clock.now()
    scene.test.clock.advance(seconds: 7200)
    #expect(
      try await complaints([sample(deployment, released)], scene, as: agent) == ["samples/0/start"])
    _ = try await scene.portal.reportUsage(
      [sample(deployment, released.adding(seconds: -3600))], as: agent)
  }

  @Test("a sample never changes and never goes")
  func immutable() async throws {
    let (scene, agent, deployment, start) = try await scene()
    _ = try await scene.portal.reportUsage([sample(deployment, start)], as: agent)
    for statement: SQL in [
      "UPDATE usageSample SET cpuSeconds = 0", "DELETE FROM usageSample",
    ] {
      await #expect(throws: (any Error).self) {
        try await scene.portal.database.write { _ = try $0.run(statement) }
      }
    }
    #expect(try rows(scene) == 1)
  }

  @Test("what is missing is what ran without a sample")
  func gaps() async throws {
    let (scene, agent, deployment, start) = try await scene()
    func at(_ hours: Int64) -> Instant { start.adding(seconds: hours * 3600) }
    func missing(_ from: Int64, _ to: Int64) throws -> [Span] {
      let span = try #require(Span(start: at(from), end: at(to)))
      return try scene.portal.read(as: scene.cast.auditor) {
        try $0.usage.unmetered(deployment.id, within: span)
      }
    }
    #expect(try missing(0, 24) == [Span(start: at(0), end: at(24))])
    for hour: Int64 in [1, 2, 3, 6, 7, 10] {
      _ = try await scene.portal.reportUsage([sample(deployment, at(hour))], as: agent)
    }
    #expect(
      try missing(0, 24) == [
        Span(start: at(0), end: at(1)), Span(start: at(4), end: at(6)),
        Span(start: at(8), end: at(10)), Span(start: at(11), end: at(24)),
      ])
    #expect(try missing(2, 4).isEmpty)
    #expect(try missing(7, 9) == [Span(start: at(8), end: at(9))])
    let running = try scene.portal.read(as: scene.cast.auditor) {
      try $0.usage.running(deployment.id, until: at(24))
    }
    #expect(running == [Span(start: at(0), end: at(24))])
    let some = [Span(start: at(3), end: at(5)), Span(start: at(8), end: at(12))].compactMap(\.self)
    #expect(
      try missing(0, 24).intersection(some) == [
        Span(start: at(4), end: at(5)), Span(start: at(8), end: at(10)),
        Span(start: at(11), end: at(12)),
      ])
  }

  @Test("moments are read as they are written")
  func moments() {
    #expect(Instant(rfc3339: "2026-11-21T09:30:07Z")?.rfc3339 == "2026-11-21T09:30:07Z")
    for text in [
      "2026-11-21", "2026-11-21T09:30:07", "2026-11-21T24:00:00Z", "2026-02-30T09:30:07Z",
      "2026-11-21T9:30:07.0Z", "2026-11-21T+9:30:07Z", "2026-11-21t09:30:07Z", "",
    ] {
      #expect(Instant(rfc3339: text) == nil, "\(text)")
    }
    #expect(Month("2026-11")?.next.description == "2026-12")
    #expect(Month("2026-11")?.adding(months: 2).description == "2027-01")
    #expect(Month("2026-01")?.adding(months: -13).description == "2024-12")
    #expect(Month("2026-13") == nil && Month("2026-1") == nil)
  }
}
