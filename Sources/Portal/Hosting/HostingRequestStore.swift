import SQLite

/// All SQL of hosting requests, their editors and their decisions.
struct HostingRequestStore {
  let connection: Connection

  private static let columns: SQL = """
    hostingRequest.id, hostingRequest.organisation, organisation.publicStatus, hostingRequest.useCase,
    hostingRequest.title, hostingRequest.state, stateAt, vcpu, memoryGiB, storageGiB, gpu, startDay, endDay,
    dataClass, aipdState, maintainer, justification, requester, hostingRequest.createdAt, submittedAt,
    hostingRequest.version, grantedVcpu, grantedMemoryGiB, grantedStorageGiB, grantedGpu,
    changes, waitsSince, waitsUntil, euDatabaseEntry,
    (SELECT riskClass FROM useCase JOIN revision
       ON revision.useCase = useCase.id AND revision.number = coalesce(publishedRevision, currentRevision)
     WHERE useCase.id = hostingRequest.useCase),
    predecessor, destination,
    (SELECT deployment.organisation FROM deployment WHERE deployment.id = hostingRequest.predecessor),
    solution
    """

  func find(_ id: HostingRequest.ID) throws -> HostingRequest? {
    try requests("WHERE hostingRequest.id = \(id)").first
  }

  /// One page of those that a filter lets through, newest first, and one row more if there is one.
  func page(
    where filter: SQL, after cursor: HostingRequest.ID?, limit: Limit
  ) throws -> [HostingRequest] {
    let seek: SQL = if let cursor { "AND hostingRequest.id < \(cursor)" } else { "" }
    return try requests(
      """
      WHERE \(filter) \(seek) ORDER BY hostingRequest.id DESC LIMIT \(limit.count + 1)
      """)
  }

  /// Whether a body's request to change or replace a deployment is being decided, leaving one aside.
  func hasOpenRequest(
    of organisation: Organisation.ID, about deployment: Deployment.ID,
    besides request: HostingRequest.ID? = nil
  ) throws -> Bool {
    try connection.value(
      """
      SELECT 1 FROM hostingRequest
      WHERE (changes = \(deployment) OR predecessor = \(deployment)) AND organisation = \(organisation)
        AND state IN \(HostingRequest.State.open) AND id IS NOT \(request)
      """) == 1
  }

  /// The request that a deployment rests on: its newest approved change, or the one it began with.
  func newestApproved(of deployment: Deployment) throws -> HostingRequest? {
    try requests(
      """
      WHERE hostingRequest.state = 'approved'
        AND (changes = \(deployment.id) OR hostingRequest.id = \(deployment.request))
      ORDER BY stateAt DESC, hostingRequest.id DESC LIMIT 1
      """
    ).first
  }

  /// Requests in sight that wait for a decision and ask for the very same.
  func twins(of request: HostingRequest, in sight: Sight) throws -> [HostingRequest.Twin] {
    let wanted = request.wanted
    return try connection.rows(
      """
      SELECT id, title FROM hostingRequest
      WHERE \(sight.condition) AND organisation = \(request.organisation) AND useCase = \(request.useCase)
        AND id <> \(request.id) AND changes IS \(request.changes)
        AND predecessor IS \(request.succession?.predecessor)
        AND state IN \(HostingRequest.State.open)
        AND vcpu = \(wanted.vcpu) AND memoryGiB = \(wanted.memoryGiB)
        AND storageGiB = \(wanted.storageGiB) AND gpu = \(wanted.gpu)
        AND startDay = \(request.period.start) AND endDay = \(request.period.end)
      ORDER BY id LIMIT 10
      """
    ) { HostingRequest.Twin(id: try $0(0), title: try $0(1)) }
  }

  func count(where filter: SQL) throws -> Int {
    try connection.value("SELECT count(*) FROM hostingRequest WHERE \(filter)") ?? 0
  }

