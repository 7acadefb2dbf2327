import SQLite

/// All SQL of offers to hand a deployment over.
struct DeploymentOfferStore {
  let connection: Connection

  private static let selection: SQL = """
    SELECT deploymentOffer.id, deploymentOffer.deployment, deployment.organisation, receiver, untilDay, offeredBy,
      offeredAt, outcome, reason
    FROM deploymentOffer JOIN deployment ON deployment.id = deploymentOffer.deployment
    """

  private func offer(_ row: Row) throws -> DeploymentOffer {
    DeploymentOffer(
      id: try row(0), deployment: try row(1), giver: try row(2), receiver: try row(3),
      until: try row(4), offeredBy: try row(5), offeredAt: try row(6), outcome: try row(7),
      reason: try row(8))
  }

  func find(_ id: DeploymentOffer.ID) throws -> DeploymentOffer? {
    try connection.first("\(Self.selection) WHERE deploymentOffer.id = \(id)", offer)
  }

  /// The offer of a deployment that nobody has answered, withdrawn or let lapse.
  func standing(for deployment: Deployment.ID) throws -> DeploymentOffer? {
    try connection.first(
      "\(Self.selection) WHERE deploymentOffer.deployment = \(deployment) AND outcome IS NULL",
      offer)
  }

  /// The newest offer of a deployment among those in sight.
  func newest(for deployment: Deployment.ID, in sight: Sight) throws -> DeploymentOffer? {
    try connection.first(
      """
      \(Self.selection) WHERE deploymentOffer.deployment = \(deployment) AND \(sight.condition)
      ORDER BY offeredAt DESC, deploymentOffer.id DESC LIMIT 1
      """, offer)
  }

  /// Those in sight that stand and that their receiver has not asked to take up; at most a hundred, oldest first.
  func unanswered(in sight: Sight) throws -> [DeploymentOffer] {
    try connection.rows(
      """
      \(Self.selection) WHERE outcome IS NULL AND \(sight.condition) AND NOT \(Self.isBeingTakenUp)
      ORDER BY offeredAt, deploymentOffer.id LIMIT 100
      """, offer)
  }

  /// Those that nobody took up by their last day, and those of what is being released.
  func lapsed(before today: Day, limit: Int) throws -> [DeploymentOffer] {
    try connection.rows(
      """
      \(Self.selection) WHERE outcome IS NULL
        AND (desiredState = 'released' OR untilDay < \(today) AND NOT \(Self.isBeingTakenUp))
      ORDER BY offeredAt LIMIT \(limit)
      """, offer)
  }

  private static let isBeingTakenUp: SQL = """
    EXISTS (SELECT 1 FROM hostingRequest
            WHERE hostingRequest.predecessor = deploymentOffer.deployment
              AND hostingRequest.organisation = receiver AND state IN ('submitted', 'underReview'))
    """

  func insert(
    _ offer: DeploymentOffer, of deployment: Deployment, _ permit: borrowing Permit<Deployment>
  ) throws {
    try permit.check(deployment)
    try connection.run(
      """
      INSERT INTO deploymentOffer (id, deployment, receiver, untilDay, offeredBy, offeredAt)
      VALUES (\(offer.id), \(deployment.id), \(offer.receiver), \(offer.until), \(offer.offeredBy),
              \(offer.offeredAt))
      """)
  }

  func close(_ offer: DeploymentOffer, _ permit: borrowing Permit<DeploymentOffer>) throws {
    try permit.check(offer)
    try connection.run(
      """
      UPDATE deploymentOffer SET outcome = \(offer.outcome), reason = \(offer.reason), closedAt = \(permit.at)
      WHERE id = \(offer.id)
      """)
  }

  /// What a request that is being approved replaces is offered no more: it was accepted, or another site was preferred.
  func close(for request: HostingRequest, _ permit: borrowing Permit<HostingRequest>) throws {
    try permit.check(request)
    guard let succession = request.succession else { return }
    let outcome: DeploymentOffer.Outcome = succession.kind == .takeOver ? .accepted : .lapsed
    try connection.run(
      """
      UPDATE deploymentOffer SET outcome = \(outcome), closedAt = \(permit.at)
      WHERE deployment = \(succession.predecessor) AND outcome IS NULL
      """)
  }
}

extension Transaction {
  var deploymentOffers: DeploymentOfferStore { DeploymentOfferStore(connection: connection) }

  /// An offer that the actor may see; `notFound` otherwise.
  func visibleOffer(_ id: DeploymentOffer.ID) throws -> DeploymentOffer {
    guard let offer = try deploymentOffers.find(id) else { throw PortalError.notFound }
    try gate.requireSight(.viewOffer, of: offer)
    return offer
  }
}
