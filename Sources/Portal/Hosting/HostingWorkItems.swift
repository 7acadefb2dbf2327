import SQLite

extension HostingRequest {
  /// The requests whose next step is the member's: those on which the rules and the state allow it.
  static func workItems(for member: Member, in reading: Reading) throws -> [WorkItem] {
    guard let step = nextStep(of: member) else { return [] }
    let store = reading.hostingRequests
    let sight = try reading.gate.sight(step.action, of: HostingRequest.self)
    let waiting = try store.waiting(
      in: step.states, where: "\(sight.condition) AND \(step.isNotTaken)",
      limit: Limit(clamping: 100)
    ).filter { $0.obstacle(to: step.action) == nil }
    return try store.lines(waiting).map { line in
      WorkItem(
        title: Text(
          "\(step.action.label.french) : \(line.request.title)",
          "\(step.action.label.english): \(line.request.title)"),
        resourceType: .hostingRequest, resource: line.request.id.text,
        since: line.request.submittedAt ?? line.request.stateAt,
        organisationName: line.organisation)
    }
  }

  /// What a role is there to do, on requests in which states, and that it has not been done yet.
  private static func nextStep(
    of member: Member
  ) -> (action: Action, states: [State], isNotTaken: SQL)? {
    let undecided: [State] = [.submitted, .underReview]
    func without(_ stage: Decision.Stage) -> SQL {
      "NOT EXISTS (SELECT 1 FROM decision WHERE request = hostingRequest.id AND stage = \(stage))"
    }
    return switch member.role {
    case .hostingOfficer: (.decideTechnical, undecided, without(.technical))
    case .approver: (.decideApproval, undecided, without(.approval))
    case .dpo: (.decideDataProtection, undecided, without(.dataProtection))
    case .lead: (.submitHostingRequest, [.draft], "TRUE")
    case .contributor, .curator, .administrator, .auditor: nil
    }
  }
}

extension Deployment {
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