  /// Those in some states that a filter lets through, submitted first to last.
  func waiting(
    in states: [HostingRequest.State], where filter: SQL, limit: Limit
  ) throws -> [HostingRequest] {
    // Each state by itself, so that all come in the order of the index and reading stops at the limit.
    let waiting: [SQL] = states.map {
      "SELECT id, submittedAt AS since FROM hostingRequest WHERE state = \($0) AND \(filter)"
    }
    return try requests(
      """
      WHERE hostingRequest.id IN (
        SELECT id FROM (\(waiting.joined(separator: " UNION ALL ")) ORDER BY since LIMIT \(limit.count)))
      ORDER BY submittedAt
      """)
  }

  /// Those that still wait for a decision and were submitted before a moment, or whose period or time of waiting is over, or
  /// that are about a deployment which is being released; oldest first.
  func lapsed(submittedBefore moment: Instant, today: Day, limit: Int) throws -> [HostingRequest] {
    try requests(
      """
      WHERE hostingRequest.state IN \([HostingRequest.State.submitted, .underReview, .waitlisted])
        AND (submittedAt < \(moment) OR endDay <= \(today) OR waitsUntil < \(today)
          OR coalesce(changes, predecessor) IN (SELECT id FROM deployment WHERE desiredState = 'released'))
      ORDER BY submittedAt LIMIT \(limit)
      """)
  }

  /// What a statement's rest selects; four queries, however many requests.
  private func requests(_ rest: SQL) throws -> [HostingRequest] {
    var requests = try connection.rows(
      """
      SELECT \(Self.columns) FROM hostingRequest JOIN organisation ON organisation.id = hostingRequest.organisation
      \(rest)
      """, request)
    let ids = requests.map(\.id)
    guard !ids.isEmpty else { return [] }
    var editors: [HostingRequest.ID: Set<Person.ID>] = [:]
    try connection.forEach(
      "SELECT request, person FROM hostingRequestEditor WHERE request IN \(ids)"
    ) { row in
      editors[try row(0), default: []].insert(try row(1))
    }
    let decisions = try connection.rows(
      """
      SELECT id, request, stage, verdict, reason, person, organisation, at FROM decision
      WHERE request IN \(ids) ORDER BY rowid
      """
    ) { row in
      Decision(
        id: try row(0), request: try row(1), stage: try row(2), verdict: try row(3),
        reason: try row(4), person: try row(5), organisation: try row(6), at: try row(7))
    }
    let decisionsByRequest = Dictionary(grouping: decisions, by: \.request)
    var stages: [HostingRequest.ID: [Decision.RequiredStage]] = [:]
    try connection.forEach(
      "SELECT request, stage, dueAt FROM requestStage WHERE request IN \(ids)"
    ) { row in
      stages[try row(0), default: []].append(
        Decision.RequiredStage(stage: try row(1), dueAt: try row(2)))
    }
    for index in requests.indices {
      let required = stages[requests[index].id] ?? []
      requests[index].stages = Decision.Stage.allCases.compactMap { stage in
        required.first { $0.stage == stage }
      }
      requests[index].editors = editors[requests[index].id] ?? []
      requests[index].decisions = decisionsByRequest[requests[index].id] ?? []
    }
    return requests
  }

  private func request(_ row: Row) throws -> HostingRequest {
    guard let period = Period(start: try row(11), end: try row(12)) else {
      throw PortalError.damaged("a hosting request without days")
    }
    return HostingRequest(
      id: try row(0), organisation: try row(1), publicStatus: try row(2), changes: try row(25),
      succession: try succession(row), useCase: try row(3), solution: try row(33),
      title: try row(4), state: try row(5), stateAt: try row(6),
      wanted: try Resources(row, from: 7),
      granted: row.isNull(21) ? nil : try Resources(row, from: 21),
      period: period, dataClass: try row(13), aipdState: try row(14), maintainer: try row(15),
      justification: try row(16), riskClass: try row(29), euDatabaseEntry: try row(28),
      requester: try row(17), editors: [], createdAt: try row(18),
      submittedAt: try row(19), waits: try waiting(row), stages: [], decisions: [], version: try row(20))
  }

