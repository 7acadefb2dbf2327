import SQLite

extension HostingRequest {
  /// The requests whose next step is the member's: those on which the rules and the state allow it. Administrators are told
  /// of those whose step is overdue, whosever it is.
  static func workItems(for member: Member, in reading: Reading) throws -> [WorkItem] {
    switch member.role {
    case .hostingOfficer: try decisions([.technical], in: reading)
    case .approver: try decisions([.approval, .secondApproval], in: reading)
    case .dpo: try decisions([.dataProtection], in: reading)
    case .lead: try drafts(in: reading)
    case .administrator: try overdue(in: reading)
    case .contributor, .curator, .auditor: []
    }
  }

  private static let undecided: [State] = [.submitted, .underReview]

  private static func decisions(
    _ stages: [Decision.Stage], in reading: Reading
  ) throws -> [WorkItem] {
    try stages.flatMap { stage in
      let sight = try reading.gate.sight(stage.decision, of: HostingRequest.self)
      let waiting = try reading.hostingRequests.waiting(
        in: undecided,
        where: "\(sight.condition) AND \(HostingRequestStore.isOpen(stage))",
        limit: Limit(clamping: 100)
      ).filter { $0.obstacle(to: stage.decision) == nil }
      return try items(waiting, in: reading) { request in
        (stage.decision.label, request.stages.first { $0.stage == stage }?.dueAt)
      }
    }
  }

  private static func drafts(in reading: Reading) throws -> [WorkItem] {
    let sight = try reading.gate.sight(.submitHostingRequest, of: HostingRequest.self)
    let waiting = try reading.hostingRequests.waiting(
      in: [.draft], where: sight.condition, limit: Limit(clamping: 100))
    return try items(waiting, in: reading) { _ in (Action.submitHostingRequest.label, nil) }
  }

  private static func overdue(in reading: Reading) throws -> [WorkItem] {
    let sight = try reading.gate.sight(.viewHostingRequest, of: HostingRequest.self)
    let waiting = try reading.hostingRequests.waiting(
      in: undecided,
      where: "\(sight.condition) AND \(HostingRequestStore.isOverdue(at: reading.now))",
      limit: Limit(clamping: 100)
    ).filter { $0.dueStages.contains { $0.dueAt < reading.now } }
    return try items(waiting, in: reading) { request in
      let late = request.dueStages[0]
      return (
        Text("En retard, \(late.stage.label.french)", "Overdue, \(late.stage.label.english)"),
        late.dueAt
      )
    }
  }

  private static func items(
    _ requests: [HostingRequest], in reading: Reading,
    saying what: (HostingRequest) -> (deed: Text, dueAt: Instant?)
  ) throws -> [WorkItem] {
    try reading.hostingRequests.lines(requests).map { line in
      let (deed, dueAt) = what(line.request)
      return WorkItem(
        title: Text(
          "\(deed.french) : \(line.request.title)", "\(deed.english): \(line.request.title)"),
        resourceType: .hostingRequest, resource: line.request.id.text,
        since: line.request.submittedAt ?? line.request.stateAt, dueAt: dueAt,
        organisationName: line.organisation)
    }
  }
}

extension Deployment {
  /// How many days before the end a body is told of it, each time anew.
  private static let warnings = [1, 7, 30]

  /// The deployments that end before long or are over: for whoever can have them extended.
  static func endings(in reading: Reading, graceDays: Int) throws -> [WorkItem] {
    let sight = try reading.gate.sight(.shrinkDeployment, of: Deployment.self)
    let store = reading.deployments
    let today = reading.now.day
    let ending = try store.page(
      where: """
        \(sight.condition) AND desiredState <> 'released' AND endDay <= \(today.adding(days: 30))
        """, after: nil, limit: Limit(clamping: 100))
    let names = try store.organisationNames(of: ending)
    return ending.compactMap { deployment in
      let left = Period(start: today, end: deployment.period.end)?.days ?? 0
      guard let warning = warnings.first(where: { left <= $0 }) else { return nil }
      let release = deployment.period.end.adding(days: graceDays)
      let end = deployment.period.end
      return WorkItem(
        title: left == 0
          ? Text(
            "Terminé, données supprimées le \(release) : \(deployment.title)",
            "Over, data deleted on \(release): \(deployment.title)")
          : Text(
            "Se termine dans \(left) jour\(left > 1 ? "s" : "") : \(deployment.title)",
            "Ends in \(left) day\(left > 1 ? "s" : ""): \(deployment.title)"),
        resourceType: .deployment, resource: deployment.id.text,
        since: left == 0 ? end.start : end.adding(days: -warning).start,
        dueAt: left == 0 ? release.start : end.start,
        organisationName: names[deployment.organisation] ?? "")
    }
  }

  /// The deployments that have failed at their site: for whoever can stop them.
  static func workItems(in reading: Reading) throws -> [WorkItem] {
    let sight = try reading.gate.sight(.suspendDeployment, of: Deployment.self)
    let store = reading.deployments
    let failed = try store.page(
      where: "\(sight.condition) AND observedPhase = 'failed'", after: nil,
      limit: Limit(clamping: 100))
    let names = try store.organisationNames(of: failed)
    return failed.map { deployment in
      WorkItem(
        title: Text(
          "Déploiement en échec : \(deployment.title)", "Failed deployment: \(deployment.title)"),
        resourceType: .deployment, resource: deployment.id.text,
        since: deployment.observed.at ?? deployment.createdAt,
        organisationName: names[deployment.organisation] ?? "")
    }
  }
}
