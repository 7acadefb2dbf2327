import SQLite

/// Reads the orders, each a document of its own beside what is wanted now.
extension DeploymentStore {
  private static let handOverColumns: SQL =
    "handOver.deployment, revision, document, digest, signature, signingKey, at"

  /// The newest order of every deployment of a site that is not released, in the order of their ids. What starts later is
  /// not handed over yet: its resources are somebody else's until then. What is not signed is followed by nobody.
  func orders(
    at site: Site.ID, after cursor: Deployment.ID?, today: Day, limit: Int
  ) throws -> [HandOver] {
    let seek: SQL = if let cursor { "AND deployment.id > \(cursor)" } else { "" }
    return try connection.rows(
      """
      SELECT \(Self.handOverColumns)
      FROM deployment JOIN handOver ON handOver.deployment = deployment.id AND revision = desiredRevision
      WHERE site = \(site) AND (startDay <= \(today) OR desiredState = 'released')
        AND NOT \(Self.isReleased) AND signature IS NOT NULL \(seek)
      ORDER BY deployment.id LIMIT \(limit)
      """, handOver)
  }

  func handOvers(of deployment: Deployment.ID) throws -> [HandOver] {
    try connection.rows(
      """
      SELECT \(Self.handOverColumns) FROM handOver
      WHERE deployment = \(deployment) ORDER BY revision DESC LIMIT 100
      """, handOver)
  }

  private func handOver(_ row: Row) throws -> HandOver {
    let (signature, key): ([UInt8]?, String?) = (try row(4), try row(5))
    return HandOver(
      deployment: try row(0), revision: try row(1), document: try row(2), digest: try row(3),
      signature: signature.flatMap { bytes in
        key.map { OrderSignature(bytes: bytes, key: $0) }
      },
      at: try row(6))
  }

  /// As `Deployment.isReleased` has it.
  private static let isReleased: SQL =
    "(desiredState = 'released' AND observedPhase = 'absent' AND observedRevision = desiredRevision)"

  /// Deployments that are not released and whose newest order is not signed by the key of this name.
  func notSigned(by key: String, limit: Int) throws -> [Deployment] {
    try connection.rows(
      """
      SELECT \(Self.columns) FROM deployment
      WHERE NOT \(Self.isReleased) AND NOT EXISTS (
        SELECT 1 FROM handOver
        WHERE handOver.deployment = deployment.id AND revision = desiredRevision AND signingKey = \(key))
      ORDER BY id LIMIT \(limit)
      """, deployment)
  }
}
