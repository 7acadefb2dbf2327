import SQLite

/// The open sessions.
struct SessionStore {
  let connection: Connection

  /// The session of a token: its person, and the chosen grant if that still runs.
  func find(_ tokenHash: [UInt8], at now: Instant) throws -> Session? {
    try connection.first(
      """
      SELECT \(Person.columns), session.csrf, session.expiresAt, session.address, \(ActiveMembership.columns)
      FROM session JOIN person ON person.id = session.person
        LEFT JOIN membership ON membership.id = session.membership AND \(Membership.isRunning(at: now))
        LEFT JOIN organisation ON organisation.id = membership.organisation
      WHERE session.tokenHash = \(tokenHash) AND session.expiresAt > \(now) AND person.disabledAt IS NULL
      """
    ) { row in
      Session(
        person: try Person(row),
        membership: row.isNull(10) ? nil : try ActiveMembership(row, at: 10),
        csrf: try row(7), expiresAt: try row(8), address: try row(9), tokenHash: tokenHash)
    }
  }

  /// Opens a session. Needs no permit: no rule says who may sign in, the password does.
  func open(_ session: Session, userAgent: String, at now: Instant) throws {
    try connection.run(
      """
      INSERT INTO session (tokenHash, person, membership, csrf, createdAt, expiresAt, address, userAgent)
      VALUES (\(session.tokenHash), \(session.person.id), \(session.membership?.id), \(session.csrf),
              \(now), \(session.expiresAt), \(session.address), \(userAgent))
      """)
  }

  func choose(
    _ membership: Membership.ID, in session: Session, _ permit: borrowing Permit<Person>
  ) throws {
    try permit.check(session.person)
    try connection.run(
      "UPDATE session SET membership = \(membership) WHERE tokenHash = \(session.tokenHash)")
  }

  func end(_ session: Session, _ permit: borrowing Permit<Person>) throws {
    try permit.check(session.person)
    try connection.run("DELETE FROM session WHERE tokenHash = \(session.tokenHash)")
  }

  /// Ends every session of a person, or every one but the one they are in.
  func endAll(of person: Person, but kept: Session? = nil, _ permit: borrowing Permit<Person>)
    throws
  {
    try permit.check(person)
    try connection.run(
      "DELETE FROM session WHERE person = \(person.id) AND tokenHash IS NOT \(kept?.tokenHash)")
  }

  /// Forgets the sessions that have expired: they grant nothing any more, with or without a permit.
  func prune(at now: Instant) throws {
    try connection.run("DELETE FROM session WHERE expiresAt <= \(now)")
  }
}

extension ActiveMembership {
  static let columns: SQL =
    "membership.id, membership.organisation, organisation.name, organisation.slug, organisation.kind, membership.role"

  init(_ row: Row, at first: Int = 0) throws {
    self.init(
      id: try row(first), organisation: try row(first + 1), organisationName: try row(first + 2),
      organisationSlug: try row(first + 3), kind: try row(first + 4), role: try row(first + 5))
  }
}

extension Transaction {
  var sessions: SessionStore { SessionStore(connection: connection) }
}
