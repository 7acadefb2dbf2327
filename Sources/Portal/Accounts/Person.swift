public import Cedar

/// An account of a human being.
public struct Person: Hashable, Sendable {
  public typealias ID = Identifier<Person>

  public let id: ID
  /// Lower case, unique.
  public let email: String
  public var name: String
  public var language: Language
  /// Invented, for demonstration.
  public let isSample: Bool
  public let createdAt: Instant
  public var disabledAt: Instant?
}

extension Person: Protected {
  public static let resourceType = ResourceType.person
  public var resourceID: String { id.text }
  public var entity: Entity { Entity(uid: uid) }

  public static let deeds: [Action] = [.changePassword, .endSessions, .createToken, .resetPassword]
}
