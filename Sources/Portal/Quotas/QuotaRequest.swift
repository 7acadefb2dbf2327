public import Cedar

/// What a public body asks to have its limits raised to, for a time or until further notice, and the answer.
public struct QuotaRequest: Hashable, Sendable {
  public typealias ID = Identifier<QuotaRequest>

  public let id: ID
  public let organisation: Organisation.ID
  /// Only the classes that are to be raised.
  public let asked: QuotaGrant
  public let justification: String
  public internal(set) var state: State
  public internal(set) var stateAt: Instant
  public let requester: Person.ID
  public let createdAt: Instant
  /// Once it was granted or refused.
  public internal(set) var answer: Answer?
  public internal(set) var version: Int

  /// A person's yes or no with the reason; kept for ever.
  public struct Answer: Hashable, Sendable {
    public let reason: String
    /// The limits that were raised, none of them above what was asked for; empty for a refusal.
    public let granted: [ResourceClass: Int]
    public let person: Person.ID
    /// The organisation the person decided for.
    public let organisation: Organisation.ID
    public let at: Instant
  }

  /// Whoever it mentions.
  var people: [Person.ID] { [requester] + (answer.map { [$0.person] } ?? []) }

  /// Moves on. Throws `damaged` where the workflow has no such step, which the gate rules out before.
  mutating func apply(_ event: Event, at instant: Instant) throws {
    guard let next = Self.next(state, event) else {
      throw PortalError.damaged("quota request \(id): no step \(event) from \(state)")
    }
    state = next
    stateAt = instant
  }

  /// Throws `stale` unless the deed is based on the version that stands.
  func expect(version: Int) throws(PortalError) {
    guard version == self.version else {
      throw .stale(Staleness(currentVersion: self.version, differences: []))
    }
  }
}

extension QuotaRequest: Protected {
  public static let resourceType = ResourceType.quotaRequest
  public var resourceID: String { id.text }

  public static let deeds: [Action] = [.decideQuotaRequest, .withdrawQuotaRequest]

  public var entity: Entity {
    Entity(
      uid: uid,
      attributes: [
        "organisation": .entity(EntityUID(organisation)),
        "requester": .entity(EntityUID(requester)),
      ])
  }

  public func obstacle(to action: Action) -> Text? {
    switch action {
    case .decideQuotaRequest, .withdrawQuotaRequest: state == .submitted ? nil : state.obstacle
    default: nil
    }
  }
}
