import SQLite

/// All SQL of quota requests.
struct QuotaRequestStore {
  let connection: Connection

  func find(_ id: QuotaRequest.ID) throws -> QuotaRequest? {
    try requests("WHERE id = \(id)").first
  }

  /// One page of those that a filter lets through, newest first, and one row more if there is one.
  func page(
    where filter: SQL, after cursor: QuotaRequest.ID?, limit: Limit
  ) throws -> [QuotaRequest] {
    let seek: SQL = if let cursor { "AND quotaRequest.id < \(cursor)" } else { "" }
    return try requests("WHERE \(filter) \(seek) ORDER BY id DESC LIMIT \(limit.count + 1)")
  }

  func count(where filter: SQL) throws -> Int {
    try connection.value("SELECT count(*) FROM quotaRequest WHERE \(filter)") ?? 0
  }

  /// Those of an organisation that are in sight, the latest first.
  func requests(
    of organisation: Organisation.ID, in sight: Sight, limit: Limit
  ) throws -> [QuotaRequest] {
    try requests(
      """
      WHERE \(sight.condition) AND organisation = \(organisation) ORDER BY id DESC LIMIT \(limit.count)
      """)
  }

  /// Those in some states since a moment that a filter lets through, the longest first.
  func waiting(
    in states: [QuotaRequest.State], since moment: Instant = Instant(milliseconds: 0),
    where filter: SQL
  ) throws -> [QuotaRequest] {
    try requests(
      """
      WHERE state IN \(states) AND stateAt >= \(moment) AND \(filter)
      ORDER BY stateAt LIMIT \(Limit(clamping: 100).count)
      """)
  }

  /// The one of an organisation, or of one use case of it, that waits for an answer.
  func open(
    of organisation: Organisation.ID, for useCase: UseCase.ID?
  ) throws -> QuotaRequest? {
    try requests(
      "WHERE state = 'submitted' AND organisation = \(organisation) AND useCase IS \(useCase)"
    ).first
  }

  private func requests(_ rest: SQL) throws -> [QuotaRequest] {
    try connection.rows(
      """
      SELECT id, organisation, useCase, vcpu, memoryGiB, storageGiB, gpu, validFrom, validUntil, justification, state,
        stateAt, requester, createdAt, reason, grantedVcpu, grantedMemoryGiB, grantedStorageGiB, grantedGpu, decidedBy,
        decidedFor, version
      FROM quotaRequest \(rest)
      """
    ) { row in
      QuotaRequest(
        id: try row(0), organisation: try row(1),
        asked: QuotaGrant(
          useCase: try row(2), amounts: try Self.amounts(row, from: 3), validFrom: try row(7),
          validUntil: try row(8)),
        justification: try row(9), state: try row(10), stateAt: try row(11),
        requester: try row(12), createdAt: try row(13), answer: try Self.answer(row),
        version: try row(21))
    }
  }

  private static func answer(_ row: Row) throws -> QuotaRequest.Answer? {
    guard let reason: String = try row(14), let person: Person.ID = try row(19),
      let organisation: Organisation.ID = try row(20)
    else { return nil }
    return QuotaRequest.Answer(
      reason: reason, granted: try amounts(row, from: 15), person: person,
      organisation: organisation, at: try row(11))
  }

  /// From four columns in the order of the classes.
  private static func amounts(_ row: Row, from column: Int) throws -> [ResourceClass: Int] {
    var amounts: [ResourceClass: Int] = [:]
    for (index, resourceClass) in ResourceClass.allCases.enumerated() {
      amounts[resourceClass] = try row(column + index) as Int?
    }
    return amounts
  }

  func insert(
    _ request: QuotaRequest, of organisation: Organisation,
    _ permit: borrowing Permit<Organisation>
  ) throws {
    try permit.check(organisation)
    let asked = request.asked
    try connection.run(
      """
      INSERT INTO quotaRequest (id, organisation, useCase, vcpu, memoryGiB, storageGiB, gpu, validFrom, validUntil,
                                justification, state, stateAt, requester, createdAt, version)
      VALUES (\(request.id), \(organisation.id), \(asked.useCase), \(asked.amounts[.vcpu]),
              \(asked.amounts[.memoryGiB]), \(asked.amounts[.storageGiB]), \(asked.amounts[.gpu]), \(asked.validFrom),
              \(asked.validUntil), \(request.justification), \(request.state), \(request.stateAt),
              \(request.requester), \(request.createdAt), \(request.version))
      """)
  }

  /// Saves the answer or the withdrawal, and raises the version.
  func save(_ request: inout QuotaRequest, _ permit: borrowing Permit<QuotaRequest>) throws {
    try permit.check(request)
    let granted = request.answer?.granted ?? [:]
    let changed = try connection.run(
      """
      UPDATE quotaRequest SET state = \(request.state), stateAt = \(request.stateAt), reason = \(request.answer?.reason),
        grantedVcpu = \(granted[.vcpu]), grantedMemoryGiB = \(granted[.memoryGiB]),
        grantedStorageGiB = \(granted[.storageGiB]), grantedGpu = \(granted[.gpu]),
        decidedBy = \(request.answer?.person), decidedFor = \(request.answer?.organisation), version = version + 1
      WHERE id = \(request.id) AND version = \(request.version)
      """)
    guard changed == 1 else {
      throw PortalError.damaged("quota request \(request.id) changed within a transaction")
    }
    request.version += 1
  }
}

extension Transaction {
  var quotaRequests: QuotaRequestStore { QuotaRequestStore(connection: connection) }

  /// A request that the actor may see; `notFound` otherwise.
  func visibleQuotaRequest(_ id: QuotaRequest.ID) throws -> QuotaRequest {
    guard let request = try quotaRequests.find(id) else { throw PortalError.notFound }
    try gate.requireSight(.viewQuotaRequest, of: request)
    return request
  }
}
