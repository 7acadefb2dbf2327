import SQLite

extension HostingRequest {
  /// The requests whose next step is the member's: candidates by one condition, then whatever the gate allows.
  static func workItems(for member: Member, in reading: Reading) throws -> [WorkItem] {
    guard let (action, states, condition) = nextStep(of: member) else { return [] }
    let store = reading.hostingRequests
    let candidates = try store.waiting(
      in: states, where: condition, limit: Limit(clamping: 100)
    ).filter { try reading.gate.allows(action, on: $0, context: .hopeful(for: action)) }
    return try store.lines(candidates).map { line in
      WorkItem(
        title: Text(
          "\(action.label.french) : \(line.request.title)",
          "\(action.label.english): \(line.request.title)"),
        resourceType: .hostingRequest, resource: line.request.id.text,
        since: line.request.submittedAt ?? line.request.stateAt,
        organisationName: line.organisation)
    }
  }

  private static func nextStep(of member: Member) -> (Action, [State], SQL)? {
    let undecided: [State] = [.submitted, .underReview]
    func without(_ stage: Decision.Stage) -> SQL {
      "NOT EXISTS (SELECT 1 FROM decision WHERE request = hostingRequest.id AND stage = \(stage))"
    }
    let own: SQL = "organisation = \(member.organisation)"
    return switch (member.kind, member.role) {
    case (.operator, .hostingOfficer): (.decideTechnical, undecided, without(.technical))
    case (.operator, .approver): (.decideApproval, undecided, without(.approval))
    case (.publicBody, .dpo):
      (.decideDataProtection, undecided, "\(own) AND \(without(.dataProtection))")
    case (.publicBody, .lead): (.submitHostingRequest, [.draft], own)
    default: nil
    }
  }
}

extension Deployment {
  /// The deployments that have failed at their site: for the body's lead and the operator's hosting officer.
  static func workItems(for member: Member, in reading: Reading) throws -> [WorkItem] {
    let scope: SQL
    switch (member.kind, member.role) {
    case (.publicBody, .lead): scope = "organisation = \(member.organisation)"
    case (.operator, .hostingOfficer): scope = "TRUE"
    default: return []
    }
    let store = reading.deployments
    let failed = try store.page(
      where: "\(scope) AND observedPhase = 'failed'", after: nil, limit: Limit(clamping: 100))
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
