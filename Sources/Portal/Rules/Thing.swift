import Cedar

/// Names anything that the rules protect, as the policies write it: `UseCase::"0190…"`.
public struct Thing: Hashable, Sendable, CustomStringConvertible {
  public let type: ResourceType
  /// Within its type; for what has an address of its own, the last part of that serves too.
  public let id: String

  public init(type: ResourceType, id: String) {
    self.type = type
    self.id = id
  }

  /// Reads `Type::"id"`, the quotation marks left out or not.
  public init?(_ text: String) {
    let parts = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let type = ResourceType(rawValue: String(parts[0])) else { return nil }
    var id = parts[1]
    if id.utf8.count >= 2, id.hasPrefix("\""), id.hasSuffix("\"") {
      id = id.dropFirst().dropLast()
    }
    self.init(type: type, id: String(id))
  }

  public var description: String { "\(type.rawValue)::\"\(id)\"" }
}

extension Transaction {
  /// The thing itself, whoever may see it; `nil` where there is none.
  func find(_ thing: Thing) throws -> (any Protected)? {
    switch thing.type {
    case .platform: return Platform().resourceID == thing.id ? Platform() : nil
    case .organisation: return try find(thing, organisations.find) ?? organisations.find(slug: thing.id)
    case .person: return try find(thing, people.find)
    case .useCase: return try find(thing, useCases.find) ?? useCases.find(slug: thing.id)
    case .adoption: return try find(thing, adoptions.find)
    case .quotaRequest: return try find(thing, quotaRequests.find)
    case .hostingRequest: return try find(thing, hostingRequests.find)
    case .deployment: return try find(thing, deployments.find)
    case .solution: return try find(thing, solutions.find) ?? solutions.find(slug: thing.id)
    case .deploymentOffer: return try find(thing, deploymentOffers.find)
    case .auditEntry: return try Int64(thing.id).flatMap(AuditLogStore(connection: connection).find)
    case .site: return try find(thing, sites.find) ?? sites.find(slug: thing.id)
    }
  }

  private func find<Subject>(
    _ thing: Thing, _ find: (Identifier<Subject>) throws -> Subject?
  ) throws -> Subject? {
    try Identifier<Subject>(thing.id).flatMap(find)
  }
}
