/// A grant: this person acts for this organisation in this role, from … until.
public struct Membership: Hashable, Sendable {
  public typealias ID = Identifier<Membership>

  public let id: ID
  public let person: Person.ID
  public let organisation: Organisation.ID
  public let role: Role
  public let validFrom: Instant
  /// The first moment at which it no longer holds; `nil` while it is open-ended.
  public var validUntil: Instant?

  public func isRunning(at now: Instant) -> Bool {
    validFrom <= now && validUntil.map { now < $0 } ?? true
  }
}

/// A grant with the names that people know it by.
public struct Grant: Hashable, Sendable {
  public let membership: Membership
  public let personName: String
  public let email: String
  public let organisationName: String
  public let organisationSlug: String
  public let kind: Organisation.Kind
}
