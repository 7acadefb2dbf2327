import SQLite

/// All SQL of quotas.
struct QuotaStore {
  let connection: Connection

  /// Every limit ever set on an organisation and its use cases that still holds on a day or later, in the order in which
  /// they were set.
  func quotas(of organisation: Organisation.ID, from day: Day) throws -> [Quota] {
    try rows(
      """
      WHERE organisation = \(organisation) AND (validUntil IS NULL OR validUntil > \(day))
      ORDER BY setAt, rowid
      """)
  }

  /// The newest of all limits that were ever set on an organisation and its use cases, the latest first.
  func history(of organisation: Organisation.ID, limit: Int) throws -> [Quota] {
    try rows(
      "WHERE organisation = \(organisation) ORDER BY setAt DESC, rowid DESC LIMIT \(limit)")
  }

  private func rows(_ rest: SQL) throws -> [Quota] {
    try connection.rows(
      """
      SELECT id, organisation, useCase, resourceClass, amount, validFrom, validUntil, setBy, setAt FROM quota \(rest)
      """
    ) { row in
      Quota(
        id: try row(0), organisation: try row(1), useCase: try row(2), resourceClass: try row(3),
        amount: try row(4), validFrom: try row(5), validUntil: try row(6), setBy: try row(7),
        setAt: try row(8))
    }
  }

  /// Per class the sum over all organisations of what was granted them as a whole and counts on a day.
  func granted(on day: Day) throws -> [ResourceClass: Int] {
    var sums: [ResourceClass: Int] = [:]
    try connection.forEach(
      """
      SELECT resourceClass, sum(amount) FROM (
        SELECT resourceClass, amount, row_number() OVER (
          PARTITION BY organisation, resourceClass ORDER BY setAt DESC, rowid DESC) AS place
        FROM quota WHERE useCase IS NULL AND validFrom <= \(day) AND (validUntil IS NULL OR validUntil > \(day)))
      WHERE place = 1 GROUP BY resourceClass
      """
    ) { sums[try $0(0)] = try $0(1) }
    return sums
  }

  func titles(of useCases: Set<UseCase.ID>) throws -> [UseCase.ID: String] {
    var titles: [UseCase.ID: String] = [:]
    try connection.forEach(
      "SELECT id, title FROM \(HostingRequestStore.titledUseCase) WHERE id IN \(Array(useCases))"
    ) { titles[try $0(0)] = try $0(1) }
    return titles
  }

  func exists(_ useCase: UseCase.ID) throws -> Bool {
    try connection.value("SELECT 1 FROM useCase WHERE id = \(useCase)") == 1
  }

  func insert(
    _ quota: Quota, of organisation: Organisation, _ permit: borrowing Permit<Organisation>
  ) throws {
    try permit.check(organisation)
    try insert(quota)
  }

  /// Sets what was granted on request.
  func insert(
    _ quota: Quota, for request: QuotaRequest, _ permit: borrowing Permit<QuotaRequest>
  ) throws {
    try permit.check(request)
    try insert(quota)
  }

  private func insert(_ quota: Quota) throws {
    try connection.run(
      """
      INSERT INTO quota (id, organisation, useCase, resourceClass, amount, validFrom, validUntil, setBy, setAt)
      VALUES (\(quota.id), \(quota.organisation), \(quota.useCase), \(quota.resourceClass), \(quota.amount),
              \(quota.validFrom), \(quota.validUntil), \(quota.setBy), \(quota.setAt))
      """)
  }
}

extension Transaction {
  var quotas: QuotaStore { QuotaStore(connection: connection) }
}
