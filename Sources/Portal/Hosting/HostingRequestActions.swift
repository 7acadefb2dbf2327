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
      let request = try work.draft(draft, by: member, of: organisation)
      if let key {
        try work.idempotency.remember(
          key, .draftHostingRequest, by: member.person, made: request.id, at: work.now)
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
      var draft = draft
      draft.changes = request.changes
      draft.succession = request.succession
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
      try work.submit(&request, version: version, settings)
      return request
    }
  }

  /// Asks in one step that a deployment may go on with what it has, until another day.
  public func extendDeployment(
    _ id: Deployment.ID, until end: Day, justification: String, as actor: Actor
  ) async throws -> HostingRequest {
    try await work(as: actor) { work in
      let (member, organisation) = try work.actingMember()
      let deployment = try work.visibleDeployment(id)
      var draft = try work.change(of: deployment, to: deployment.granted, until: end)
      draft.justification = justification
      var request = try work.draft(draft, by: member, of: organisation)
      try work.submit(&request, version: request.version, settings)
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

  /// Lets requests expire that wait for longer than `settings.reservationDays`, whose period is over, or that are about a
  /// deployment which is being released, and gives back what was held for them; at most a hundred at a time. The portal's own tick calls it, as the console. Returns how many.
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

extension Transaction {
  /// A draft that changes a deployment: all but the amounts and the end stays as it was granted.
  func change(
    of deployment: Deployment, to wanted: Resources, until end: Day
  ) throws -> HostingRequestDraft {
    guard let basis = try hostingRequests.newestApproved(of: deployment) else {
      throw PortalError.damaged("deployment \(deployment.id) rests on no request")
    }
    var draft = HostingRequestDraft(
      useCase: basis.useCase, title: deployment.title, wanted: wanted,
      start: deployment.period.start, end: end, dataClass: basis.dataClass,
      aipdState: basis.aipdState, maintainer: deployment.maintainer)
    draft.euDatabaseEntry = basis.euDatabaseEntry
    draft.changes = deployment.id
    draft.solution = deployment.solution
    return draft
  }
}

extension Work {
  fileprivate func draft(
    _ draft: HostingRequestDraft, by member: Member, of organisation: Organisation
  ) throws -> HostingRequest {
    let id: HostingRequest.ID = newID()
    let permit = try permit(
      .draftHostingRequest, on: organisation,
      detail: [
        ("hostingRequest", .string(id.text)),
        ("changes", draft.changes.map { .string($0.text) } ?? .null),
        ("predecessor", draft.succession.map { .string($0.predecessor.text) } ?? .null),
      ])
    let (checked, period) = try draft.checked(for: organisation.id, in: self)
    let request = HostingRequest(
      id: id, organisation: organisation.id, publicStatus: organisation.publicStatus,
      changes: checked.changes, succession: checked.succession, useCase: checked.useCase,
      solution: checked.solution, title: checked.title, state: .draft, stateAt: now,
      wanted: checked.wanted, granted: nil, period: period,
      dataClass: checked.dataClass, aipdState: checked.aipdState, maintainer: checked.maintainer,
      justification: checked.justification, riskClass: try hostingRequests.riskClass(of: checked.useCase),
      euDatabaseEntry: checked.euDatabaseEntry, requester: member.person, editors: [member.person],
      createdAt: now, submittedAt: nil, waits: nil, stages: [], decisions: [], version: 1)
    try hostingRequests.insert(request, of: organisation, permit)
    return request
  }

  fileprivate func submit(
    _ request: inout HostingRequest, version: Int, _ settings: Settings
  ) throws {
    let answer = try ledgerAnswer(to: request)
    let permit = try permit(
      .submitHostingRequest, on: request, 
      context: .submission(
        exceeding: answer.shortage, unregistered: request.lacksRegistration(on: now.day)))
    try request.expect(version: version)
    let complaints = try request.complaintsAtSubmission(in: self)
    guard complaints.isEmpty else { throw PortalError.invalid(complaints) }
    guard let pool = answer.pool else {
      throw PortalError.damaged("the rules let a request pass that does not fit")
    }
    // Who submits asks: they never decide on it either.
    if let person = gate.actor.person { request.editors.insert(person) }
    try hold(&request, in: pool, settings, permit)
  }

  /// Holds a pool's resources for a request, which is thereby submitted.
  func hold(
    _ request: inout HostingRequest, in pool: Pool.ID, _ settings: Settings,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try request.apply(.submit, at: now)
    request.stages = try requiredStages(of: request, days: settings.stageDays)
    try hostingRequests.require(request.stages, of: request, permit)
    try hostingRequests.save(&request, permit)
    for (amount, period) in try missing(for: request) {
      try reservations.hold(newID(), amount, over: period, in: pool, for: request, permit)
    }
  }

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
      (Self.solutionField, Text("Solution", "Solution"), solution?.text ?? ""),
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
        (
          "euDatabaseEntry",
          Text("Inscription dans la base de l’Union", "Entry in the EU database"), euDatabaseEntry
        ),
      ]
  }
}
