import JSON

extension Portal {
  /// Takes the technical decision. An unfavourable one rejects the request and gives its resources back.
  public func decideTechnical(
    _ id: HostingRequest.ID, _ verdict: Decision.Verdict, reason: String, version: Int,
    as actor: Actor
  ) async throws -> HostingRequest {
    try await decide(.decideTechnical, .technical, id, verdict, reason, version, actor) {
      work, request, _, permit in
      try request.apply(verdict == .favourable ? .review : .reject, at: work.now)
      try work.hostingRequests.save(&request, permit)
      if verdict == .unfavourable { try work.reservations.release(for: request, permit) }
    }
  }

  /// Gives the data-protection officer's opinion: it has to be heard, and does not bind the approver (GDPR art. 39).
  public func decideDataProtection(
    _ id: HostingRequest.ID, _ verdict: Decision.Verdict, reason: String, version: Int,
    as actor: Actor
  ) async throws -> HostingRequest {
    try await decide(.decideDataProtection, .dataProtection, id, verdict, reason, version, actor) {
      work, request, _, permit in
      try request.apply(.review, at: work.now)
      try work.hostingRequests.save(&request, permit)
    }
  }

  /// Approves or rejects. An approval checks everything anew and hands over, in the same transaction.
  public func decideApproval(
    _ id: HostingRequest.ID, _ verdict: Decision.Verdict, reason: String, version: Int,
    as actor: Actor
  ) async throws -> HostingRequest {
    let defaults = settings.defaultQuota
    return try await decide(
      .decideApproval, .approval, id, verdict, reason, version, actor,
      context: { work, request in
        .approval(
          granting: verdict == .favourable,
          exceeding: try work.ledgerAnswer(to: request, defaults: defaults).shortage)
      }
    ) { work, request, decision, permit in
      if verdict == .favourable {
        try work.approve(&request, by: decision, defaults: defaults, permit)
      } else {
        try request.apply(.reject, at: work.now)
        try work.hostingRequests.save(&request, permit)
        try work.reservations.release(for: request, permit)
      }
    }
  }

  /// What the three decisions have in common: the rules, the version, the reason, and the decision's own row.
  private func decide(
    _ action: Action, _ stage: Decision.Stage, _ id: HostingRequest.ID,
    _ verdict: Decision.Verdict, _ reason: String, _ version: Int, _ actor: Actor,
    context: @escaping @Sendable (Work, HostingRequest) throws -> Context = { _, _ in .none },
    settle:
      @escaping @Sendable (
        Work, inout HostingRequest, Decision, borrowing Permit<HostingRequest>
      ) throws -> Void
  ) async throws -> HostingRequest {
    try await work(as: actor) { work in
      var request = try work.visibleHostingRequest(id)
      var complaints = Complaints()
      let reason = complaints.read(
        reason, as: Prose(field: "reason", label: Text("Motif", "Reason"), maximum: 2500))
      let permit = try work.permit(
        action, on: request, context: try context(work, request),
        detail: [("verdict", .string(verdict.rawValue)), ("reason", .string(reason))])
      try request.expect(version: version)
      try complaints.throwIfAny()
      let (member, _) = try work.actingMember()
      let decision = Decision(
        id: work.newID(), request: id, stage: stage, verdict: verdict, reason: reason,
        person: member.person, organisation: member.organisation, at: work.now)
      try work.hostingRequests.insert(decision, on: request, permit)
      request.decisions.append(decision)
      try settle(work, &request, decision, permit)
      return request
    }
  }
}

extension Work {
  /// The only place where a request becomes approved: what was held is used, and its deployment is ordered.
  fileprivate func approve(
    _ request: inout HostingRequest, by decision: Decision, defaults: Resources,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    guard request.period.end > now.day else {
      throw gate.obstruction(
        .decideApproval, on: request,
        Text("La période demandée est terminée.", "The period asked for is over."))
    }
    guard try hostingRequests.isHostable(request.useCase, for: request.organisation) else {
      throw gate.obstruction(
        .decideApproval, on: request, HostingRequestDraft.notHostable)
    }
    guard let pool = try ledgerAnswer(to: request, defaults: defaults).pool,
      let site = try sites.pool(pool)?.site
    else { throw PortalError.damaged("the rules let a request pass that does not fit") }
    try request.apply(.approve, at: now)
    try hostingRequests.save(&request, permit)
    try reservations.use(in: pool, for: request, permit)
    let deployment = Deployment(id: newID(), of: request, at: site, orderedAt: now)
    try deployments.insert(
      deployment, try HandOver(of: deployment, in: self, approval: decision), for: request, permit)
  }
}
