import SQLite

/// What an organisation's solution can carry out: published use cases, and those that it co-builds; by title.
public struct SolutionChoices: Sendable {
  public let useCases: [(id: UseCase.ID, title: String)]
}

extension Portal {
  /// The choices of a new solution of the actor's own organisation; at most 500. Whoever could not publish one is refused
  /// before they fill anything in.
  public func solutionChoices(as actor: Actor) async throws -> SolutionChoices {
    guard let member = actor.member else { throw PortalError.signInRequired }
    return try await look(as: actor) { reading in
      try reading.gate.require(
        .publishSolution, on: reading.organisation(member.organisation))
      return try reading.solutions.choices(
        for: member.organisation, in: reading.gate.sight(.viewUseCase, of: UseCase.self))
    }
  }
}

extension SolutionStore {
  fileprivate func choices(
    for publisher: Organisation.ID, in sight: Sight
  ) throws -> SolutionChoices {
    SolutionChoices(
      useCases: try connection.rows(
        """
        SELECT id, title FROM \(HostingRequestStore.titledUseCase)
        WHERE \(Self.mayCarryOut(by: publisher)) AND \(sight.condition)
        ORDER BY title, id LIMIT 500
        """
      ) { (id: try $0(0), title: try $0(1)) })
  }

  /// Whether an organisation may offer a solution for a use case.
  func mayCarryOut(_ useCase: UseCase.ID, by publisher: Organisation.ID) throws -> Bool {
    try connection.value(
      "SELECT 1 FROM useCase WHERE id = \(useCase) AND \(Self.mayCarryOut(by: publisher))") == 1
  }

  private static func mayCarryOut(by publisher: Organisation.ID) -> SQL {
    """
    useCase.state <> 'archived'
    AND (publishedRevision IS NOT NULL
         OR EXISTS (SELECT 1 FROM participation
                    WHERE useCase = useCase.id AND organisation = \(publisher) AND state = 'accepted'))
    """
  }
}
