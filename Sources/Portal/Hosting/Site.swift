public import Cedar

/// A data center.
public struct Site: Hashable, Sendable {
  public typealias ID = Identifier<Site>

  public let id: ID
  public let slug: String
  public var name: String
  /// COG code of the commune it stands in.
  public var commune: String?
  public var note: String
  /// Its figures are invented, for demonstration.
  public let isSample: Bool
  public let createdAt: Instant
}

extension Site: Protected {
  public static let resourceType = ResourceType.site
  public var resourceID: String { id.text }
  public var entity: Entity { Entity(uid: uid) }
  public static let deeds: [Action] = [
    .changeInventory, .announceMaintenance, .cancelMaintenance, .enrolAgent, .revokeAgent,
    .stateIndicator,
  ]
}
