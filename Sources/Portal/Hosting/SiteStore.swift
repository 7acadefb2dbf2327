import SQLite

/// All SQL of sites, their pools and what these have.
struct SiteStore {
  let connection: Connection

  private static let columns: SQL = "id, slug, name, commune, note, isSample, createdAt"

  private func site(_ row: Row) throws -> Site {
    Site(
      id: try row(0), slug: try row(1), name: try row(2), commune: try row(3), note: try row(4),
      isSample: try row(5), createdAt: try row(6))
  }

  func all(in sight: Sight) throws -> [Site] {
    try connection.rows(
      "SELECT \(Self.columns) FROM site WHERE \(sight.condition) ORDER BY name, id", site)
  }

  func find(_ id: Site.ID) throws -> Site? {
    try connection.first("SELECT \(Self.columns) FROM site WHERE id = \(id)", site)
  }

  func find(slug: String) throws -> Site? {
    try connection.first("SELECT \(Self.columns) FROM site WHERE slug = \(slug)", site)
  }

  /// The pools of one site, or of all, each with its inventory and its maintenance windows, in two queries.
  func pools(of site: Site.ID? = nil) throws -> [Pool] {
    let filter: SQL = if let site { "WHERE pool.site = \(site)" } else { "" }
    var pools: [Pool] = []
    try connection.forEach(
      """
      SELECT pool.id, pool.site, pool.name, pool.dataClass, resourceClass, total, reserved, allocationRatio,
             minUnit, maxUnit, stepSize, generation
      FROM pool LEFT JOIN inventory ON inventory.pool = pool.id
      \(filter) ORDER BY pool.site, pool.name, pool.id
      """
    ) { row in
      let id: Pool.ID = try row(0)
      if pools.last?.id != id {
        pools.append(
          Pool(
            id: id, site: try row(1), name: try row(2), dataClass: try row(3), inventory: [:]))
      }
      guard !row.isNull(4) else { return }
      pools[pools.count - 1].inventory[try row(4)] = Inventory(
        total: try row(5), reserved: try row(6), allocationRatio: try row(7), minUnit: try row(8),
        maxUnit: try row(9), stepSize: try row(10), generation: try row(11))
    }
    let windows = Dictionary(grouping: try windows(of: site), by: \.pool)
    for index in pools.indices { pools[index].windows = windows[pools[index].id] ?? [] }
    return pools
  }

  private func windows(of site: Site.ID?) throws -> [MaintenanceWindow] {
    let filter: SQL =
      if let site { "AND pool IN (SELECT id FROM pool WHERE site = \(site))" } else { "" }
    return try connection.rows(
      """
      SELECT id, pool, startDay, endDay, vcpu, memoryGiB, storageGiB, gpu, reason, announcedAt
      FROM maintenanceWindow WHERE cancelledAt IS NULL \(filter) ORDER BY startDay, id
      """
    ) { row in
      guard let period = Period(start: try row(2), end: try row(3)) else {
        throw PortalError.damaged("a maintenance window without days")
      }
      return MaintenanceWindow(
        id: try row(0), pool: try row(1), period: period, amount: try Resources(row, from: 4),
        reason: try row(8), announcedAt: try row(9))
    }
  }

  func insert(
    _ window: MaintenanceWindow, by person: Person.ID, at site: Site,
    _ permit: borrowing Permit<Site>
  ) throws {
    try permit.check(site)
    let amount = window.amount
    try connection.run(
      """
      INSERT INTO maintenanceWindow (id, pool, startDay, endDay, vcpu, memoryGiB, storageGiB, gpu, reason,
                                     announcedBy, announcedAt)
      VALUES (\(window.id), \(window.pool), \(window.period.start), \(window.period.end), \(amount.vcpu),
              \(amount.memoryGiB), \(amount.storageGiB), \(amount.gpu), \(window.reason), \(person),
              \(window.announcedAt))
      """)
  }

  func cancel(
    _ window: MaintenanceWindow, at site: Site, _ permit: borrowing Permit<Site>
  ) throws {
    try permit.check(site)
    try connection.run(
      "UPDATE maintenanceWindow SET cancelledAt = \(permit.at) WHERE id = \(window.id)")
  }

  func pool(_ id: Pool.ID) throws -> Pool? {
    let site: Site.ID? = try connection.value("SELECT site FROM pool WHERE id = \(id)")
    return try site.flatMap { try pools(of: $0).first { $0.id == id } }
  }

  func insert(_ site: Site, pools: [Pool], _ permit: borrowing Permit<Platform>) throws {
    try permit.check(Platform())
    try connection.run(
      """
      INSERT INTO site (id, slug, name, commune, note, isSample, createdAt)
      VALUES (\(site.id), \(site.slug), \(site.name), \(site.commune), \(site.note), \(site.isSample),
              \(site.createdAt))
      """)
    for pool in pools {
      try connection.run(
        """
        INSERT INTO pool (id, site, name, dataClass)
        VALUES (\(pool.id), \(site.id), \(pool.name), \(pool.dataClass))
        """)
      for (resourceClass, inventory) in pool.inventory {
        try put(inventory, resourceClass, in: pool.id)
      }
    }
  }

  func save(
    _ inventory: Inventory, _ resourceClass: ResourceClass, in pool: Pool, of site: Site,
    _ permit: borrowing Permit<Site>
  ) throws {
    try permit.check(site)
    try put(inventory, resourceClass, in: pool.id)
  }

  private func put(
    _ inventory: Inventory, _ resourceClass: ResourceClass, in pool: Pool.ID
  ) throws {
    try connection.run(
      """
      INSERT OR REPLACE INTO inventory
        (pool, resourceClass, total, reserved, allocationRatio, minUnit, maxUnit, stepSize, generation)
      VALUES (\(pool), \(resourceClass), \(inventory.total), \(inventory.reserved), \(inventory.allocationRatio),
              \(inventory.minUnit), \(inventory.maxUnit), \(inventory.stepSize), \(inventory.generation))
      """)
  }
}

extension Transaction {
  var sites: SiteStore { SiteStore(connection: connection) }

  /// A site that the actor may see; `notFound` otherwise.
  func visibleSite(_ id: Site.ID) throws -> Site {
    guard let site = try sites.find(id) else { throw PortalError.notFound }
    try gate.requireSight(.viewSite, of: site)
    return site
  }
}
