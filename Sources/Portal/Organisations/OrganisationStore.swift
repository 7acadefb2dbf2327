import SQLite

/// The tenants.
struct OrganisationStore {
  let connection: Connection

  func find(_ id: Organisation.ID) throws -> Organisation? {
    try first("id = \(id)")
  }

  func find(slug: String) throws -> Organisation? {
    try first("slug = \(slug)")
  }

  func find(siren: String) throws -> Organisation? {
    try first("siren = \(siren)")
  }

  func names(of ids: Set<Organisation.ID>) throws -> [Organisation.ID: String] {
    var names: [Organisation.ID: String] = [:]
    try connection.forEach("SELECT id, name FROM organisation WHERE id IN \(Array(ids))") {
      names[try $0(0)] = try $0(1)
    }
    return names
  }

  func isTaken(slug: String) throws -> Bool {
    try connection.value("SELECT 1 FROM organisation WHERE slug = \(slug)") == 1
  }

  func hasOperator() throws -> Bool {
    try connection.value("SELECT 1 FROM organisation WHERE kind = 'operator'") == 1
  }

  /// The organisations in sight that a filter lets through, by slug, which is their name in ASCII.
  func list(
    _ filter: OrganisationFilter, in sight: Sight, after cursor: Cursor?, limit: Limit
  ) throws -> Page<Organisation> {
    let conditions = [sight.condition] + filter.conditions
    var stretch = conditions
    if let cursor { stretch.append("slug > \(cursor.parts[0])") }
    let organisations = try connection.rows(
      """
      SELECT \(Organisation.columns) FROM organisation
      WHERE \(stretch.joined(separator: " AND ")) ORDER BY slug LIMIT \(limit.count + 1)
      """
    ) { try Organisation($0) }
    let total: Int? = try connection.value(
      "SELECT count(*) FROM organisation WHERE \(conditions.joined(separator: " AND "))")
    return Page(rows: organisations, limit: limit, total: total ?? 0) { Cursor($0.slug) }
  }

  func insert(_ organisation: Organisation, _ permit: borrowing Permit<Platform>) throws {
    try permit.check(Platform())
    try connection.run(
      """
      INSERT INTO organisation (\(Organisation.columns))
      VALUES (\(organisation.id), \(organisation.slug), \(organisation.name), \(organisation.kind),
              \(organisation.siren), \(organisation.siret), \(organisation.legalCategory),
              \(organisation.bodyType), \(organisation.publicStatus),
              \(organisation.publicStatusReason), \(organisation.publicStatusAt),
              \(organisation.latitude), \(organisation.longitude), \(organisation.source),
              \(organisation.isSample), \(organisation.createdAt), \(organisation.version),
              \(organisation.staff?.band), \(organisation.staff?.year))
      """)
  }

  /// Saves how many people work there; the version goes up by one.
  func saveStaff(
    of organisation: inout Organisation, _ permit: borrowing Permit<Organisation>
  ) throws {
    try save(
      &organisation, permit,
      "staffBand = \(organisation.staff?.band), staffYear = \(organisation.staff?.year)")
  }

  /// Saves a public status; the version goes up by one.
  func savePublicStatus(
    of organisation: inout Organisation, _ permit: borrowing Permit<Organisation>
  ) throws {
    try save(
      &organisation, permit,
      """
      publicStatus = \(organisation.publicStatus), publicStatusReason = \(organisation.publicStatusReason),
      publicStatusAt = \(organisation.publicStatusAt)
      """)
  }

  private func save(
    _ organisation: inout Organisation, _ permit: borrowing Permit<Organisation>, _ change: SQL
  ) throws {
    try permit.check(organisation)
    let changed = try connection.run(
      """
      UPDATE organisation SET \(change), version = version + 1
      WHERE id = \(organisation.id) AND version = \(organisation.version)
      """)
    guard changed == 1 else {
      throw PortalError.damaged("organisation \(organisation.id): not saved")
    }
    organisation.version += 1
  }

  private func first(_ condition: SQL) throws -> Organisation? {
    try connection.first("SELECT \(Organisation.columns) FROM organisation WHERE \(condition)") {
      try Organisation($0)
    }
  }
}

extension OrganisationFilter {
  fileprivate var conditions: [SQL] {
    var conditions: [SQL] = []
    if let kind { conditions.append("kind = \(kind)") }
    if let publicStatus { conditions.append("publicStatus = \(publicStatus)") }
    if let text = text.map({ $0.filter { !$0.isWhitespace } }), !text.isEmpty {
      // A slug holds letters, digits and hyphens only: nothing that LIKE would take for a pattern.
      let slug = Slug.make(from: self.text ?? "", fallback: "")
      conditions.append(
        slug.isEmpty ? "siren = \(text)" : "(slug LIKE \("%\(slug)%") OR siren = \(text))")
    }
    return conditions
  }
}

extension Organisation {
  static let columns: SQL = """
    id, slug, name, kind, siren, siret, legalCategory, bodyType, publicStatus, publicStatusReason,
    publicStatusAt, latitude, longitude, source, isSample, createdAt, version, staffBand, staffYear
    """

  init(_ row: Row) throws {
    let (band, year): (StaffBand?, Int?) = (try row(17), try row(18))
    self.init(
      id: try row(0), slug: try row(1), name: try row(2), kind: try row(3), siren: try row(4),
      siret: try row(5), legalCategory: try row(6),
      staff: band.flatMap { band in year.map { Staff(band: band, year: $0) } },
      bodyType: try row(7),
      publicStatus: try row(8), publicStatusReason: try row(9), publicStatusAt: try row(10),
      latitude: try row(11), longitude: try row(12), source: try row(13), isSample: try row(14),
      createdAt: try row(15), version: try row(16))
  }
}

extension Transaction {
  var organisations: OrganisationStore { OrganisationStore(connection: connection) }

  /// The organisation. Throws `notFound` where there is none or the actor may not view it.
  func organisation(_ id: Organisation.ID) throws -> Organisation {
    guard let organisation = try organisations.find(id) else { throw PortalError.notFound }
    try gate.requireSight(.viewOrganisation, of: organisation)
    return organisation
  }

  /// The same by its address.
  func organisation(slug: String) throws -> Organisation {
    guard let organisation = try organisations.find(slug: slug) else { throw PortalError.notFound }
    try gate.requireSight(.viewOrganisation, of: organisation)
    return organisation
  }
}
