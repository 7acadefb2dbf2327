import JSON

extension Portal {
  /// Takes an agent's word for what its platform has and has given out. The same again changes nothing but the time.
  public func reportCapacity(
    _ capacity: PlatformCapacity, as actor: Actor
  ) async throws -> CapacityComparison {
    try await work(as: actor) { work in
      let agent = try work.callingAgent()
      guard let site = try work.sites.find(agent.site) else { throw PortalError.signInRequired }
      try work.agents.noteCall(of: agent, at: work.now)
      if try work.platformCapacity.word(of: site.id)?.capacity == capacity {
        // Asked all the same: whoever may not say a thing may not confirm it.
        try work.gate.requireSight(.reportCapacity, of: site)
        try work.platformCapacity.confirm(site.id, at: work.now)
      } else {
        let permit = try work.permit(
          .reportCapacity, on: site,
          detail: [("total", capacity.total.json), ("used", capacity.used.json)])
        let complaints = capacity.complaints()
        guard complaints.isEmpty else { throw PortalError.invalid(complaints) }
        try work.platformCapacity.put(capacity, of: site, permit)
      }
      guard let comparison = try work.capacityComparison(at: site, work.poolRecords(of: site)) else {
        throw PortalError.damaged("site \(site.id) has lost what its platform counts")
      }
      return comparison
    }
  }
}

extension [ResourceClass: Int] {
  fileprivate var json: JSON {
    .object(
      JSONObject(
        ResourceClass.allCases.compactMap { resourceClass in
          self[resourceClass].map { (resourceClass.rawValue, .integer(Int64($0))) }
        }))
  }
}

extension Transaction {
  /// `nil` as long as the platform of the site has said nothing.
  func capacityComparison(
    at site: Site, _ pools: [SiteRecord.PoolRecord]
  ) throws -> CapacityComparison? {
    guard let word = try platformCapacity.word(of: site.id) else { return nil }
    let lines = ResourceClass.allCases.compactMap { resourceClass -> CapacityComparison.Line? in
      let total = word.capacity.total[resourceClass]
      let used = word.capacity.used[resourceClass]
      guard total != nil || used != nil else { return nil }
      return CapacityComparison.Line(
        resourceClass: resourceClass,
        inventory: pools.reduce(0) { $0 + ($1.pool.inventory[resourceClass]?.total ?? 0) },
        total: total,
        held: pools.reduce(0) { $0 + ($1.usage.first?.used[resourceClass] ?? 0) }, used: used)
    }
    return CapacityComparison(
      lines: lines, since: word.since, asOf: word.asOf,
      isCurrent: now <= word.asOf.adding(seconds: CapacityComparison.life))
  }
}

extension Site {
  /// The sites whose platform contradicts the ledger: for whoever can put the inventory right.
  static func workItems(in reading: Reading) throws -> [WorkItem] {
    let sites = try reading.sites.all(in: reading.gate.sight(.changeInventory, of: Site.self))
    return try sites.compactMap { site in
      guard let comparison = try reading.capacityComparison(at: site, reading.poolRecords(of: site)),
        comparison.isAlarming
      else { return nil }
      return WorkItem(
        title: Text(
          "La plateforme contredit le registre : \(site.name)",
          "The platform contradicts the ledger: \(site.name)"),
        resourceType: .site, resource: site.slug, since: comparison.since,
        organisationName: "")
    }
  }
}
