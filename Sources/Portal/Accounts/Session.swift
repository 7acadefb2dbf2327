/// A person signed in with a browser, until it ends.
public struct Session: Hashable, Sendable {
  public let person: Person
  /// The grant the person acts under; `nil` until one is chosen, and again once it has ended.
  public let membership: ActiveMembership?
  /// What every form of the session repeats.
  public let csrf: String
  public let expiresAt: Instant
  /// Where it was opened from.
  let address: String
  /// SHA-256 of the cookie's token: what the session is stored by.
  let tokenHash: [UInt8]

  public var actor: Actor {
    membership.map { .member($0.member(person: person.id)) } ?? .person(person.id)
  }
}

/// A running grant with what a page says of it.
public struct ActiveMembership: Hashable, Sendable {
  public let id: Membership.ID
  public let organisation: Organisation.ID
  public let organisationName: String
  public let organisationSlug: String
  public let kind: Organisation.Kind
  public let role: Role

  func member(person: Person.ID) -> Member {
    Member(membership: id, person: person, organisation: organisation, kind: kind, role: role)
  }
}
