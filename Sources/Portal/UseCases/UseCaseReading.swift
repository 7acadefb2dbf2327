extension Portal {
  /// The use case as the actor may see it. Throws `notFound` where there is none or they may not.
  public func useCase(_ id: UseCase.ID, as actor: Actor) throws -> UseCaseRecord {
    try read(as: actor) { reading in try reading.record(of: reading.useCases.find(id)) }
  }

  public func useCase(slug: String, as actor: Actor) throws -> UseCaseRecord {
    try read(as: actor) { reading in try reading.record(of: reading.useCases.find(slug: slug)) }
  }

  /// One revision with the one before; for those who see the shared fields.
  public func useCaseRevision(
    _ number: Int, of id: UseCase.ID, as actor: Actor
  ) throws -> RevisionRecord {
    try read(as: actor) { reading in
      let useCase = try reading.visibleUseCase(id)
      let visibilities = try reading.visibilities(of: useCase)
      guard visibilities.contains(.shared),
        let revision = try reading.revisions.find(number, of: id),
        let sheet = try reading.revisions.sheet(of: id, revision: number)
      else { throw PortalError.notFound }
      let before = try reading.revisions.sheet(of: id, revision: number - 1) ?? Sheet()
      return RevisionRecord(
        useCase: id, slug: useCase.slug, revision: revision.showing(visibilities),
        sheet: sheet.showing(visibilities), before: before.showing(visibilities))
    }
  }
}

extension Reading {
  fileprivate func record(of found: UseCase?) throws -> UseCaseRecord {
    guard let useCase = found else { throw PortalError.notFound }
    try gate.requireSight(.viewUseCase, of: useCase)
    let visibilities = try visibilities(of: useCase)
    let shown = useCase.revisionShown(to: visibilities)
    let seesShared = visibilities.contains(.shared)
    let isWorkingCopy = seesShared || !useCase.isInLibrary
    return UseCaseRecord(
      id: useCase.id, slug: useCase.slug, version: useCase.version,
      state: isWorkingCopy ? useCase.state : .published,
      stateAt: isWorkingCopy ? useCase.stateAt : useCase.publishedAt ?? useCase.stateAt,
      stateReason: isWorkingCopy ? useCase.stateReason : nil,
      isAdmitted: useCase.admittedAt != nil, isInLibrary: useCase.isInLibrary,
      publishedRevision: useCase.publishedRevision, publishedAt: useCase.publishedAt,
      origin: useCase.origin, revision: shown,
      sheet: try revisions.namedSheet(of: useCase.id, revision: shown).showing(visibilities),
      visibilities: visibilities,
      participations: useCase.participations.filter { seesShared || $0.state == .accepted },
      revisions: seesShared
        ? try revisions.all(of: useCase.id).map { $0.showing(visibilities) } : [],
      offers: try gate.offers(on: useCase))
  }
}

extension Transaction {
  /// What the actor may read of a case that they may view.
  func visibilities(of useCase: UseCase) throws -> Set<SheetField.Visibility> {
    var visibilities: Set<SheetField.Visibility> = [.public]
    if try gate.allows(.viewSharedFields, on: useCase) { visibilities.insert(.shared) }
    if try gate.allows(.viewOwnFields, on: useCase) { visibilities.insert(.own) }
    return visibilities
  }
}

extension UseCase {
  /// Whoever sees no shared fields sees the published revision, where there is one in the library.
  func revisionShown(to visibilities: Set<SheetField.Visibility>) -> Int {
    guard let publishedRevision, isInLibrary, !visibilities.contains(.shared) else {
      return currentRevision
    }
    return publishedRevision
  }
}

extension Revision {
  fileprivate func showing(_ visibilities: Set<SheetField.Visibility>) -> Revision {
    Revision(
      number: number, at: at, author: author,
      changed: changed.filter { visibilities.contains($0.visibility) }, note: note)
  }
}
