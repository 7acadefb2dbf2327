/// A question of which parts may be unknown (RFC 95): may this principal do this action on
/// something of this type?
///
/// The action is always known, and so is the type of principal and resource.
public struct PartialRequest: Sendable {
  /// A principal or a resource.
  public enum Party: Sendable {
    case known(EntityUID)
    /// Somebody or something of this type, with what is known of it nevertheless.
    case unknown(EntityType, PartialEntity)

    public static func unknown(_ type: EntityType) -> Party {
      .unknown(type, .unknown)
    }
  }

  public let principal: Party
  public let action: EntityUID
  public let resource: Party
  public let context: PartialRecord

  public init(
    principal: Party, action: EntityUID, resource: Party, context: PartialRecord = [:]
  ) {
    self.principal = principal
    self.action = action
    self.resource = resource
    self.context = context
  }
}

extension PartialRequest.Party {
  public var type: EntityType {
    switch self {
    case .known(let uid): uid.type
    case .unknown(let type, _): type
    }
  }
}