  private func waiting(_ row: Row) throws -> HostingRequest.Waiting? {
    guard let since: Instant = try row(26), let until: Day = try row(27) else { return nil }
    return HostingRequest.Waiting(since: since, until: until)
  }

  private func succession(_ row: Row) throws -> Succession? {
    guard let predecessor: Deployment.ID = try row(30), let site: Site.ID = try row(31) else {
      return nil
    }
    return Succession(
      predecessor: predecessor, giver: try row(32), receiver: try row(1), site: site)
  }

  /// Who waits for room, the first to come first.
  func queue(limit: Int) throws -> [HostingRequest] {
    try requests(
      "WHERE hostingRequest.state = 'waitlisted' ORDER BY waitsSince, hostingRequest.id LIMIT \(limit)")
  }

  /// How many wait before a request; `nil` unless it waits.
  func place(of request: HostingRequest) throws -> Int? {
    guard let waits = request.waits else { return nil }
    return try connection.value(
      """
      SELECT count(*) FROM hostingRequest
      WHERE state = 'waitlisted' AND (waitsSince, id) < (\(waits.since), \(request.id))
      """)
  }

  /// Adds to each request the names of its body and its use case, in one query.
  func lines(_ requests: [HostingRequest]) throws -> [HostingRequestLine] {
    var names: [String: String] = [:]
    try connection.forEach(
      """
      SELECT id, name FROM organisation WHERE id IN \(requests.map(\.organisation))
      UNION ALL SELECT id, title FROM \(Self.titledUseCase) WHERE id IN \(requests.map(\.useCase))
      """
    ) { names[try $0(0)] = try $0(1) }
    return requests.map {
      HostingRequestLine(
        request: $0, organisation: names[$0.organisation.text] ?? "",
        useCase: names[$0.useCase.text] ?? "")
    }
  }

  /// Use cases with the title that others know them by: of the published revision, else of the current one.
  static let titledUseCase: SQL = """
    useCase JOIN revision
      ON revision.useCase = useCase.id AND revision.number = coalesce(publishedRevision, currentRevision)
    """

  /// Holds for a request that needs a stage which nobody has answered.
  static func isOpen(_ stage: Decision.Stage) -> SQL {
    """
    EXISTS (SELECT 1 FROM requestStage WHERE request = hostingRequest.id AND stage = \(stage))
    AND NOT EXISTS (SELECT 1 FROM decision WHERE request = hostingRequest.id AND stage = \(stage))
    """
  }

  /// Holds for a request with a stage that should have been answered.
  static func isOverdue(at now: Instant) -> SQL {
    """
    EXISTS (SELECT 1 FROM requestStage WHERE request = hostingRequest.id AND dueAt < \(now)
      AND stage NOT IN (SELECT stage FROM decision WHERE request = hostingRequest.id))
    """
  }

  func useCase(of request: HostingRequest) throws -> (slug: String, title: String) {
    let found = try connection.first(
      "SELECT slug, title FROM \(Self.titledUseCase) WHERE id = \(request.useCase)"
    ) { (try $0(0) as String, try $0(1) as String) }
    guard let found else {
      throw PortalError.damaged("hosting request \(request.id) has no use case")
    }
    return found
  }

  func riskClass(of useCase: UseCase.ID) throws -> RiskClass {
    try connection.value("SELECT riskClass FROM \(Self.titledUseCase) WHERE id = \(useCase)")
      ?? .nonEvalue
  }

  func names(of people: Set<Person.ID>) throws -> [Person.ID: String] {
    var names: [Person.ID: String] = [:]
    try connection.forEach("SELECT id, name FROM person WHERE id IN \(Array(people))") {
      names[try $0(0)] = try $0(1)
    }
    return names
  }

