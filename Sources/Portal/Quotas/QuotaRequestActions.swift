import JSON

extension Portal {
  /// Asks for higher limits for a body, or for one use case of it; one request at a time for each. A key that was used
  /// before for the same gives the same request. Throws `invalid` with every complaint.
  public func requestQuota(
    of organisation: Organisation.ID, _ asked: QuotaGrant, justification: String,
    key: IdempotencyKey? = nil, as actor: Actor
  ) async throws -> QuotaRequest {
    try await work(as: actor) { work in
      let organisation = try work.organisation(organisation)
      let (member, _) = try work.actingMember()
      if let key,
        let known: QuotaRequest.ID = try work.idempotency.result(
          of: key, .requestQuota, by: member.person)
      {
        return try work.visibleQuotaRequest(known)
      }
      let id: QuotaRequest.ID = work.newID()
      let permit = try work.permit(
        .requestQuota, on: organisation,
        detail: [("quotaRequest", .string(id.text))] + asked.detail)
      var complaints = Complaints()
      let justification = complaints.read(
        justification,
        as: Prose(
          field: "justification", label: Text("Justification du besoin", "Justification"),
          maximum: 2500))
      complaints.add(try work.complaints(about: asked, of: organisation))
      try complaints.throwIfAny()
      let request = QuotaRequest(
        id: id, organisation: organisation.id, asked: asked, justification: justification,
        state: .submitted, stateAt: work.now, requester: member.person, createdAt: work.now,
        answer: nil, version: 1)
      try work.quotaRequests.insert(request, of: organisation, permit)
      if let key {
        try work.idempotency.remember(
          key, .requestQuota, by: member.person, made: id, at: work.now)
      }
      return request
    }
  }

  /// Takes a request back that nobody has answered.
  public func withdrawQuotaRequest(
    _ id: QuotaRequest.ID, version: Int, as actor: Actor
  ) async throws -> QuotaRequest {
    try await work(as: actor) { work in
      var request = try work.visibleQuotaRequest(id)
      let permit = try work.permit(.withdrawQuotaRequest, on: request)
      try request.expect(version: version)
      try request.apply(.withdraw, at: work.now)
      try work.quotaRequests.save(&request, permit)
      return request
    }
  }

  /// Grants or refuses. A yes sets the limits in the same transaction: as asked for, or to less where `amounts` says so; a
  /// class for which it says the present limit is not raised.
  public func decideQuotaRequest(
    _ id: QuotaRequest.ID, _ verdict: Decision.Verdict,
    granting amounts: [ResourceClass: Int] = [:],
    reason: String, version: Int, as actor: Actor
  ) async throws -> QuotaRequest {
    try await work(as: actor) { work in
      var request = try work.visibleQuotaRequest(id)
      var complaints = Complaints()
      let reason = complaints.read(
        reason, as: Prose(field: "reason", label: Text("Motif", "Reason"), maximum: 2500))
      let permit = try work.permit(
        .decideQuotaRequest, on: request,
        detail: [("verdict", .string(verdict.rawValue)), ("reason", .string(reason))]
          + amounts.detail)
      try request.expect(version: version)
      let organisation = try work.organisation(request.organisation)
      let grant =
        verdict == .favourable
        ? try work.grant(amounts, on: request, of: organisation, &complaints) : nil
      try complaints.throwIfAny()
      let (member, _) = try work.actingMember()
      try request.apply(grant == nil ? .refuse : .grant, at: work.now)
      request.answer = QuotaRequest.Answer(
        reason: reason, granted: grant?.amounts ?? [:], person: member.person,
        organisation: member.organisation, at: work.now)
      try work.quotaRequests.save(&request, permit)
      if let grant {
        for quota in work.quotas(of: organisation, from: grant) {
          try work.quotas.insert(quota, for: request, permit)
        }
        let today = work.now.day
        try work.quotaTree(of: organisation, from: today).requireNoInversion(from: today)
      }
      return request
    }
  }
}

