public import Cedar

/// What a partner offers for deployment, or what is shipped with the portal: a name under which versions are published.
public struct Solution: Hashable, Sendable {
  public typealias ID = Identifier<Solution>

  public let id: ID
  /// Stands in addresses and in every manifest; never changes.
  public let slug: String
  public let publisher: Organisation.ID
  /// The use case that it carries out.
  public let useCase: UseCase.ID
  public let name: String
  public let summary: String
  public let createdAt: Instant
  /// The newest release, or the newest pre-release where there is no other, of those not withdrawn; `nil` where there is none.
  public internal(set) var latest: SolutionVersion.ID?
  public internal(set) var withdrawal: Withdrawal?
  public internal(set) var version: Int

  /// From when on nobody starts from it, or from one of its versions, and why; what runs goes on.
  public struct Withdrawal: Hashable, Sendable {
    public let at: Instant
    public let reason: String
  }

  public static let isWithdrawn = Text(
    "Cette solution est retirée du catalogue.", "This solution is withdrawn from the catalogue.")
}

extension Solution: Protected {
  public static let resourceType = ResourceType.solution
  public var resourceID: String { id.text }

  public static let deeds: [Action] = [.publishSolutionVersion, .withdrawSolution]

  public var entity: Entity {
    Entity(uid: uid, attributes: ["publisher": .entity(EntityUID(publisher))])
  }

  public func obstacle(to action: Action) -> Text? {
    switch action {
    case .publishSolutionVersion, .withdrawSolution: withdrawal == nil ? nil : Self.isWithdrawn
    default: nil
    }
  }
}
