import SQLite

/// The API tokens, by the hash of each.
struct APITokenStore {
  let connection: Connection

  /// The member behind a token, if token and grant still run.
  func member(_ tokenHash: [UInt8], at now: Instant) throws -> Member? {
    try connection.first(
      """
      SELECT membership.id, membership.person, membership.organisation, organisation.kind, membership.role
      FROM apiToken JOIN membership ON membership.id = apiToken.membership
        JOIN organisation ON organisation.id = membership.organisation
        JOIN person ON person.id = membership.person
      WHERE apiToken.tokenHash = \(tokenHash) AND apiToken.revokedAt IS NULL AND apiToken.expiresAt > \(now)
        AND \(Membership.isRunning(at: now)) AND person.disabledAt IS NULL
      """
    ) { row in
      Member(
        membership: try row(0), person: try row(1), organisation: try row(2), kind: try row(3),
        role: try row(4))
    }
  }

  /// A person's tokens, the newest first.
  func list(of person: Person.ID) throws -> [APIToken] {
    try connection.rows(
      """
      SELECT apiToken.id, apiToken.name, apiToken.membership, membership.role, organisation.name,
             apiToken.createdAt, apiToken.expiresAt, apiToken.revokedAt
      FROM apiToken JOIN membership ON membership.id = apiToken.membership
        JOIN organisation ON organisation.id = membership.organisation
      WHERE membership.person = \(person) ORDER BY apiToken.id DESC
      """
    ) { row in
      APIToken(
        id: try row(0), name: try row(1), membership: try row(2), role: try row(3),
        organisationName: try row(4), createdAt: try row(5), expiresAt: try row(6),
        revokedAt: try row(7))
    }
  }

  func insert(
    _ token: APIToken, hash: [UInt8], of person: Person, _ permit: borrowing Permit<Person>
  ) throws {
    try permit.check(person)
    try connection.run(
      """
      INSERT INTO apiToken (id, tokenHash, membership, name, createdAt, expiresAt)
      VALUES (\(token.id), \(hash), \(token.membership), \(token.name), \(token.createdAt),
              \(token.expiresAt))
      """)
  }

  func revoke(_ token: APIToken, of person: Person, _ permit: borrowing Permit<Person>) throws {
    try permit.check(person)
    try connection.run("UPDATE apiToken SET revokedAt = \(permit.at) WHERE id = \(token.id)")
  }

  func revokeAll(of person: Person, _ permit: borrowing Permit<Person>) throws {
    try permit.check(person)
    try connection.run(
      """
      UPDATE apiToken SET revokedAt = \(permit.at)
      WHERE revokedAt IS NULL
        AND membership IN (SELECT id FROM membership WHERE person = \(person.id))
      """)
  }
}

extension Transaction {
  var apiTokens: APITokenStore { APITokenStore(connection: connection) }
}
