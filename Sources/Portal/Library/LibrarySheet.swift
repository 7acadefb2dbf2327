/// A published use case as the library shows it: what everybody may read, whoever asks.
public struct LibrarySheet: Sendable {
  public let useCase: UseCase.ID
  public let slug: String
  public let revision: Int
  public let publishedAt: Instant
  /// Its public fields.
  public let sheet: Sheet
  public let owner: Organisation
  /// Those who take part.
  public let participations: [Participation]
  /// Of an import: where it came from, and the doubts found there.
  public let origin: UseCase.Origin?
  /// Who uses it, the latest first; the first twenty.
  public let adoptions: Page<AdoptionRecord>
  /// How many solutions of the catalogue carry it out.
  public let solutions: Int
  /// What the actor may do with the use case.
  public let offers: [Offer]
}

extension Portal {
  /// The published sheet under a slug. Throws `notFound` when the library has none.
  public func librarySheet(slug: String, as actor: Actor) throws -> LibrarySheet {
    try read(as: actor) { reading in
      guard let useCase = try reading.useCases.find(slug: slug), useCase.isInLibrary,
        let revision = useCase.publishedRevision, let publishedAt = useCase.publishedAt
      else { throw PortalError.notFound }
      try reading.gate.requireSight(.viewUseCase, of: useCase)
      return LibrarySheet(
        useCase: useCase.id, slug: useCase.slug, revision: revision, publishedAt: publishedAt,
        sheet: try reading.revisions.namedSheet(of: useCase.id, revision: revision)
          .showing([.public]),
        owner: try reading.organisation(useCase.initiator),
        participations: useCase.participations.filter { $0.state == .accepted },
        origin: useCase.origin,
        adoptions: try reading.adoptionPage(of: useCase.id, after: nil, limit: .standard),
        solutions: try reading.solutionCount(SolutionFilter(useCase: useCase.id)),
        offers: try reading.gate.offers(on: useCase))
    }
  }
}