  func insert(
    _ request: HostingRequest, of organisation: Organisation,
    _ permit: borrowing Permit<Organisation>
  ) throws {
    try permit.check(organisation)
    let wanted = request.wanted
    try connection.run(
      """
      INSERT INTO hostingRequest (id, organisation, useCase, title, state, stateAt, vcpu, memoryGiB, storageGiB, gpu,
                                  startDay, endDay, dataClass, aipdState, maintainer, justification, requester,
                                  createdAt, submittedAt, version, changes, euDatabaseEntry,
                                  predecessor, destination, solution)
      VALUES (\(request.id), \(organisation.id), \(request.useCase), \(request.title), \(request.state),
              \(request.stateAt), \(wanted.vcpu), \(wanted.memoryGiB), \(wanted.storageGiB), \(wanted.gpu),
              \(request.period.start), \(request.period.end), \(request.dataClass), \(request.aipdState),
              \(request.maintainer), \(request.justification), \(request.requester), \(request.createdAt),
              \(request.submittedAt), \(request.version), \(request.changes),
              \(request.euDatabaseEntry), \(request.succession?.predecessor), \(request.succession?.site),
              \(request.solution))
      """)
    try insertEditors(of: request)
  }

  /// Saves everything about a request that can change, and raises its version.
  func save(_ request: inout HostingRequest, _ permit: borrowing Permit<HostingRequest>) throws {
    try permit.check(request)
    let wanted = request.wanted
    let changed = try connection.run(
      """
      UPDATE hostingRequest SET useCase = \(request.useCase), solution = \(request.solution), title = \(request.title), state = \(request.state),
        stateAt = \(request.stateAt), vcpu = \(wanted.vcpu), memoryGiB = \(wanted.memoryGiB),
        storageGiB = \(wanted.storageGiB), gpu = \(wanted.gpu), startDay = \(request.period.start),
        endDay = \(request.period.end), dataClass = \(request.dataClass), aipdState = \(request.aipdState),
        maintainer = \(request.maintainer), justification = \(request.justification), euDatabaseEntry = \(request.euDatabaseEntry),
        submittedAt = \(request.submittedAt), grantedVcpu = \(request.granted?.vcpu),
        grantedMemoryGiB = \(request.granted?.memoryGiB),
        grantedStorageGiB = \(request.granted?.storageGiB), grantedGpu = \(request.granted?.gpu),
        waitsSince = \(request.waits?.since), waitsUntil = \(request.waits?.until),
        version = version + 1
      WHERE id = \(request.id) AND version = \(request.version)
      """)
    guard changed == 1 else {
      throw PortalError.damaged("hosting request \(request.id) changed within a transaction")
    }
    request.version += 1
    try insertEditors(of: request)
  }

  /// What a request that is being submitted has to pass.
  func require(
    _ stages: [Decision.RequiredStage], of request: HostingRequest,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    for required in stages {
      try connection.run(
        """
        INSERT INTO requestStage (request, stage, dueAt)
        VALUES (\(request.id), \(required.stage), \(required.dueAt))
        """)
    }
  }

  func insert(
    _ decision: Decision, on request: HostingRequest, _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    try connection.run(
      """
      INSERT INTO decision (id, request, stage, verdict, reason, person, organisation, at)
      VALUES (\(decision.id), \(request.id), \(decision.stage), \(decision.verdict), \(decision.reason),
              \(decision.person), \(decision.organisation), \(decision.at))
      """)
  }

  private func insertEditors(of request: HostingRequest) throws {
    for person in request.editors {
      try connection.run(
        "INSERT OR IGNORE INTO hostingRequestEditor (request, person) VALUES (\(request.id), \(person))"
      )
    }
  }
}

extension Transaction {
  var hostingRequests: HostingRequestStore { HostingRequestStore(connection: connection) }

  /// A request that the actor may see; `notFound` otherwise.
  func visibleHostingRequest(_ id: HostingRequest.ID) throws -> HostingRequest {
    guard let request = try hostingRequests.find(id) else { throw PortalError.notFound }
    try gate.requireSight(.viewHostingRequest, of: request)
    return request
  }
}
