/// What a body keeps of a deployment that is gone: what was deleted, by which order, and since when the site reports it
/// absent. The portal did not see the deletion: it says what the site's agent reported.
public struct ReleaseCertificate: Hashable, Sendable {
  public let deployment: Deployment.ID
  /// The amounts that were granted last, and are free again.
  public let amounts: Resources
  public let orderedAt: Instant
  /// The revision of the order to release, and the SHA-256 of its document in base 16.
  public let revision: Int
  public let digest: String
  /// When the site reported the workload and its data absent.
  public let absentAt: Instant
}

extension DeploymentRecord {
  /// `nil` unless the deployment is released.
  public var release: ReleaseCertificate? {
    let revision = deployment.desired.revision
    guard deployment.isReleased, let order = handOvers.first(where: { $0.revision == revision }),
      let absence = observations.first(where: { $0.phase == .absent && $0.revision == revision })
    else { return nil }
    return ReleaseCertificate(
      deployment: deployment.id, amounts: deployment.granted, orderedAt: order.at,
      revision: revision, digest: order.digestText, absentAt: absence.at)
  }
}
