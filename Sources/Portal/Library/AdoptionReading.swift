import SQLite

extension Portal {
  /// Who uses a use case, newest first. Throws `notFound` when the actor may not view the case.
  public func adoptions(
    of id: UseCase.ID, after cursor: Cursor? = nil, limit: Limit = .standard, as actor: Actor
  ) throws -> Page<AdoptionRecord> {
    try read(as: actor) { reading in
      _ = try reading.visibleUseCase(id)
      return try reading.adoptionPage(
        where: "adoption.useCase = \(id)", after: cursor, limit: limit)
    }
  }

  /// What a body uses, of the use cases that the actor may view; newest first.
  public func adoptions(
    bySlug slug: String, after cursor: Cursor? = nil, limit: Limit = .standard, as actor: Actor
  ) throws -> Page<AdoptionRecord> {
    try read(as: actor) { reading in
      guard let organisation = try reading.organisations.find(slug: slug) else {
        throw PortalError.notFound
      }
      try reading.gate.requireSight(.viewOrganisation, of: organisation)
      return try reading.adoptionPage(
        where: "adoption.organisation = \(organisation.id)", after: cursor, limit: limit)
    }
  }

  /// One adoption. Throws `notFound` where there is none or the actor may not view its use case.
  public func adoption(_ id: Adoption.ID, as actor: Actor) throws -> AdoptionRecord {
    try read(as: actor) { reading in
      let page = try reading.adoptionPage(
        where: "adoption.id = \(id)", after: nil, limit: Limit(clamping: 1))
      guard let record = page.items.first else { throw PortalError.notFound }
      return record
    }
  }

  /// The actor's own organisation's adoption of a case; `nil` where there is none.
  public func ownAdoption(of id: UseCase.ID, as actor: Actor) throws -> AdoptionRecord? {
    guard let member = actor.member else { return nil }
    return try read(as: actor) { reading in
      _ = try reading.visibleUseCase(id)
      return try reading.adoptionPage(
        where: "adoption.useCase = \(id) AND adoption.organisation = \(member.organisation)",
        after: nil, limit: Limit(clamping: 1)
      ).items.first
    }
  }
}

extension Reading {
  /// Who uses a use case that the actor may view.
  func adoptionPage(
    of id: UseCase.ID, after cursor: Cursor?, limit: Limit
  ) throws -> Page<AdoptionRecord> {
    try adoptionPage(where: "adoption.useCase = \(id)", after: cursor, limit: limit)
  }

  fileprivate func adoptionPage(
    where condition: SQL, after cursor: Cursor?, limit: Limit
  ) throws -> Page<AdoptionRecord> {
    let page = try adoptions.page(
      where: condition, in: gate.sight(.viewUseCase, of: UseCase.self), after: cursor, limit: limit)
    return Page(
      items: try page.items.map { row in
        let adoption = row.adoption
        return AdoptionRecord(
          id: adoption.id, useCase: adoption.useCase, useCaseSlug: row.useCaseSlug,
          useCaseTitle: row.useCaseTitle, organisation: adoption.organisation,
          organisationName: row.organisationName, organisationSlug: row.organisationSlug,
          status: adoption.statement.status, results: adoption.statement.results,
          referent: try gate.allows(.viewReferent, on: adoption)
            ? adoption.statement.referent : nil,
          declaredAt: adoption.declaredAt, changedAt: adoption.changedAt,
          version: adoption.version, offers: try gate.offers(on: adoption))
      }, next: page.next, total: page.total)
  }
}
