import SQLite

/// All SQL of adoptions.
struct AdoptionStore {
  let connection: Connection

  func find(_ id: Adoption.ID) throws -> Adoption? {
    try find(where: "id = \(id)")
  }

  func find(of useCase: UseCase.ID, by organisation: Organisation.ID) throws -> Adoption? {
    try find(where: "useCase = \(useCase) AND organisation = \(organisation)")
  }

  private func find(where condition: SQL) throws -> Adoption? {
    try connection.first(
      """
      SELECT id, useCase, organisation, status, results, referent, declaredAt, changedAt, version
      FROM adoption WHERE \(condition)
      """
    ) { try Self.adoption($0) }
  }

  /// How many bodies use a case or are about to.
  func count(of useCase: UseCase.ID) throws -> Int {
    try connection.value(
      "SELECT count(*) FROM adoption WHERE useCase = \(useCase) AND status <> 'stopped'") ?? 0
  }

  func insert(
    _ adoption: Adoption, by person: Person.ID, of useCase: UseCase,
    _ permit: borrowing Permit<UseCase>
  ) throws {
    try permit.check(useCase)
    try connection.run(
      """
      INSERT INTO adoption (id, useCase, organisation, status, results, referent, declaredBy, declaredAt, changedAt,
                            version)
      VALUES (\(adoption.id), \(adoption.useCase), \(adoption.organisation), \(adoption.statement.status),
              \(adoption.statement.results), \(adoption.statement.referent), \(person),
              \(adoption.declaredAt), \(adoption.changedAt), \(adoption.version))
      """)
  }

  /// Saves what the body says and counts the version up.
  func save(_ adoption: inout Adoption, _ permit: borrowing Permit<Adoption>) throws {
    try permit.check(adoption)
    let changed = try connection.run(
      """
      UPDATE adoption
      SET status = \(adoption.statement.status), results = \(adoption.statement.results),
          referent = \(adoption.statement.referent), changedAt = \(adoption.changedAt), version = version + 1
      WHERE id = \(adoption.id) AND version = \(adoption.version)
      """)
    guard changed == 1 else { throw PortalError.damaged("adoption \(adoption.id): not saved") }
    adoption.version += 1
  }

  /// The adoptions that meet a condition, of use cases in sight, newest first, with the names of case and body.
  func page(
    where condition: SQL, in sight: Sight, after cursor: Cursor?, limit: Limit
  ) throws -> Page<AdoptionRow> {
    let older: SQL = if let last = cursor?.parts.first { "AND adoption.id < \(last)" } else { "" }
    let source: SQL = """
      FROM adoption
        JOIN useCase ON useCase.id = adoption.useCase
        JOIN organisation ON organisation.id = adoption.organisation
      WHERE \(condition) AND \(sight.condition)
      """
    let rows = try connection.rows(
      """
      SELECT adoption.id, adoption.useCase, adoption.organisation, adoption.status, results, referent, declaredAt,
             changedAt, adoption.version, useCase.slug, organisation.name, organisation.slug,
             (SELECT title FROM revision
              WHERE revision.useCase = useCase.id AND number = coalesce(publishedRevision, currentRevision))
      \(source) \(older)
      ORDER BY adoption.id DESC LIMIT \(limit.count + 1)
      """
    ) { row in
      AdoptionRow(
        adoption: try Self.adoption(row), useCaseSlug: try row(9), useCaseTitle: try row(12),
        organisationName: try row(10), organisationSlug: try row(11))
    }
    let total: Int? = try connection.value("SELECT count(*) \(source)")
    return Page(rows: rows, limit: limit, total: total ?? 0) { Cursor($0.adoption.id.text) }
  }

  private static func adoption(_ row: Row) throws -> Adoption {
    Adoption(
      id: try row(0), useCase: try row(1), organisation: try row(2),
      statement: Adoption.Statement(status: try row(3), results: try row(4), referent: try row(5)),
      declaredAt: try row(6), changedAt: try row(7), version: try row(8))
  }
}

/// An adoption with the names that a list shows.
struct AdoptionRow {
  let adoption: Adoption
  let useCaseSlug: String
  let useCaseTitle: String
  let organisationName: String
  let organisationSlug: String
}

extension Transaction {
  var adoptions: AdoptionStore { AdoptionStore(connection: connection) }
}
