public import Portal
import SQLite

extension TestPortal {
  /// Gives the person behind an actor one more membership by hand, whatever the kind of the organisation.
  @discardableResult
  public func grant(
    _ actor: Actor, role: Role, in organisation: Organisation.ID
  ) async throws -> Actor {
    guard let person = actor.member?.person else { throw PortalError.signInRequired }
    let now = clock.now()
    return try await portal.database.write { connection in
      let count: Int = try connection.value("SELECT count(*) FROM membership") ?? 0
      guard let membership = Membership.ID("00000000-0000-7000-8000-000000009\(100 + count)"),
        let kind: Organisation.Kind = try connection.value(
          "SELECT kind FROM organisation WHERE id = \(organisation)")
      else { throw PortalError.notFound }
      try connection.run(
        """
        INSERT INTO membership (id, person, organisation, role, validFrom)
        VALUES (\(membership), \(person), \(organisation), \(role), \(now))
        """)
      return .member(
        Member(
          membership: membership, person: person, organisation: organisation, kind: kind,
          role: role))
    }
  }

  /// Ends the membership of an actor by hand.
  public func end(_ actor: Actor) async throws {
    guard let member = actor.member else { throw PortalError.signInRequired }
    let now = clock.now()
    try await portal.database.write { connection in
      _ = try connection.run(
        "UPDATE membership SET validUntil = \(now) WHERE id = \(member.membership)")
    }
  }
}
