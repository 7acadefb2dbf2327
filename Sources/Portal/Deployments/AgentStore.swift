import SQLite

/// All SQL of the sites' agents. Of a token only the SHA-256 is kept.
struct AgentStore {
  let connection: Connection

  private static let columns: SQL = "id, site, name, createdAt, lastSeenAt, revokedAt"

  private func agent(_ row: Row) throws -> Agent {
    Agent(
      id: try row(0), site: try row(1), name: try row(2), createdAt: try row(3),
      lastSeenAt: try row(4), revokedAt: try row(5))
  }

  func agents(of site: Site.ID) throws -> [Agent] {
    try connection.rows(
      "SELECT \(Self.columns) FROM agent WHERE site = \(site) ORDER BY id", agent)
  }

  func find(_ id: Agent.ID) throws -> Agent? {
    try connection.first("SELECT \(Self.columns) FROM agent WHERE id = \(id)", agent)
  }

  /// The agent whose token has this digest, unless it is revoked.
  func find(tokenHash: [UInt8]) throws -> Agent? {
    try connection.first(
      "SELECT \(Self.columns) FROM agent WHERE tokenHash = \(tokenHash) AND revokedAt IS NULL",
      agent)
  }

  func isRunning(_ agent: Agent.ID) throws -> Bool {
    try connection.value("SELECT 1 FROM agent WHERE id = \(agent) AND revokedAt IS NULL") == 1
  }

  func insert(
    _ agent: Agent, tokenHash: [UInt8], of site: Site, _ permit: borrowing Permit<Site>
  ) throws {
    try permit.check(site)
    try connection.run(
      """
      INSERT INTO agent (id, site, name, tokenHash, createdAt, lastSeenAt, revokedAt)
      VALUES (\(agent.id), \(site.id), \(agent.name), \(tokenHash), \(agent.createdAt), NULL, NULL)
      """)
  }

  func revoke(_ agent: Agent, of site: Site, _ permit: borrowing Permit<Site>) throws {
    try permit.check(site)
    try connection.run(
      "UPDATE agent SET revokedAt = \(permit.at) WHERE id = \(agent.id) AND revokedAt IS NULL")
  }

  /// Takes no permit: that an agent called says nothing about anything but the agent.
  func noteCall(of agent: Agent.ID, at instant: Instant) throws {
    try connection.run("UPDATE agent SET lastSeenAt = \(instant) WHERE id = \(agent)")
  }
}

extension Transaction {
  var agents: AgentStore { AgentStore(connection: connection) }
}
