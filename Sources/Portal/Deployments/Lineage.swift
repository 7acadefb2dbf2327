/// What came before a deployment and what comes after it, as far as the reader may see that.
public struct Lineage: Sendable {
  /// What it replaces.
  public let predecessor: Deployment?
  /// What replaces it.
  public let successor: Deployment?
  /// Whether something replaces it, in sight or not.
  public let isReplaced: Bool
  /// The newest offer of it to another body, and that body's name.
  public let offer: (offer: DeploymentOffer, receiver: String)?
}

extension Reading {
  func lineage(of deployment: Deployment) throws -> Lineage {
    let successor = try deployments.successor(of: deployment.id)
    let offer = try deploymentOffers.newest(
      for: deployment.id, in: gate.sight(.viewOffer, of: DeploymentOffer.self))
    return Lineage(
      predecessor: try visible(deployment.predecessor.flatMap(deployments.find)),
      successor: try visible(successor), isReplaced: successor != nil,
      offer: try offer.map { ($0, try organisations.find($0.receiver)?.name ?? "") })
  }

  private func visible(_ deployment: Deployment?) throws -> Deployment? {
    guard let deployment, try gate.allows(.viewDeployment, on: deployment) else { return nil }
    return deployment
  }
}

/// What a request would replace, with the names that a reader needs.
public struct SuccessionRecord: Sendable {
  public let succession: Succession
  /// What the predecessor is called, whose it is and where it runs.
  public let title: String
  public let giver: Organisation
  public let origin: Site
  public let destination: Site
  /// For how many days from the approval both would run, at most.
  public let overlapDays: Int
  /// Whether the reader may see the predecessor itself.
  public let isPredecessorVisible: Bool
}

extension Reading {
  func record(of succession: Succession, overlapDays: Int) throws -> SuccessionRecord {
    guard let predecessor = try deployments.find(succession.predecessor),
      let giver = try organisations.find(succession.giver),
      let origin = try sites.find(predecessor.site),
      let destination = try sites.find(succession.site)
    else { throw PortalError.damaged("a succession of nothing") }
    return SuccessionRecord(
      succession: succession, title: predecessor.title, giver: giver, origin: origin,
      destination: destination, overlapDays: overlapDays,
      isPredecessorVisible: try gate.allows(.viewDeployment, on: predecessor))
  }
}
