/// The identity of an entity: `User::"alice"`.
public struct EntityUID: Hashable, Sendable {
  public let id: ExactString
  public let type: EntityType

  public init(type: EntityType, id: String) {
    self.type = type
    self.id = ExactString(id)
  }

  public static func == (left: EntityUID, right: EntityUID) -> Bool {
    // The id first: it differs more often.
    left.id == right.id && left.type == right.type
  }

  public func hash(into hasher: inout Hasher) {
    // The type is left out: few entities of different types share an id, and every look-up hashes.
    hasher.combine(id)
  }
}

extension EntityUID: CustomStringConvertible {
  /// As policies write it.
  public var description: String { "\(type)::\(id.quoted)" }
}
