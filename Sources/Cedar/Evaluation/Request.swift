/// The question put to the policies: may this principal do this action on this resource, in this
/// context?
public struct Request: Hashable, Sendable {
  public let principal: EntityUID
  public let action: EntityUID
  public let resource: EntityUID
  public let context: Record

  public init(
    principal: EntityUID, action: EntityUID, resource: EntityUID, context: Record = [:]
  ) {
    self.principal = principal
    self.action = action
    self.resource = resource
    self.context = context
  }
}
