/// The types of one kind of request: who asks for which action on what. Policies are typed once
/// for each (Lean `RequestType`).
public struct RequestEnvironment: Hashable, Sendable {
  public let principal: EntityType
  public let action: EntityUID
  public let resource: EntityType

  public init(principal: EntityType, action: EntityUID, resource: EntityType) {
    self.principal = principal
    self.action = action
    self.resource = resource
  }
}

extension RequestEnvironment: CustomStringConvertible {
  public var description: String { "\(action) (\(principal) on \(resource))" }
}

extension Schema {
  /// Every kind of request that the schema allows, in the order of the actions.
  public var environments: [RequestEnvironment] {
    actionEntities.flatMap { environments(of: $0.uid) }
  }

  /// Every kind of request for an action; none for a group of actions or an unknown one.
  public func environments(of action: EntityUID) -> [RequestEnvironment] {
    guard let declaration = actions[action] else { return [] }
    return declaration.principals.flatMap { principal in
      declaration.resources.map {
        RequestEnvironment(principal: principal, action: action, resource: $0)
      }
    }
  }
}
