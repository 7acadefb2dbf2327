import SQLite

/// An organisation that could be asked to take part.
public struct Candidate: Hashable, Sendable {
  public let organisation: Organisation.ID
  public let name: String
  public let kind: Organisation.Kind
}

extension Portal {
  /// Whom the actor could invite, by name, at most 1,000; nobody where they may not.
  public func candidates(for id: UseCase.ID, as actor: Actor) throws -> [Candidate] {
    try read(as: actor) { reading in
      let useCase = try reading.visibleUseCase(id)
      guard try reading.gate.allows(.inviteParticipant, on: useCase) else { return [] }
      return try reading.participations.candidates(for: id)
    }
  }
}

extension ParticipationStore {
  fileprivate func candidates(for useCase: UseCase.ID) throws -> [Candidate] {
    try connection.rows(
      """
      SELECT id, name, kind FROM organisation
      WHERE kind <> 'operator' AND id NOT IN (
        SELECT organisation FROM participation WHERE useCase = \(useCase) AND state IN ('invited', 'accepted'))
      ORDER BY name LIMIT 1000
      """
    ) { Candidate(organisation: try $0(0), name: try $0(1), kind: try $0(2)) }
  }
}