extension Work {
  /// Everything that is wrong with what a body asks for.
  fileprivate func complaints(
    about asked: QuotaGrant, of organisation: Organisation
  ) throws -> [Complaint] {
    let itself = asked.complaints()
    guard itself.isEmpty else { return itself }
    var complaints = Complaints()
    complaints.expect(
      asked.validFrom >= now.day, "validFrom",
      Text("Le début est déjà passé.", "The start is past already."))
    if let useCase = asked.useCase {
      complaints.expect(
        try hostingRequests.isHostable(useCase, for: organisation.id), "useCase",
        HostingRequestDraft.notHostable)
    }
    if let open = try quotaRequests.open(of: organisation.id, for: asked.useCase) {
      complaints.expect(
        false, "useCase",
        Text(
          "Une demande attend déjà une réponse : \(open.id.text), du \(open.createdAt.day).",
          "A request is waiting for an answer already: \(open.id.text), of \(open.createdAt.day)."))
    }
    let present = try presentLimits(of: organisation, over: asked)
    for (resourceClass, amount) in asked.amounts.inOrder {
      let limits = present(resourceClass)
      complaints.expect(
        amount > limits.lowerBound && amount >= limits.upperBound, resourceClass.rawValue,
        limits.upperBound == .max
          ? Self.noLimit
          : Text(
            "La limite va déjà jusqu’à \(limits.upperBound) sur ces dates : demandez davantage.",
            "The limit goes up to \(limits.upperBound) already on these days: ask for more."))
    }
    return complaints.all
  }

  /// What is to be set when a request is granted, from today at the earliest: a grant raises limits and lowers none.
  fileprivate func grant(
    _ amounts: [ResourceClass: Int], on request: QuotaRequest, of organisation: Organisation,
    _ complaints: inout Complaints
  ) throws -> QuotaGrant {
    let asked = request.asked
    var grant = asked
    grant.validFrom = max(asked.validFrom, now.day)
    guard asked.validUntil.map({ $0 > grant.validFrom }) ?? true else {
      throw gate.obstruction(
        .decideQuotaRequest, on: request,
        Text("La période demandée est terminée.", "The period asked for is over."))
    }
    for (resourceClass, _) in amounts.inOrder {
      complaints.expect(
        asked.amounts[resourceClass] != nil, resourceClass.rawValue,
        Text("Rien n’est demandé pour cette ressource.", "Nothing is asked for of this resource."))
    }
    grant.amounts.merge(amounts) { $1 }
    let present = try presentLimits(of: organisation, over: grant)
    for (resourceClass, most) in asked.amounts.inOrder {
      let limits = present(resourceClass)
      let amount = grant.amounts[resourceClass] ?? most
      complaints.expect(
        amount >= limits.upperBound && amount <= most, resourceClass.rawValue,
        limits.upperBound == .max
          ? Self.noLimit
          : Text(
            "Au moins la limite actuelle (\(limits.upperBound)), au plus ce qui est demandé (\(most)).",
            "At least the present limit (\(limits.upperBound)), at most what is asked for (\(most))."
          ))
      if amount <= limits.lowerBound { grant.amounts[resourceClass] = nil }
    }
    complaints.expect(
      !grant.amounts.isEmpty, "verdict",
      Text(
        "Aucune limite n’est relevée : rendez une décision défavorable.",
        "No limit is raised: take an unfavourable decision."))
    return grant
  }

  private static let noLimit = Text(
    "Sur ces dates, ce cas d’usage n’a pas toujours de limite propre : demandez pour l’organisme entier.",
    "On these days this use case has not always a limit of its own: ask for the whole body.")

  /// The lowest and the highest that each class's limit is at some time of a grant's days, as things stand.
  private func presentLimits(
    of organisation: Organisation, over grant: QuotaGrant
  ) throws -> (ResourceClass) -> ClosedRange<Int> {
    guard let period = Period(start: grant.validFrom, end: grant.validUntil ?? .max) else {
      throw PortalError.damaged("a grant without days")
    }
    let tree = try quotaTree(of: organisation, from: period.start)
    let schedule = tree.granted(to: grant.useCase) ?? LimitSchedule(always: .unlimited)
    return { schedule.range(of: $0, over: period) }
  }
}
