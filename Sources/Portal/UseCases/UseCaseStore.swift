import JSON
public import SQLite

/// All SQL of single use cases; lists stand in `UseCaseList`, sheets in `RevisionStore`.
struct UseCaseStore {
  let connection: Connection

  func find(_ id: UseCase.ID) throws -> UseCase? {
    try find(where: "useCase.id = \(id)")
  }

  func find(slug: String) throws -> UseCase? {
    try find(where: "useCase.slug = \(slug)")
  }

  private func find(where condition: SQL) throws -> UseCase? {
    let found = try connection.first(
      """
      SELECT useCase.id, slug, state, initiator, createdBy, createdAt, stateAt, stateReason, admittedAt,
             currentRevision, publishedRevision, publishedAt, source, sourceKey, sourceFlags, version, title, riskClass
      FROM useCase JOIN revision ON revision.useCase = useCase.id AND revision.number = currentRevision
      WHERE \(condition)
      """
    ) { row in
      UseCase(
        id: try row(0), slug: try row(1), state: try row(2), initiator: try row(3),
        createdBy: try row(4), createdAt: try row(5), stateAt: try row(6),
        stateReason: try row(7), admittedAt: try row(8), currentRevision: try row(9),
        publishedRevision: try row(10), publishedAt: try row(11),
        origin: try UseCase.Origin(source: row(12), key: row(13), flags: row(14)),
        version: try row(15), title: try row(16), riskClass: try row(17), participations: [],
        editors: [])
    }
    guard var useCase = found else { return nil }
    useCase.participations = try ParticipationStore(connection: connection).all(of: useCase.id)
    useCase.editors = Set(try RevisionStore(connection: connection).authors(of: useCase.id))
    return useCase
  }

  /// Puts in a new use case. Its first revision and its initiator's participation come by their own stores.
  func insert(_ useCase: UseCase, _ permit: borrowing Permit<some Protected>) throws {
    try connection.run(
      """
      INSERT INTO useCase (id, slug, state, initiator, createdBy, createdAt, stateAt, stateReason, admittedAt,
                           currentRevision, publishedRevision, publishedAt, source, sourceKey, sourceFlags, version)
      VALUES (\(useCase.id), \(useCase.slug), \(useCase.state), \(useCase.initiator), \(useCase.createdBy),
              \(useCase.createdAt), \(useCase.stateAt), \(useCase.stateReason), \(useCase.admittedAt),
              \(useCase.currentRevision), \(useCase.publishedRevision), \(useCase.publishedAt),
              \(useCase.origin?.source), \(useCase.origin?.key), \(useCase.origin?.storedFlags), \(useCase.version))
      """)
  }

  /// Saves the workflow's part and counts the version up.
  func save(_ useCase: inout UseCase, _ permit: borrowing Permit<UseCase>) throws {
    try permit.check(useCase)
    let changed = try connection.run(
      """
      UPDATE useCase
      SET state = \(useCase.state), stateAt = \(useCase.stateAt), stateReason = \(useCase.stateReason),
          admittedAt = \(useCase.admittedAt), currentRevision = \(useCase.currentRevision),
          publishedRevision = \(useCase.publishedRevision), publishedAt = \(useCase.publishedAt),
          version = version + 1
      WHERE id = \(useCase.id) AND version = \(useCase.version)
      """)
    guard changed == 1 else { throw PortalError.damaged("use case \(useCase.id): not saved") }
    useCase.version += 1
  }

  func isTaken(slug: String) throws -> Bool {
    try connection.value("SELECT 1 FROM useCase WHERE slug = \(slug)") == 1
  }
}

extension Transaction {
  var useCases: UseCaseStore { UseCaseStore(connection: connection) }

  /// The use case. Throws `notFound` where there is none or the actor may not view it.
  func visibleUseCase(_ id: UseCase.ID) throws -> UseCase {
    guard let useCase = try useCases.find(id) else { throw PortalError.notFound }
    try gate.requireSight(.viewUseCase, of: useCase)
    return useCase
  }
}

extension UseCase.Origin {
  fileprivate init?(source: String?, key: String?, flags: String?) throws {
    guard let source, let key else { return nil }
    let json = try JSON(parsing: Array((flags ?? "[]").utf8))
    let items = json.items ?? []
    let flags = items.compactMap(SourceFlag.init)
    guard flags.count == items.count else { throw PortalError.damaged("flags of import \(key)") }
    self.init(source: source, key: key, flags: flags)
  }

  fileprivate var storedFlags: String {
    String(decoding: JSON.array(flags.map(\.json)).serialised(), as: UTF8.self)
  }
}

extension RiskClass: Bindable, ColumnReadable {}
