import Portal

/// The metering of the demonstration: some weeks of one deployment, a tariff, and a year that the site reports on. Every
/// figure is invented, says so in its source, and shows as a sample with its site.
struct DemoMetering {
  let portal: Portal
  let territory: DemoTerritory
  let clock: StoryClock
  let site: Site
  var agent: DemoSiteAgent

  private static let source = "exemple fictif"

  /// What the weeks to come are counted with.
  func begin() async throws {
    try await portal.setTariff(
      Tariff(
        validFrom: Month(of: clock.now().day).start, vcpuHour: 0.012, memoryGiBHour: 0.003,
        storageGiBHour: 0.0001, gpuHour: 0.6, source: Self.source), as: territory.hostingOfficer)
  }

  /// Lets the days go by until so many are left, while a deployment runs and is metered.
  mutating func pass(until days: Int, of deployment: Deployment) async throws {
    let (first, last) = (clock.now().day, Settings().clock().day.adding(days: -days))
    while clock.now().day < last {
      try await agent.renewIfDue()
      _ = try await portal.reportDeployment(
        deployment.id, Report(revision: 1, phase: .running), as: agent.actor)
      clock.pass(days: 1)
    }
    let samples = (first.daysSince1970..<last.daysSince1970).compactMap { day in
      sample(of: deployment, on: Day(daysSince1970: day))
    }
    if !samples.isEmpty { _ = try await portal.reportUsage(samples, as: agent.actor) }
  }

  /// The invented platform has just what the invented inventory says, and runs what the ledger holds.
  func countPlatform() async throws {
    let pools = try portal.site(site.slug, as: territory.hostingOfficer).pools
    var capacity = PlatformCapacity()
    for resourceClass in ResourceClass.allCases {
      capacity.total[resourceClass] = pools.reduce(0) {
        $0 + ($1.pool.inventory[resourceClass]?.total ?? 0)
      }
      capacity.used[resourceClass] = pools.reduce(0) {
        $0 + ($1.usage.first?.used[resourceClass] ?? 0)
      }
    }
    _ = try await portal.reportCapacity(capacity, as: agent.actor)
  }

  /// At first nothing but the allocation is known, then two days nothing at all, then the use: more on working days.
  private func sample(of deployment: Deployment, on day: Day) -> UsageSample? {
    let days = day.daysSince1970 - deployment.createdAt.day.daysSince1970
    guard days > 0, days != 31, days != 32 else { return nil }
    let granted = deployment.granted
    // 1 January 1970 was a Thursday.
    let isWorkingDay = (day.daysSince1970 + 3) % 7 < 5
    let used = Usage(
      cpuSeconds: FixedPoint(granted.vcpu * (isWorkingDay ? 9000 : 1500)),
      memoryGiBHours: FixedPoint(granted.memoryGiB * 24 / 2),
      storageGiBHours: FixedPoint(granted.storageGiB * 24))
    return UsageSample(
      deployment: deployment.id, start: day.start, end: day.adding(days: 1).start,
      tier: days < 31 ? .modelledAllocation : .modelledUse, source: Self.source,
      usage: days < 31 ? .zero : used)
  }

  /// The last whole year as estimates, and what is aimed at.
  func stateYear() async throws {
    let today = clock.now().day
    let year = today.parts.year
    let statements: [(Int, Indicator, String, Certainty)] = [
      (year - 1, .installedPower, "120", .estimated),
      (year - 1, .totalEnergy, "540000", .estimated),
      (year - 1, .itEnergy, "360000", .estimated),
      (year - 1, .water, "90", .estimated),
      (year, .pue, "1.3", .objective),
    ]
    for (year, indicator, value, certainty) in statements {
      _ = try await portal.stateIndicator(
        SiteStatement(
          year: year, indicator: indicator, value: value, certainty: certainty,
          source: Self.source, asOf: today), of: site.id, as: territory.hostingOfficer)
    }
  }
}
