import SQLite

/// The grants: who acts for whom in which role, from … until.
struct MembershipStore {
  let connection: Connection

  func find(_ id: Membership.ID) throws -> Membership? {
    try connection.first("SELECT \(Membership.columns) FROM membership WHERE id = \(id)") {
      try Membership($0)
    }
  }

  /// A person's running grants, the oldest first.
  func running(of person: Person.ID, at now: Instant) throws -> [ActiveMembership] {
    try connection.rows(
      """
      SELECT \(ActiveMembership.columns)
      FROM membership JOIN organisation ON organisation.id = membership.organisation
      WHERE membership.person = \(person) AND \(Membership.isRunning(at: now))
      ORDER BY membership.id
      """
    ) { try ActiveMembership($0) }
  }

  /// Whether the person holds the role already, now or from a later moment on.
  func holds(_ role: Role, person: Person.ID, organisation: Organisation.ID, at now: Instant) throws
    -> Bool
  {
    try connection.value(
      """
      SELECT 1 FROM membership
      WHERE person = \(person) AND organisation = \(organisation) AND role = \(role)
        AND (validUntil IS NULL OR validUntil > \(now))
      """) == 1
  }

  /// How many people hold a running role in an organisation and can sign in.
  func countRunning(_ role: Role, in organisation: Organisation.ID, at now: Instant) throws -> Int {
    try connection.value(
      """
      SELECT count(DISTINCT membership.person)
      FROM membership JOIN person ON person.id = membership.person
      WHERE membership.organisation = \(organisation) AND membership.role = \(role)
        AND \(Membership.isRunning(at: now)) AND person.disabledAt IS NULL
      """) ?? 0
  }

  /// Whether somebody else holds the role and passed it on.
  func isDelegated(_ membership: Membership) throws -> Bool {
    try connection.value(
      "SELECT delegatedFrom IS NOT NULL FROM membership WHERE id = \(membership.id)") == 1
  }

  func insert(
    _ membership: Membership, delegatedFrom holder: Membership? = nil,
    in organisation: Organisation, _ permit: borrowing Permit<Organisation>
  ) throws {
    try permit.check(organisation)
    try connection.run(
      """
      INSERT INTO membership (id, person, organisation, role, validFrom, validUntil, grantedBy, delegatedFrom)
      VALUES (\(membership.id), \(membership.person), \(organisation.id), \(membership.role),
              \(membership.validFrom), \(membership.validUntil), \(permit.actor.person), \(holder?.id))
      """)
  }

  /// Ends a grant, and what its holder has passed on of it.
  func end(
    _ membership: Membership, in organisation: Organisation,
    _ permit: borrowing Permit<Organisation>
  ) throws {
    try permit.check(organisation)
    try connection.run(
      """
      UPDATE membership SET validUntil = max(validFrom, \(permit.at)), endedBy = \(permit.actor.person)
      WHERE (id = \(membership.id) OR delegatedFrom = \(membership.id))
        AND organisation = \(organisation.id) AND (validUntil IS NULL OR validUntil > \(permit.at))
      """)
  }

  /// The people of an organisation, the newest grant first; those whose organisation's people are in sight.
  func grants(
    in organisation: Organisation.ID, seenThrough sight: Sight, runningAt now: Instant?,
    after cursor: Cursor?, limit: Limit
  ) throws -> Page<Grant> {
    var filter: SQL = "membership.organisation = \(organisation) AND \(sight.condition)"
    if let now { filter += " AND \(Membership.isRunning(at: now))" }
    var stretch = filter
    if let cursor { stretch += " AND membership.id < \(cursor.parts[0])" }
    return try page(
      stretch, of: filter, order: "membership.id DESC", limit: limit,
      key: { Cursor($0.membership.id.text) })
  }

  /// The grants in sight that held at some moment of a day (UTC), by organisation, the oldest first within it.
  func grants(
    on day: Day, in organisation: Organisation.ID?, seenThrough sight: Sight,
    after cursor: Cursor?, limit: Limit
  ) throws -> Page<Grant> {
    var filter: SQL = """
      \(sight.condition)
      AND membership.validFrom < \(day.adding(days: 1).start)
      AND (membership.validUntil IS NULL
           OR membership.validUntil > max(\(day.start), membership.validFrom))
      """
    if let organisation { filter += " AND membership.organisation = \(organisation)" }
    var stretch = filter
    if let cursor {
      stretch +=
        " AND (organisation.slug, membership.id) > (\(cursor.parts[0]), \(cursor.parts[1]))"
    }
    return try page(
      stretch, of: filter, order: "organisation.slug, membership.id", limit: limit,
      key: { Cursor($0.organisationSlug, $0.membership.id.text) })
  }

  private func page(
    _ stretch: SQL, of filter: SQL, order: SQL, limit: Limit, key: (Grant) -> Cursor
  ) throws -> Page<Grant> {
    let grants = try connection.rows(
      """
      SELECT \(Grant.columns)
      FROM membership JOIN person ON person.id = membership.person
        JOIN organisation ON organisation.id = membership.organisation
      WHERE \(stretch) ORDER BY \(order) LIMIT \(limit.count + 1)
      """
    ) { try Grant($0) }
    let total: Int =
      try connection.value(
        """
        SELECT count(*) FROM membership JOIN organisation ON organisation.id = membership.organisation
        WHERE \(filter)
        """) ?? 0
    return Page(rows: grants, limit: limit, total: total, key: key)
  }
}

extension Membership {
  static let columns: SQL =
    "membership.id, membership.person, membership.organisation, membership.role, membership.validFrom, membership.validUntil"

  /// The condition under which a grant holds at a moment.
  static func isRunning(at now: Instant) -> SQL {
    """
    membership.validFrom <= \(now)
    AND (membership.validUntil IS NULL OR membership.validUntil > \(now))
    """
  }

  init(_ row: Row) throws {
    self.init(
      id: try row(0), person: try row(1), organisation: try row(2), role: try row(3),
      validFrom: try row(4), validUntil: try row(5))
  }
}

extension Grant {
  static let columns: SQL =
    "\(Membership.columns), person.name, person.email, organisation.name, organisation.slug, organisation.kind"

  init(_ row: Row) throws {
    self.init(
      membership: try Membership(row), personName: try row(6), email: try row(7),
      organisationName: try row(8), organisationSlug: try row(9), kind: try row(10))
  }
}

extension Transaction {
  var memberships: MembershipStore { MembershipStore(connection: connection) }
}
