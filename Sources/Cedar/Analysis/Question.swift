/// A request with the entities that the policies may look at.
public struct Question: Sendable {
  public let request: Request
  public let entities: Entities

  public init(_ request: Request, entities: Entities) {
    self.request = request
    self.entities = entities
  }

  /// What stands at a place; nil where there is no such attribute.
  public subscript(path: FactPath) -> Value? {
    path.value(in: request) { entities[$0]?.attributes }
  }
}

extension PolicySet {
  /// Whether a question is allowed with no policy in error: where one fails, nothing is certain.
  public func allows(_ question: Question) -> Bool {
    let response = authorize(question.request, entities: question.entities)
    return response.decision == .allow && response.errors.isEmpty
  }
}

extension FactPath {
  /// What stands here, given the attributes of the entities.
  func value(
    in request: Request, attributes attributesOf: (EntityUID) -> Record?
  ) -> Value? {
    let root: Value =
      switch variable {
      case .principal: .entity(request.principal)
      case .action: .entity(request.action)
      case .resource: .entity(request.resource)
      case .context: .record(request.context)
      }
    return attributes.reduce(root) { value, name in
      switch value {
      case .entity(let uid)?: attributesOf(uid)?[name]
      case .record(let record)?: record[name]
      default: nil
      }
    }
  }
}
