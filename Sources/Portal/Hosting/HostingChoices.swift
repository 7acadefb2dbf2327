import SQLite

/// What a body's request can be about: the use cases it may have hosted, and who may maintain it.
public struct HostingChoices: Sendable {
  public let useCases: [(id: UseCase.ID, title: String)]
  /// The body itself and the partners, by name.
  public let maintainers: [(id: Organisation.ID, name: String)]
  /// What the catalogue offers, by name.
  public let solutions: [SolutionRelease]
}

extension Portal {
  /// The choices of a new request, or of one that is edited: those of the actor's own organisation; at most 500 of each.
  /// Whoever could not draft a request is refused before they fill anything in.
  public func hostingChoices(as actor: Actor) async throws -> HostingChoices {
    guard let member = actor.member else { throw PortalError.signInRequired }
    return try await look(as: actor) { reading in
      guard let organisation = try reading.organisations.find(member.organisation) else {
        throw PortalError.notFound
      }
      try reading.gate.require(.draftHostingRequest, on: organisation)
      return try reading.hostingRequests.choices(
        for: member.organisation, in: reading.gate.sight(.viewUseCase, of: UseCase.self),
        offering: reading.offeredReleases())
    }
  }
}

extension HostingRequestStore {
  fileprivate func choices(
    for organisation: Organisation.ID, in sight: Sight, offering solutions: [SolutionRelease]
  ) throws -> HostingChoices {
    HostingChoices(
      useCases: try connection.rows(
        """
        SELECT id, title FROM \(Self.titledUseCase)
        WHERE \(Self.isHostable(for: organisation)) AND \(sight.condition)
        ORDER BY title, id LIMIT 500
        """
      ) { (id: try $0(0), title: try $0(1)) },
      maintainers: try connection.rows(
        """
        SELECT id, name FROM organisation WHERE kind = 'partner' OR id = \(organisation)
        ORDER BY kind = 'partner', name, id LIMIT 500
        """
      ) { (id: try $0(0), name: try $0(1)) }, solutions: solutions)
  }

  /// Whether a body may have a use case hosted.
  func isHostable(_ useCase: UseCase.ID, for organisation: Organisation.ID) throws -> Bool {
    try connection.value(
      "SELECT 1 FROM useCase WHERE id = \(useCase) AND \(Self.isHostable(for: organisation))") == 1
  }

  /// It is published, or being co-built by or adopted by that body.
  private static func isHostable(for organisation: Organisation.ID) -> SQL {
    """
    useCase.state <> 'archived'
    AND (publishedRevision IS NOT NULL
         OR useCase.state IN ('coBuilding', 'inReview')
            AND (EXISTS (SELECT 1 FROM participation
                         WHERE useCase = useCase.id AND organisation = \(organisation) AND state = 'accepted')
                 OR EXISTS (SELECT 1 FROM adoption
                            WHERE useCase = useCase.id AND organisation = \(organisation) AND status <> 'stopped')))
    """
  }
}
