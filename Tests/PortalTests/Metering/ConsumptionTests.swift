import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("What was drawn, by whom, when, and how well that is known") struct ConsumptionTests {
  /// A deployment of 4 vCPU, 8 GiB and 50 GiB that runs from 21 to 22 November 2026, both at 09:00.
  private func scene() async throws -> (
    scene: HostingScene, agent: Actor, deployment: Deployment, start: Instant
  ) {
    let scene = try await HostingScene()
    let deployment = try await scene.approved(
      scene.draft(.init(vcpu: 4, memoryGiB: 8, storageGiB: 50), maintainer: scene.cast.workshop))
    let agent = try await scene.agent()
    let start = scene.test.clock.now()
    for _ in 0..<2 {
      _ = try await scene.portal.reportDeployment(
        deployment.id, Report(revision: 1, phase: .running), as: agent)
      scene.test.clock.advance(seconds: 86_400)
    }
    return (scene, agent, deployment, start)
  }

  private func report(
    _ deployment: Deployment, hours: Range<Int64>, from start: Instant, _ tier: Tier,
    _ usage: Usage,
    _ scene: HostingScene, _ agent: Actor
  ) async throws {
    let samples = hours.map { hour in
      UsageSample(
        deployment: deployment.id, start: start.adding(seconds: hour * 3600),
        end: start.adding(seconds: (hour + 1) * 3600), tier: tier, source: "essai", usage: usage)
    }
    _ = try await scene.portal.reportUsage(samples, as: agent)
  }

  private func statement(
    _ scene: HostingScene, as actor: Actor, _ from: String = "2026-11", _ to: String = "2026-11",
    organisation: Organisation.ID? = nil
  ) throws -> ConsumptionStatement {
    try scene.portal.consumption(
      ConsumptionFilter(
        organisation: organisation, from: #require(Month(from)), to: #require(Month(to))),
      as: actor)
  }

  @Test(
    "each part keeps its tier, a total says its worst and the shares, what is missing has no figure"
  )
  func mixing() async throws {
    let (scene, agent, deployment, start) = try await scene()
    try await report(
      deployment, hours: 0..<4, from: start, .measuredWorkload, Usage(joules: 36_000), scene, agent)
    try await report(
      deployment, hours: 6..<8, from: start, .modelledAllocation, .zero, scene, agent)
    let statement = try statement(scene, as: scene.cast.townLead)
    let line = try #require(statement.lines.first)
    #expect(statement.lines.count == 1)
    #expect(line.runningSeconds == 86_400 && line.meteredSeconds == 6 * 3600)
    #expect(line.parts.map(\.figure.tier) == [.measuredWorkload, .modelledAllocation])
    // 4 × 36 kJ, and 2 h of (4 × 2.12 + 8 GiB × 0.392 + 50 GiB × 1.2/1000) W.
    #expect(line.parts.map(\.figure.energy.itWattHours) == [40, 24])
    #expect(line.parts.map(\.figure.energy.totalWattHours) == [63, 38])
    let total = statement.total
    #expect(total.energy.totalWattHours == 101)
    #expect(total.worstTier == .modelledAllocation)
    #expect(total.wattHoursByTier == [.measuredWorkload: 63, .modelledAllocation: 38])
    #expect(total.cost == nil)
    let gaps = try scene.portal.meteringGaps(of: deployment.id, as: scene.cast.townLead)
    #expect(
      gaps.spans == [
        Span(start: start.adding(seconds: 8 * 3600), end: start.adding(seconds: 86_400)),
        Span(start: start.adding(seconds: 4 * 3600), end: start.adding(seconds: 6 * 3600)),
      ])
    #expect(gaps.seconds == 18 * 3600)
    for grouping in ConsumptionGrouping.allCases {
      let groups = statement.groups(by: grouping)
      #expect(groups.count == 1 && groups[0].total == total, "\(grouping)")
    }
  }

  @Test("sums are those of the samples, month by month, tier by tier")
  func sums() async throws {
    let (scene, agent, deployment, start) = try await scene()
    // Nine days later, so that a month ends in between.
    scene.test.clock.advance(days: 9)
    for (index, day) in ([0, 1, 5, 9, 10] as [Int64]).enumerated() {
      let usage = Usage(
        cpuSeconds: FixedPoint(index + 1), memoryGiBHours: 0.000001, joules: FixedPoint(index),
        idleJoules: index == 1 ? nil : 2)
      try await report(
        deployment, hours: 0..<3, from: start.adding(days: day), .measuredHost, usage, scene, agent)
    }
    let equal: Int? = try scene.test.value(
      """
      SELECT count(*) FROM usageMonth JOIN (
        SELECT strftime('%Y-%m', startsAt / 1000, 'unixepoch') AS month, sum(endsAt - startsAt) / 1000 AS seconds,
               sum(vcpu * (endsAt - startsAt)) / 1000 AS vcpu, sum(cpuSeconds) AS cpuSeconds,
               sum(memoryGiBHours) AS memory, sum(joules) AS joules, sum(idleJoules) AS idleJoules
        FROM usageSample GROUP BY month
      ) AS sample ON sample.month = usageMonth.month
      WHERE usageMonth.seconds = sample.seconds AND usageMonth.vcpu = sample.vcpu
        AND usageMonth.cpuSeconds = sample.cpuSeconds AND memoryGiBHours = memory
        AND usageMonth.joules = sample.joules AND usageMonth.idleJoules = sample.idleJoules
      """)
    #expect(equal == 2)
    #expect(try scene.test.value("SELECT count(*) FROM usageMonth") == 2)
    let lines = try statement(scene, as: scene.cast.townLead, "2026-11", "2026-12").lines
    let hours = lines.map { $0.meteredSeconds / 3600 }
    #expect(hours == [12, 3])
  }

  @Test("who sees a deployment sees its consumption, and nobody else")
  func visibility() async throws {
    let (scene, agent, deployment, start) = try await scene()
    try await report(
      deployment, hours: 0..<1, from: start, .modelledAllocation, .zero, scene, agent)
    for (name, actor) in scene.cast.everybody {
      let isSeen = (try? scene.portal.deployment(deployment.id, as: actor)) != nil
      #expect(try statement(scene, as: actor).lines.count == (isSeen ? 1 : 0), "\(name)")
      let gaps = try? scene.portal.meteringGaps(of: deployment.id, as: actor)
      #expect((gaps != nil) == isSeen, "\(name)")
    }
    #expect(
      try statement(scene, as: scene.cast.auditor, organisation: scene.cast.agglomeration)
        .lines.isEmpty)
    #expect(try statement(scene, as: scene.cast.auditor, "2026-12", "2027-01").lines.isEmpty)
    for (from, to) in [("2026-12", "2026-11"), ("2024-01", "2026-01")] {
      #expect(throws: PortalError.self) {
        try statement(scene, as: scene.cast.auditor, from, to)
      }
    }
  }

  @Test("what is counted with holds from its month on; objectives count for nothing")
  func terms() async throws {
    let (scene, agent, deployment, start) = try await scene()
    try await report(
      deployment, hours: 0..<10, from: start, .measuredWorkload, Usage(joules: 360_000), scene,
      agent)
    let (portal, officer) = (scene.portal, scene.cast.hostingOfficer)
    func line() throws -> ConsumptionPart {
      try #require(statement(scene, as: scene.cast.townLead).lines.first?.parts.first)
    }
    #expect(
      try line().figure.energy == Energy(itWattHours: 1000, totalWattHours: 1580, gramsCO2e: 73))
    func tariff(_ day: String, _ price: FixedPoint) throws -> Tariff {
      Tariff(
        validFrom: try #require(Day(day)), vcpuHour: price, memoryGiBHour: 0.001,
        storageGiBHour: 0.0001, gpuHour: 1, source: "Délibération d’exemple")
    }
    try await portal.setTariff(tariff("2026-12-01", 9), as: officer)
    #expect(try line().cost == nil)
    try await portal.setTariff(tariff("2026-01-01", 0.02), as: officer)
    // 10 h × (4 × 0.02 + 8 × 0.001 + 50 × 0.0001).
    #expect(try line().cost == 0.93)
    try await portal.setGridFactor(
      GridFactor(
        gramsPerKWh: 21.7, year: 2024, perimeter: Text(verbatim: "production"), source: "RTE",
        validFrom: #require(Day("2026-11-01"))), as: officer)
    func state(_ indicator: Indicator, _ value: String, _ certainty: Certainty, _ year: Int = 2026)
      async throws
    {
      _ = try await portal.stateIndicator(
        SiteStatement(
          year: year, indicator: indicator, value: value, certainty: certainty, source: "essai",
          asOf: #require(Day("2026-11-21"))), of: scene.site.id, as: officer)
    }
    try await state(.pue, "1.1", .objective)
    #expect(try line().figure.energy.totalWattHours == 1580)
    try await state(.pue, "1,4", .estimated, 2025)
    #expect(
      try line().figure.energy == Energy(itWattHours: 1000, totalWattHours: 1400, gramsCO2e: 30))
    try await state(.totalEnergy, "1200", .measured)
    #expect(try line().figure.energy.totalWattHours == 1400)
    try await state(.itEnergy, "1000", .measured)
    #expect(try line().figure.energy.totalWattHours == 1200)
    #expect(try line().figure.basis.pue.basis.french == "mesuré pour 2026, E_DC / E_IT (essai)")
    for wrong in ["2026-11-02", "2026-02-28"] {
      await #expect(throws: PortalError.self) {
        try await portal.setTariff(tariff(wrong, 1), as: officer)
      }
    }
  }

  @Test("the export has a line for each part, and one without a figure for what ran unmetered")
  func export() async throws {
    let (scene, agent, deployment, start) = try await scene()
    func lines() throws -> [String] {
      ConsumptionExport.csv(try statement(scene, as: scene.cast.townLead))
        .split(separator: "\r\n").map(String.init)
    }
    #expect(try lines().count == 2)
    #expect(try lines()[1].hasSuffix(",86400,0" + String(repeating: ",", count: 20)))
    try await report(
      deployment, hours: 0..<2, from: start, .modelledUse, Usage(cpuSeconds: 360), scene, agent)
    try await report(
      deployment, hours: 2..<3, from: start, .modelledAllocation, .zero, scene, agent)
    let after = try lines()
    #expect(after.count == 3)
    let commas = after.map { line in line.count { $0 == "," } }
    #expect(after[1].contains("ccf-2024-03-aws") && after[1].contains("1.58"))
    #expect(commas[0] == 28)
  }
}
