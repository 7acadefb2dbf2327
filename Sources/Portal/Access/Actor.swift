/// Who acts: every deed and every look is somebody's.
public enum Actor: Hashable, Sendable {
  /// Nobody signed in.
  case visitor
  /// Signed in, no membership chosen.
  case person(Person.ID)
  /// A person acting under one running grant.
  case member(Member)
  /// The program at a site.
  case agent(Agent.Identity)
  /// The operator's shell on the machine itself.
  case console

  public var member: Member? {
    if case .member(let member) = self { member } else { nil }
  }

  public var person: Person.ID? {
    switch self {
    case .person(let id): id
    case .member(let member): member.person
    case .visitor, .agent, .console: nil
    }
  }
}

/// A person in one of their memberships: this organisation, this role.
public struct Member: Hashable, Sendable {
  public let membership: Membership.ID
  public let person: Person.ID
  public let organisation: Organisation.ID
  public let kind: Organisation.Kind
  public let role: Role

  public init(
    membership: Membership.ID, person: Person.ID, organisation: Organisation.ID,
    kind: Organisation.Kind, role: Role
  ) {
    self.membership = membership
    self.person = person
    self.organisation = organisation
    self.kind = kind
    self.role = role
  }
}
