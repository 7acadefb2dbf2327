import JSON

extension Portal {
  /// Drafts a request for the actor's own organisation. A key that was used before for the same gives the same request.
  public func draftHostingRequest(
    _ draft: HostingRequestDraft, key: IdempotencyKey? = nil, as actor: Actor
  ) async throws -> HostingRequest {
    try await work(as: actor) { work in
      let (member, organisation) = try work.actingMember()
      if let key,
        let known: HostingRequest.ID = try work.idempotency.result(
          of: key, .draftHostingRequest, by: member.person)
      {
        return try work.visibleHostingRequest(known)
      }
      let id: HostingRequest.ID = work.newID()
      let permit = try work.permit(
        .draftHostingRequest, on: organisation, detail: [("hostingRequest", .string(id.text))])
      let (checked, period) = try draft.checked(for: organisation.id, in: work)
      let request = HostingRequest(
        id: id, organisation: organisation.id, publicStatus: organisation.publicStatus,
        useCase: checked.useCase, title: checked.title, state: .draft, stateAt: work.now,
        wanted: checked.wanted, granted: nil, period: period, dataClass: checked.dataClass,
        aipdState: checked.aipdState, maintainer: checked.maintainer,
        justification: checked.justification, requester: member.person, editors: [member.person],
        createdAt: work.now, submittedAt: nil, stages: [], decisions: [], version: 1)
      try work.hostingRequests.insert(request, of: organisation, permit)
      if let key {
        try work.idempotency.remember(
          key, .draftHostingRequest, by: member.person, made: id, at: work.now)
      }
      return request
    }
  }

  public func editHostingRequest(
    _ id: HostingRequest.ID, to draft: HostingRequestDraft, version: Int, as actor: Actor
  ) async throws -> HostingRequest {
    try await work(as: actor) { work in
      var request = try work.visibleHostingRequest(id)
      let permit = try work.permit(.editHostingRequest, on: request)
      guard version == request.version else {
        throw PortalError.stale(request.staleness(against: draft))
      }
      let (checked, period) = try draft.checked(for: request.organisation, in: work)
      request.fill(from: checked, period: period)
      if let person = actor.person { request.editors.insert(person) }
      try work.hostingRequests.save(&request, permit)
      return request
    }
  }

  /// Asks for what the draft says: holds its resources in the same transaction, or refuses with every exceeded dimension.
  public func submitHostingRequest(
    _ id: HostingRequest.ID, version: Int, as actor: Actor
  ) async throws -> HostingRequest {
    try await work(as: actor) { work in
      var request = try work.visibleHostingRequest(id)
      let answer = try work.ledgerAnswer(to: request, defaults: settings.defaultQuota)
      let permit = try work.permit(
        .submitHostingRequest, on: request, context: .submission(exceeding: answer.shortage))
      try request.expect(version: version)
      let complaints = try request.complaintsAtSubmission(in: work)
      guard complaints.isEmpty else { throw PortalError.invalid(complaints) }
      guard let pool = answer.pool else {
        throw PortalError.damaged("the rules let a request pass that does not fit")
      }
      try request.apply(.submit, at: work.now)
      // Who submits asks: they never decide on it either.
      if let person = actor.person { request.editors.insert(person) }
      request.stages = try work.requiredStages(of: request, days: settings.stageDays)
      try work.hostingRequests.require(request.stages, of: request, permit)
      try work.hostingRequests.save(&request, permit)
      try work.reservations.hold(work.newID(), in: pool, for: request, permit)
      return request
    }
  }

  /// Takes a request back; what was held for it is free again.
  public func withdrawHostingRequest(
    _ id: HostingRequest.ID, version: Int, as actor: Actor
  ) async throws -> HostingRequest {
    try await work(as: actor) { work in
      var request = try work.visibleHostingRequest(id)
      let permit = try work.permit(.withdrawHostingRequest, on: request)
      try request.expect(version: version)
      try request.apply(.withdraw, at: work.now)
      try work.hostingRequests.save(&request, permit)
      try work.reservations.release(for: request, permit)
      return request
    }
  }

  /// Lets requests expire that wait for longer than `settings.reservationDays` or whose period is over, and gives back what
  /// was held for them; at most a hundred at a time. The portal's own tick calls it, as the console. Returns how many.
  @discardableResult
  public func expireHostingRequests() async throws -> Int {
    try await work(as: .console) { work in
      let lapsed = try work.hostingRequests.lapsed(
        submittedBefore: work.now.adding(days: -settings.reservationDays), today: work.now.day,
        limit: 100)
      for var request in lapsed {
        let permit = try work.permit(.expireHostingRequest, on: request)
        try request.apply(.expire, at: work.now)
        try work.hostingRequests.save(&request, permit)
        try work.reservations.release(for: request, permit)
      }
      return lapsed.count
    }
  }
}

extension Work {
  /// The member who acts and the organisation they act for.
  func actingMember() throws -> (Member, Organisation) {
    guard let member = gate.actor.member,
      let organisation = try organisations.find(member.organisation)
    else { throw PortalError.signInRequired }
    return (member, organisation)
  }
}

extension HostingRequest {
  /// What somebody sent against what stands now; the older version is not kept, so that every difference is a conflict.
  fileprivate func staleness(against sent: HostingRequestDraft) -> Staleness {
    let mine = Dictionary(uniqueKeysWithValues: sent.texts.map { ($0.field, $0.value) })
    let differences = draft.texts.compactMap { field, label, value -> Staleness.Difference? in
      guard let yours = mine[field], !yours.utf8.elementsEqual(value.utf8) else { return nil }
      return Staleness.Difference(
        field: field, label: label, base: "", theirs: value, yours: yours, isConflict: true)
    }
    return Staleness(currentVersion: version, differences: differences)
  }
}

extension HostingRequestDraft {
  /// Its fields in the order of the form, each with its label and its value as it is sent.
  public var texts: [(field: String, label: Text, value: String)] {
    [
      ("title", Text("Intitulé", "Title"), title),
      ("useCase", Text("Cas d’usage", "Use case"), useCase.text),
    ]
      + ResourceClass.allCases.map { ($0.rawValue, $0.label, String(wanted[$0])) }
      + [
        ("start", Text("Début", "Start"), start.description),
        ("end", Text("Fin (exclue)", "End (not included)"), end.description),
        ("dataClass", Text("Classe de données", "Class of data"), dataClass.rawValue),
        ("aipdState", Text("Analyse d’impact", "Impact assessment"), aipdState.rawValue),
        (
          "maintainer", Text("Maintenance technique", "Technical maintainer"),
          maintainer?.text ?? ""
        ),
        ("justification", Text("Justification du besoin", "Justification"), justification),
      ]
  }
}
