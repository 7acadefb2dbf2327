import SQLite

/// All SQL of quota defaults.
struct QuotaDefaultStore {
  let connection: Connection

  /// Those that concern an organisation: the most specific last, the kind being more specific than the size; of equally
  /// specific ones the one set last. None for what is no public body: to others nothing is promised.
  func defaults(for organisation: Organisation) throws -> [QuotaDefault] {
    guard organisation.kind == .publicBody else { return [] }
    return try rows(
      """
      WHERE (bodyGroup IS NULL OR bodyGroup = \(organisation.group))
        AND (bodySize IS NULL OR bodySize = \(organisation.size))
      ORDER BY bodyGroup IS NOT NULL, bodySize IS NOT NULL, number
      """)
  }

  /// The newest of all that were ever set, the latest first.
  func history(limit: Int) throws -> [QuotaDefault] {
    try rows("ORDER BY number DESC LIMIT \(limit)")
  }

  private func rows(_ rest: SQL) throws -> [QuotaDefault] {
    try connection.rows(
      """
      SELECT bodyGroup, bodySize, resourceClass, amount, validFrom, setBy, setAt, isSample FROM quotaDefault \(rest)
      """
    ) { row in
      QuotaDefault(
        group: try row(0), size: try row(1), resourceClass: try row(2), amount: try row(3),
        validFrom: try row(4), setBy: try row(5), setAt: try row(6), isSample: try row(7))
    }
  }

  func insert(_ line: QuotaDefault, _ permit: borrowing Permit<Platform>) throws {
    try permit.check(Platform())
    try connection.run(
      """
      INSERT INTO quotaDefault (bodyGroup, bodySize, resourceClass, amount, validFrom, setBy, setAt, isSample)
      VALUES (\(line.group), \(line.size), \(line.resourceClass), \(line.amount), \(line.validFrom), \(line.setBy),
              \(line.setAt), \(line.isSample))
      """)
  }
}

extension Transaction {
  var quotaDefaults: QuotaDefaultStore { QuotaDefaultStore(connection: connection) }
}
