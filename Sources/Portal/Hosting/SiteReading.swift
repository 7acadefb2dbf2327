import SQLite

extension Portal {
  /// The sites that the actor may view, by name.
  public func sites(as actor: Actor) throws -> [Site] {
    try read(as: actor) { reading in
      try reading.sites.all(in: reading.gate.sight(.viewSite, of: Site.self))
    }
  }

  /// A site with its pools and what is promised of them from today on.
  public func site(_ slug: String, as actor: Actor) throws -> SiteRecord {
    try read(as: actor) { reading in
      guard let site = try reading.sites.find(slug: slug) else { throw PortalError.notFound }
      try reading.gate.requireSight(.viewSite, of: site)
      let pools = try reading.poolRecords(of: site)
      return SiteRecord(
        site: site, pools: pools, platform: try reading.capacityComparison(at: site, pools),
        lastYear: reading.now.day.parts.year - 1,
        agents: try reading.agents.agents(of: site.id),
        offers: try reading.gate.offers(on: site))
    }
  }
}

extension Transaction {
  /// A site's pools with what is promised of them from today on.
  func poolRecords(of site: Site) throws -> [SiteRecord.PoolRecord] {
    let today = now.day
    guard let future = Period(start: today, end: .max) else {
      throw PortalError.damaged("\(today)")
    }
    return try sites.pools(of: site.id).map { pool in
      let course = Course(
        of: try reservations.usage(of: .pool(pool.id), over: future, today: today),
        under: pool.limits, over: future)
      return SiteRecord.PoolRecord(
        pool: pool, capacity: pool.capacity,
        overstaying: try reservations.overstaying(in: .pool(pool.id), today: today),
        usage: course.stretches.map {
          SiteRecord.Usage(
            from: $0.period.start, used: $0.used, reserved: $0.reserved, limits: $0.limits)
        })
    }
  }
}

/// A site as somebody who may see it sees it.
public struct SiteRecord: Sendable {
  public struct PoolRecord: Sendable {
    public let pool: Pool
    /// What may be promised of each class at any one moment.
    public let capacity: Resources
    /// What deployments hold whose period is over and which the site has not reported absent yet.
    public let overstaying: Resources
    /// From today on, one for each day on which something changes.
    public let usage: [Usage]

    /// The most that is promised of a class at any one moment from today on.
    public func peak(_ resourceClass: ResourceClass) -> Int {
      usage.map { $0.used[resourceClass] + $0.reserved[resourceClass] }.max() ?? 0
    }
  }

  public struct Usage: Hashable, Sendable {
    public let from: Day
    public let used: Resources
    public let reserved: Resources
    /// What may be promised, less what maintenance takes away.
    public let limits: Resources
  }

  public let site: Site
  public let pools: [PoolRecord]
  /// `nil` as long as the site's platform has said nothing.
  public let platform: CapacityComparison?
  /// The last whole calendar year, which the site reports on.
  public let lastYear: Int
  public let agents: [Agent]
  public let offers: [Offer]
}
