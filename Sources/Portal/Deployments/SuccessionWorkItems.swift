import SQLite

extension DeploymentOffer {
  /// The offers that wait for an answer: for whoever can decline them.
  static func workItems(in reading: Reading) throws -> [WorkItem] {
    let sight = try reading.gate.sight(.declineOffer, of: DeploymentOffer.self)
    return try reading.deploymentOffers.unanswered(in: sight).map { offer in
      let title = try reading.deployments.find(offer.deployment)?.title ?? ""
      return WorkItem(
        title: Text(
          "Répondre à l’offre de reprise : \(title)", "Answer the offer to take over: \(title)"),
        resourceType: .deploymentOffer, resource: offer.id.text, since: offer.offeredAt,
        dueAt: offer.until.adding(days: 1).start,
        organisationName: try reading.organisations.find(offer.giver)?.name ?? "")
    }
  }
}

extension Deployment {
  /// The data that have to be taken over while a deployment and its successor both run: for both bodies and their
  /// maintainers.
  static func takingOver(for member: Member, in reading: Reading) throws -> [WorkItem] {
    guard member.role == .lead || member.role == .contributor else { return [] }
    let sight = try reading.gate.sight(.viewDeployment, of: Deployment.self)
    let own = member.organisation
    let pairs = try reading.deployments.beingTakenOver(
      where: "\(sight.condition) AND (organisation = \(own) OR maintainer = \(own))")
    let names = try reading.deployments.organisationNames(of: pairs.map(\.deployment))
    // Who sees both is told once, on the one that stays.
    let told = Set(pairs.compactMap(\.deployment.predecessor))
    return pairs.filter { !told.contains($0.deployment.id) }.map { deployment, since, end in
      WorkItem(
        title: Text(
          "Données à reprendre avant le \(end) : \(deployment.title)",
          "Data to be taken over before \(end): \(deployment.title)"),
        resourceType: .deployment, resource: deployment.id.text, since: since, dueAt: end.start,
        organisationName: names[deployment.organisation] ?? "")
    }
  }
}

extension DeploymentStore {
  /// Deployments that a filter lets through, each of a pair of predecessor and successor that both live: with the moment at
  /// which the successor was ordered, and the end of the predecessor. At most a hundred.
  fileprivate func beingTakenOver(
    where filter: SQL
  ) throws -> [(deployment: Deployment, since: Instant, end: Day)] {
    try connection.rows(
      """
      SELECT \(Self.columns), since, lastDay
      FROM deployment JOIN (
        SELECT predecessor.id AS replaced, successor.createdAt AS since, predecessor.endDay AS lastDay
        FROM deployment AS predecessor JOIN deployment AS successor ON successor.predecessor = predecessor.id
        WHERE predecessor.desiredState <> 'released' AND successor.desiredState <> 'released'
      ) ON replaced IN (deployment.id, deployment.predecessor)
      WHERE \(filter) ORDER BY deployment.id LIMIT 100
      """
    ) { row in (deployment: try deployment(row), since: try row(24), end: try row(25)) }
  }
}
