import SQLite

/// All SQL of deployments, their orders and what was observed.
struct DeploymentStore {
  let connection: Connection

  static let columns: SQL = """
    id, request, organisation, site, maintainer, title, vcpu, memoryGiB, storageGiB, gpu, startDay, endDay,
    desiredState, desiredRevision, desiredAt, observedPhase, observedRevision, observedAt, observedReason, endpoint,
    createdAt, version, predecessor, solution
    """

  func find(_ id: Deployment.ID) throws -> Deployment? {
    try connection.first("SELECT \(Self.columns) FROM deployment WHERE id = \(id)", deployment)
  }

  func find(of request: HostingRequest.ID) throws -> Deployment? {
    try connection.first(
      "SELECT \(Self.columns) FROM deployment WHERE request = \(request)", deployment)
  }

  func successor(of predecessor: Deployment.ID) throws -> Deployment? {
    try connection.first(
      "SELECT \(Self.columns) FROM deployment WHERE predecessor = \(predecessor)", deployment)
  }

  /// One page of those that a filter lets through, newest first, and one row more if there is one.
  func page(
    where filter: SQL, after cursor: Deployment.ID?, limit: Limit
  ) throws -> [Deployment] {
    let seek: SQL = if let cursor { "AND id < \(cursor)" } else { "" }
    return try connection.rows(
      """
      SELECT \(Self.columns) FROM deployment WHERE \(filter) \(seek)
      ORDER BY id DESC LIMIT \(limit.count + 1)
      """, deployment)
  }

  /// Those whose period was over by a day and whose release nobody has ordered.
  func over(before day: Day, limit: Int) throws -> [Deployment] {
    try connection.rows(
      """
      SELECT \(Self.columns) FROM deployment
      WHERE endDay <= \(day) AND desiredState <> 'released' ORDER BY endDay, id LIMIT \(limit)
      """, deployment)
  }

  func count(where filter: SQL) throws -> Int {
    try connection.value("SELECT count(*) FROM deployment WHERE \(filter)") ?? 0
  }

  func organisationNames(of deployments: [Deployment]) throws -> [Organisation.ID: String] {
    var names: [Organisation.ID: String] = [:]
    try connection.forEach(
      "SELECT id, name FROM organisation WHERE id IN \(deployments.map(\.organisation))"
    ) { names[try $0(0)] = try $0(1) }
    return names
  }

  func deployment(_ row: Row) throws -> Deployment {
    guard let period = Period(start: try row(10), end: try row(11)) else {
      throw PortalError.damaged("a deployment without days")
    }
    return Deployment(
      id: try row(0), request: try row(1), predecessor: try row(22), organisation: try row(2),
      site: try row(3), maintainer: try row(4), title: try row(5), solution: try row(23),
      granted: try Resources(row, from: 6), period: period,
      desired: Deployment.Desired(state: try row(12), revision: try row(13), at: try row(14)),
      observed: Deployment.Observed(
        phase: try row(15), revision: try row(16), at: try row(17), reason: try row(18),
        endpoint: try row(19)),
      createdAt: try row(20), version: try row(21))
  }

  // ── What is ordered ──

  /// The first order, with the request whose approval it is.
  func insert(
    _ deployment: Deployment, _ handOver: HandOver, for request: HostingRequest,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    let granted = deployment.granted
    try connection.run(
      """
      INSERT INTO deployment (id, request, organisation, site, maintainer, title, vcpu, memoryGiB, storageGiB, gpu,
                              startDay, endDay, desiredState, desiredRevision, desiredAt, observedPhase,
                              observedRevision, observedAt, observedReason, endpoint, createdAt, version,
                              predecessor, solution)
      VALUES (\(deployment.id), \(deployment.request), \(deployment.organisation), \(deployment.site),
              \(deployment.maintainer), \(deployment.title), \(granted.vcpu), \(granted.memoryGiB),
              \(granted.storageGiB), \(granted.gpu), \(deployment.period.start), \(deployment.period.end),
              \(deployment.desired.state), \(deployment.desired.revision), \(deployment.desired.at),
              \(deployment.observed.phase), \(deployment.observed.revision), \(deployment.observed.at),
              \(deployment.observed.reason), \(deployment.observed.endpoint), \(deployment.createdAt),
              \(deployment.version), \(deployment.predecessor), \(deployment.solution))
      """)
    try insert(handOver)
  }

