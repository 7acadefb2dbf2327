import SQLite

/// All SQL of the sites' agents and their certificates. Of a code only the SHA-256 is kept.
struct AgentStore {
  let connection: Connection

  private static let columns: SQL = """
    id, site, name, createdAt, lastSeenAt, revokedAt, codeExpiresAt, codeUsedAt,
    (SELECT max(expiresAt) FROM agentCertificate WHERE agent = agent.id)
    """

  private func agent(_ row: Row) throws -> Agent {
    Agent(
      id: try row(0), site: try row(1), name: try row(2), createdAt: try row(3),
      lastSeenAt: try row(4), revokedAt: try row(5), codeExpiresAt: try row(6),
      codeUsedAt: try row(7), certificateExpiresAt: try row(8))
  }

  func agents(of site: Site.ID) throws -> [Agent] {
    try connection.rows(
      "SELECT \(Self.columns) FROM agent WHERE site = \(site) ORDER BY id", agent)
  }

  func find(_ id: Agent.ID) throws -> Agent? {
    try connection.first("SELECT \(Self.columns) FROM agent WHERE id = \(id)", agent)
  }

  /// The agent whose code has this digest, whatever became of it.
  func find(codeHash: [UInt8]) throws -> Agent? {
    try connection.first("SELECT \(Self.columns) FROM agent WHERE codeHash = \(codeHash)", agent)
  }

  /// The agent that may show the certificate of this fingerprint now.
  func identity(certificate fingerprint: [UInt8], at now: Instant) throws -> Agent.Identity? {
    try connection.first(
      """
      SELECT agent.id, site FROM agentCertificate JOIN agent ON agent.id = agentCertificate.agent
      WHERE fingerprint = \(fingerprint) AND expiresAt > \(now) AND revokedAt IS NULL
      """
    ) { row in
      Agent.Identity(id: try row(0), site: try row(1), certificate: fingerprint)
    }
  }

  func insert(
    _ agent: Agent, codeHash: [UInt8], of site: Site, _ permit: borrowing Permit<Site>
  ) throws {
    try permit.check(site)
    try connection.run(
      """
      INSERT INTO agent (id, site, name, createdAt, codeHash, codeExpiresAt)
      VALUES (\(agent.id), \(site.id), \(agent.name), \(agent.createdAt), \(codeHash), \(agent.codeExpiresAt))
      """)
  }

  func revoke(_ agent: Agent, of site: Site, _ permit: borrowing Permit<Site>) throws {
    try permit.check(site)
    try connection.run(
      "UPDATE agent SET revokedAt = \(permit.at) WHERE id = \(agent.id) AND revokedAt IS NULL")
  }

  func useCode(of agent: Agent.ID, at site: Site, _ permit: borrowing Permit<Site>) throws {
    try permit.check(site)
    try connection.run("UPDATE agent SET codeUsedAt = \(permit.at) WHERE id = \(agent)")
  }

  /// Beside the one the agent has shown, if any; one that was issued before and never shown is void.
  func insert(
    certificate fingerprint: [UInt8], until end: Instant, for agent: Agent.Identity, at site: Site,
    _ permit: borrowing Permit<Site>
  ) throws {
    try permit.check(site)
    try connection.run(
      """
      DELETE FROM agentCertificate
      WHERE agent = \(agent.id) AND fingerprint IS NOT \(agent.certificate)
      """)
    try connection.run(
      """
      INSERT INTO agentCertificate (fingerprint, agent, issuedAt, expiresAt)
      VALUES (\(fingerprint), \(agent.id), \(permit.at), \(end))
      """)
  }

  /// An agent called: from now on what it showed before this certificate is void. Takes no permit: it says nothing about
  /// anything but the agent, every few seconds.
  func noteCall(of agent: Agent.Identity, at instant: Instant) throws {
    try connection.run("UPDATE agent SET lastSeenAt = \(instant) WHERE id = \(agent.id)")
    try connection.run(
      """
      DELETE FROM agentCertificate WHERE agent = \(agent.id) AND issuedAt <
        (SELECT issuedAt FROM agentCertificate WHERE fingerprint = \(agent.certificate))
      """)
  }
}

extension Transaction {
  var agents: AgentStore { AgentStore(connection: connection) }
}
