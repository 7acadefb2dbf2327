import JSON

extension Portal {
  /// Starts a use case of an organisation with what is known so far; a name suffices. Throws `invalid` with every complaint.
  public func draftUseCase(
    for organisation: Organisation.ID, _ change: SheetChange, as actor: Actor
  ) async throws -> UseCase {
    let sheet = try Sheet().applying(change).consistent()
    return try await work(as: actor) { work in
      guard let organisation = try work.organisations.find(organisation) else {
        throw PortalError.notFound
      }
      let id: UseCase.ID = work.newID()
      let permit = try work.permit(
        .draftUseCase, on: organisation,
        detail: [("useCase", .string(id.text)), ("title", .string(sheet.title))])
      let useCase = UseCase(
        id: id, slug: try work.freeSlug(for: sheet.title, id: id), state: .draft,
        initiator: organisation.id, createdBy: permit.actor.person, createdAt: work.now,
        stateAt: work.now, currentRevision: 1, version: 1, title: sheet.title,
        riskClass: sheet.riskClass, participations: [], editors: [])
      try work.useCases.insert(useCase, permit)
      try work.participations.insertInitiator(organisation.id, of: id, permit)
      try work.revisions.insert(
        sheet, number: 1, changed: sheet.fields, note: "", of: id, permit)
      return try work.visibleUseCase(id)
    }
  }

  /// Changes the sheet that had the given current revision: makes the next one.
  ///
  /// Throws `stale` with the field-by-field merge offer when there is a newer revision, so that nothing typed is lost, and
  /// `invalid` with every complaint. A change that changes nothing makes no revision.
  public func editSheet(
    _ id: UseCase.ID, _ change: SheetChange, note: String = "", revision: Int, as actor: Actor
  ) async throws -> UseCase {
    let note = try Prose.note.accept(note)
    return try await work(as: actor) { work in
      var useCase = try work.visibleUseCase(id)
      try work.gate.require(.editSheet, on: useCase)
      if change.fields.contains(where: { $0.visibility == .own }) {
        try work.gate.require(.viewOwnFields, on: useCase)
      }
      let current = try work.revisions.namedSheet(of: id, revision: useCase.currentRevision)
      guard revision == useCase.currentRevision else {
        throw try work.staleness(of: useCase, current: current, base: revision, change: change)
      }
      let sheet = try current.applying(change).consistent()
      let changed = sheet.differences(from: current)
      guard !changed.isEmpty else { return useCase }
      let permit = try work.permit(
        .editSheet, on: useCase,
        detail: [
          ("revision", .integer(Int64(revision) + 1)),
          ("changed", .array(changed.map { .string($0.rawValue) })),
        ])
      useCase.currentRevision += 1
      try work.revisions.insert(
        sheet, number: useCase.currentRevision, changed: changed, note: note, of: id, permit)
      try work.useCases.save(&useCase, permit)
      return try work.visibleUseCase(id)
    }
  }
}

extension Work {
  /// A slug that no other use case has.
  func freeSlug(for title: String, id: UseCase.ID) throws -> String {
    let slug = Slug.make(from: title, fallback: "cas")
    return try useCases.isTaken(slug: slug) ? "\(slug)-\(id.text.suffix(8))" : slug
  }

  /// What stands against a change based on an older revision, as far as the actor may see it.
  fileprivate func staleness(
    of useCase: UseCase, current: Sheet, base: Int, change: SheetChange
  ) throws -> PortalError {
    guard let base = try revisions.sheet(of: useCase.id, revision: base) else {
      return .invalid(
        "revision", Text("Cette version n’existe pas.", "There is no such version."))
    }
    let merge = SheetMerge(base: base, theirs: current, yours: base.applying(change))
    let seesOwn = try gate.allows(.viewOwnFields, on: useCase)
    return .stale(
      Staleness(
        currentVersion: useCase.currentRevision,
        differences: merge.differences.filter {
          seesOwn || SheetField(path: $0.field)?.visibility != .own
        }))
  }
}

extension Prose {
  fileprivate static let note = Prose(
    field: "note", label: Text("Note de version", "Version note"), maximum: 500, isRequired: false)
}
