/// Everything that waits for a member, over all features.
enum WorkList {
  typealias Source = @Sendable (Member, Reading, Settings) throws -> [WorkItem]

  /// Each feature's list: at most `Limit.maximum` items, one query.
  static let sources: [Source] = [
    // Each feature adds one line.
    { member, reading, _ in try UseCase.workItems(for: member, in: reading) },
    { member, reading, _ in try HostingRequest.workItems(for: member, in: reading) },
    { member, reading, _ in try QuotaRequest.workItems(for: member, in: reading) },
    { _, reading, _ in try Deployment.workItems(in: reading) },
    { _, reading, _ in try Site.workItems(in: reading) },
    { _, reading, settings in
      try Deployment.endings(in: reading, graceDays: settings.graceDays)
    },
    { _, reading, _ in try DeploymentOffer.workItems(in: reading) },
    { member, reading, _ in try Deployment.takingOver(for: member, in: reading) },
  ]
}

extension Portal {
  /// What waits for the member, longest first. Empty for whoever has no active membership.
  public func workItems(as actor: Actor) throws -> [WorkItem] {
    guard let member = actor.member else { return [] }
    return try read(as: actor) { reading in
      try WorkList.sources.flatMap { try $0(member, reading, settings) }.sorted { $0.since < $1.since }
    }
  }
}
