import JSON

extension Portal {
  /// Takes the technical decision. An unfavourable one rejects the request and gives its resources back.
  public func decideTechnical(
    _ id: HostingRequest.ID, _ verdict: Decision.Verdict, reason: String, version: Int,
    as actor: Actor
  ) async throws -> HostingRequest {
    try await decide(.technical, id, verdict, reason, nil, version, actor)
  }

  /// Gives the data-protection officer's opinion: it has to be heard, and does not bind the approver (GDPR art. 39).
  public func decideDataProtection(
    _ id: HostingRequest.ID, _ verdict: Decision.Verdict, reason: String, version: Int,
    as actor: Actor
  ) async throws -> HostingRequest {
    try await decide(.dataProtection, id, verdict, reason, nil, version, actor)
  }

  /// Approves or rejects; `granting` less than was asked for, if given. Where no second approval is called for, a yes
  /// hands over.
  public func decideApproval(
    _ id: HostingRequest.ID, _ verdict: Decision.Verdict, granting: Resources? = nil,
    reason: String, version: Int, as actor: Actor
  ) async throws -> HostingRequest {
    try await decide(.approval, id, verdict, reason, granting, version, actor)
  }

  /// Approves or rejects what somebody else has approved before.
  public func decideSecondApproval(
    _ id: HostingRequest.ID, _ verdict: Decision.Verdict, granting: Resources? = nil,
    reason: String, version: Int, as actor: Actor
  ) async throws -> HostingRequest {
    try await decide(.secondApproval, id, verdict, reason, granting, version, actor)
  }

  /// Answers a stage. A binding no rejects the request and gives its resources back; the yes at the last stage checks
  /// everything anew and hands over, in the same transaction.
  private func decide(
    _ stage: Decision.Stage, _ id: HostingRequest.ID, _ verdict: Decision.Verdict,
    _ reason: String, _ granted: Resources?, _ version: Int, _ actor: Actor
  ) async throws -> HostingRequest {
    return try await work(as: actor) { work in
      var request = try work.visibleHostingRequest(id)
      var complaints = Complaints()
      let reason = complaints.read(
        reason, as: Prose(field: "reason", label: Text("Motif", "Reason"), maximum: 2500))
      if verdict == .favourable, let granted {
        complaints.add(request.grant(granted))
        complaints.add(try work.release(request.solution)?.complaints(about: granted) ?? [])
      }
      let permit = try work.permit(
        stage.decision, on: request,
        context: stage.isGranting
          ? .approval(
            granting: verdict == .favourable,
            exceeding: try work.ledgerAnswer(to: request).shortage,
            unregistered: request.lacksRegistration(on: work.now.day)) : .none,
        detail: [("verdict", .string(verdict.rawValue)), ("reason", .string(reason))])
      try request.expect(version: version)
      try complaints.throwIfAny()
      let (member, _) = try work.actingMember()
      let decision = Decision(
        id: work.newID(), request: id, stage: stage, verdict: verdict, reason: reason,
        person: member.person, organisation: member.organisation, at: work.now)
      try work.hostingRequests.insert(decision, on: request, permit)
      request.decisions.append(decision)
      if verdict == .unfavourable, stage.isBinding {
        try request.apply(.reject, at: work.now)
        try work.hostingRequests.save(&request, permit)
        try work.reservations.release(for: request, permit)
      } else if request.openStages.isEmpty {
        try work.approve(
          &request, by: decision, overlapDays: settings.successionDays, permit)
      } else {
        try request.apply(.review, at: work.now)
        try work.hostingRequests.save(&request, permit)
      }
      return request
    }
  }
}

extension HostingRequest {
  /// Grants less than was asked for; everything that is wrong with it.
  fileprivate mutating func grant(_ amounts: Resources) -> [Complaint] {
    var complaints = Complaints()
    for resourceClass in ResourceClass.allCases {
      complaints.expect(
        (0...spec[resourceClass]).contains(amounts[resourceClass]), resourceClass.rawValue,
        Text(
          "\(resourceClass.label.french) : de 0 à \(spec[resourceClass]), ce qui est demandé.",
          "\(resourceClass.label.english): from 0 to \(spec[resourceClass]), as asked for."))
    }
    complaints.expect(
      amounts.vcpu >= 1 && amounts.memoryGiB >= 1, ResourceClass.vcpu.rawValue,
      HostingRequestDraft.nothingRuns)
    if complaints.all.isEmpty { granted = amounts == wanted ? nil : amounts }
    return complaints.all
  }
}

extension Work {
  /// The only place where a request becomes approved: what was held is used, and its deployment is ordered.
  fileprivate func approve(
    _ request: inout HostingRequest, by decision: Decision, overlapDays: Int,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    guard decision.stage.isGranting else {
      throw PortalError.damaged("\(decision.stage) cannot approve \(request.id)")
    }
    guard request.period.end > now.day else {
      throw gate.obstruction(
        decision.stage.decision, on: request,
        Text("La période demandée est terminée.", "The period asked for is over."))
    }
    guard
      try request.changes != nil
        || hostingRequests.isHostable(request.useCase, for: request.organisation)
    else {
      throw gate.obstruction(
        decision.stage.decision, on: request, HostingRequestDraft.notHostable)
    }
    let complaints =
      try request.draft.solutionComplaints(in: self)
      + request.draft.complaintsAboutSuccession(in: self, besides: request.id)
    if let complaint = complaints.first {
      throw gate.obstruction(decision.stage.decision, on: request, complaint.text)
    }
    guard let pool = try ledgerAnswer(to: request).pool,
      let site = try sites.pool(pool)?.site
    else { throw PortalError.damaged("the rules let a request pass that does not fit") }
    try request.apply(.approve, at: now)
    try hostingRequests.save(&request, permit)
    if let changes = request.changes {
      try change(changes, as: request, by: decision, permit)
    } else {
      let deployment = Deployment(id: newID(), of: request, at: site, orderedAt: now)
      try deployments.insert(
        deployment, try HandOver(of: deployment, in: self, approval: decision), for: request,
        permit)
      try reservations.use(in: pool, by: deployment.id, for: request, permit)
      try makeWay(for: request, overlapDays: overlapDays, permit)
    }
  }

  /// What runs gets what was granted, as a new revision of its order.
  private func change(
    _ id: Deployment.ID, as request: HostingRequest, by decision: Decision,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    guard var deployment = try deployments.find(id) else {
      throw PortalError.damaged("request \(request.id) changes nothing")
    }
    guard deployment.desired.state != .released else {
      throw gate.obstruction(
        decision.stage.decision, on: request,
        Text("Le déploiement a été libéré entre-temps.", "The deployment was released meanwhile."))
    }
    guard try deployments.successor(of: id) == nil else {
      throw gate.obstruction(decision.stage.decision, on: request, Deployment.isReplaced)
    }
    deployment.solution = request.solution
    try deployment.regrant(request.spec, until: request.period.end, at: now)
    try reservations.change(to: deployment, for: request, permit)
    try deployments.order(
      &deployment, try HandOver(of: deployment, in: self, approval: decision), for: request, permit)
  }
}
