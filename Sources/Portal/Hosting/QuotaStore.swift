import SQLite

/// All SQL of quotas.
struct QuotaStore {
  let connection: Connection

  /// Every limit ever set on an organisation and its use cases that still holds on a day or later, in the order in which
  /// they were set.
  func quotas(of organisation: Organisation.ID, from day: Day) throws -> [Quota] {
    try connection.rows(
      """
      SELECT id, organisation, useCase, resourceClass, amount, validFrom, validUntil, setBy, setAt
      FROM quota WHERE organisation = \(organisation) AND (validUntil IS NULL OR validUntil > \(day))
      ORDER BY setAt, rowid
      """
    ) { row in
      Quota(
        id: try row(0), organisation: try row(1), useCase: try row(2), resourceClass: try row(3),
        amount: try row(4), validFrom: try row(5), validUntil: try row(6), setBy: try row(7),
        setAt: try row(8))
    }
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
    try connection.run(
      """
      INSERT INTO quota (id, organisation, useCase, resourceClass, amount, validFrom, validUntil, setBy, setAt)
      VALUES (\(quota.id), \(organisation.id), \(quota.useCase), \(quota.resourceClass), \(quota.amount),
              \(quota.validFrom), \(quota.validUntil), \(quota.setBy), \(quota.setAt))
      """)
  }
}

extension Transaction {
  var quotas: QuotaStore { QuotaStore(connection: connection) }
}