  /// A new order: the desired state and its document.
  func order(
    _ deployment: inout Deployment, _ handOver: HandOver, _ permit: borrowing Permit<Deployment>
  ) throws {
    try permit.check(deployment)
    try order(&deployment, handOver)
  }

  /// A new order by the approval of a request to change or replace what runs.
  func order(
    _ deployment: inout Deployment, _ handOver: HandOver, for request: HostingRequest,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    guard [request.changes, request.succession?.predecessor].contains(deployment.id) else {
      throw PortalError.damaged("request \(request.id) is not about deployment \(deployment.id)")
    }
    try order(&deployment, handOver)
  }

  private func order(_ deployment: inout Deployment, _ handOver: HandOver) throws {
    let (desired, granted) = (deployment.desired, deployment.granted)
    let changed = try connection.run(
      """
      UPDATE deployment SET vcpu = \(granted.vcpu), memoryGiB = \(granted.memoryGiB),
        storageGiB = \(granted.storageGiB), gpu = \(granted.gpu), endDay = \(deployment.period.end),
        solution = \(deployment.solution),
        desiredState = \(desired.state), desiredRevision = \(desired.revision),
        desiredAt = \(desired.at), version = version + 1
      WHERE id = \(deployment.id) AND version = \(deployment.version)
      """)
    guard changed == 1 else {
      throw PortalError.damaged("deployment \(deployment.id) changed within a transaction")
    }
    deployment.version += 1
    try insert(handOver)
  }

  private func insert(_ handOver: HandOver) throws {
    try connection.run(
      """
      INSERT INTO handOver (deployment, revision, document, digest, signature, signingKey, at)
      VALUES (\(handOver.deployment), \(handOver.revision), \(handOver.document), \(handOver.digest),
              \(handOver.signature?.bytes), \(handOver.signature?.key), \(handOver.at))
      """)
  }

  // ── Observations ──

  /// Something new was seen. The version stays: nobody's form is about what the site reports.
  func observe(_ deployment: Deployment, _ permit: borrowing Permit<Deployment>) throws {
    try permit.check(deployment)
    let observed = deployment.observed
    try connection.run(
      """
      UPDATE deployment SET observedPhase = \(observed.phase), observedRevision = \(observed.revision),
        observedAt = \(observed.at), observedReason = \(observed.reason), endpoint = \(observed.endpoint)
      WHERE id = \(deployment.id)
      """)
    try connection.run(
      """
      INSERT INTO observation (deployment, revision, phase, reason, at)
      VALUES (\(deployment.id), \(observed.revision), \(observed.phase), \(observed.reason), \(permit.at))
      """)
  }

  /// The same was seen again. Takes no permit and leaves no audit entry: nothing changed but the time, every few seconds.
  func confirm(_ deployment: Deployment.ID, at instant: Instant) throws {
    try connection.run("UPDATE deployment SET observedAt = \(instant) WHERE id = \(deployment)")
  }

  /// What was reported, newest first.
  func observations(of deployment: Deployment.ID, limit: Int) throws -> [Observation] {
    try connection.rows(
      """
      SELECT revision, phase, reason, at FROM observation WHERE deployment = \(deployment)
      ORDER BY id DESC LIMIT \(limit)
      """
    ) { row in
      Observation(revision: try row(0), phase: try row(1), reason: try row(2), at: try row(3))
    }
  }
}

/// One line of a deployment's history as its site told it.
public struct Observation: Hashable, Sendable {
  public let revision: Int
  public let phase: Deployment.Phase
  public let reason: String
  public let at: Instant
}

extension Transaction {
  var deployments: DeploymentStore { DeploymentStore(connection: connection) }

  /// A deployment that the actor may see; `notFound` otherwise.
  func visibleDeployment(_ id: Deployment.ID) throws -> Deployment {
    guard let deployment = try deployments.find(id) else { throw PortalError.notFound }
    try gate.requireSight(.viewDeployment, of: deployment)
    return deployment
  }
}
