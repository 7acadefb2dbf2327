import SQLite

/// All SQL of grid factors, tariffs and what sites state.
struct EnergyTermStore {
  let connection: Connection

  func terms() throws -> EnergyTerms {
    var byYear: [Site.ID: [Int: [SiteStatement]]] = [:]
    for (site, statement) in try statements(
      where: "indicator IN ('totalEnergy', 'itEnergy', 'pue')")
    {
      byYear[site, default: [:]][statement.year, default: []].append(statement)
    }
    return EnergyTerms(
      factors: try factors(), tariffs: try tariffs(),
      pues: byYear.mapValues { years in
        Dictionary(
          uniqueKeysWithValues: years.compactMap { year, statements in
            SiteFigures(statements: statements).pue(year: year).map { (year, $0) }
          })
      })
  }

  /// Where a request's resources are held; as long as they are nowhere, the only site there is.
  func site(of request: HostingRequest.ID?) throws -> Site.ID? {
    let held: Site.ID? = try connection.value(
      """
      SELECT pool.site FROM reservation JOIN pool ON pool.id = reservation.pool
      WHERE reservation.request = \(request) AND reservation.state <> 'released'
      """)
    if let held { return held }
    return try connection.value("SELECT min(id) FROM site HAVING count(*) = 1")
  }

  // ── Factors and tariffs ──

  /// Every factor ever set, in that order.
  func factors() throws -> [GridFactor] {
    try connection.rows(
      "SELECT gramsPerKWh, year, perimeter, source, validFrom FROM gridFactor ORDER BY number"
    ) { row in
      GridFactor(
        gramsPerKWh: try row(0), year: try row(1), perimeter: Text(verbatim: try row(2)),
        source: try row(3), validFrom: try row(4))
    }
  }

  func insert(_ factor: GridFactor, _ permit: borrowing Permit<Platform>) throws {
    try permit.check(Platform())
    try connection.run(
      """
      INSERT INTO gridFactor (validFrom, gramsPerKWh, year, perimeter, source, setBy, setAt)
      VALUES (\(factor.validFrom), \(factor.gramsPerKWh), \(factor.year), \(factor.perimeter.french), \(factor.source),
              \(permit.actor.person), \(permit.at))
      """)
  }

  /// Every tariff ever set, in that order.
  func tariffs() throws -> [Tariff] {
    try connection.rows(
      """
      SELECT validFrom, vcpuHour, memoryGiBHour, storageGiBHour, gpuHour, source FROM tariff ORDER BY number
      """
    ) { row in
      Tariff(
        validFrom: try row(0), vcpuHour: try row(1), memoryGiBHour: try row(2),
        storageGiBHour: try row(3), gpuHour: try row(4), source: try row(5))
    }
  }

  func insert(_ tariff: Tariff, _ permit: borrowing Permit<Platform>) throws {
    try permit.check(Platform())
    try connection.run(
      """
      INSERT INTO tariff (validFrom, vcpuHour, memoryGiBHour, storageGiBHour, gpuHour, source, setBy, setAt)
      VALUES (\(tariff.validFrom), \(tariff.vcpuHour), \(tariff.memoryGiBHour), \(tariff.storageGiBHour),
              \(tariff.gpuHour), \(tariff.source), \(permit.actor.person), \(permit.at))
      """)
  }

  // ── What sites state ──

  /// What a site ever stated of a year, newest first.
  func statements(of site: Site.ID, in year: Int) throws -> [SiteStatement] {
    try statements(where: "site = \(site) AND year = \(year)").map(\.statement)
  }

  /// The years of which a site states something, latest first.
  func years(of site: Site.ID) throws -> [Int] {
    try connection.rows(
      "SELECT DISTINCT year FROM siteStatement WHERE site = \(site) ORDER BY year DESC"
    ) { try $0(0) }
  }

  private func statements(
    where condition: SQL
  ) throws -> [(site: Site.ID, statement: SiteStatement)] {
    try connection.rows(
      """
      SELECT site, year, indicator, value, certainty, source, asOf, setAt FROM siteStatement
      WHERE \(condition) ORDER BY number DESC
      """
    ) { row in
      var statement = SiteStatement(
        year: try row(1), indicator: try row(2), value: try row(3), certainty: try row(4),
        source: try row(5), asOf: try row(6))
      statement.setAt = try row(7)
      return (try row(0), statement)
    }
  }

  func insert(
    _ statement: SiteStatement, of site: Site, _ permit: borrowing Permit<Site>
  ) throws {
    try permit.check(site)
    try connection.run(
      """
      INSERT INTO siteStatement (site, year, indicator, value, certainty, source, asOf, setBy, setAt)
      VALUES (\(site.id), \(statement.year), \(statement.indicator), \(statement.value), \(statement.certainty),
              \(statement.source), \(statement.asOf), \(permit.actor.person), \(permit.at))
      """)
  }
}

extension Transaction {
  var energyTerms: EnergyTermStore { EnergyTermStore(connection: connection) }
}
