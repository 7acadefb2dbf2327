import Cedar
import SQLite

/// Reads who the actor is to the rules: the running grants decide, at this moment and in this transaction.
struct PrincipalFacts {
  let connection: Connection
  let now: Instant

  /// The actor's own entity first, then what it refers to. Throws `signInRequired` when the grant acted under has ended.
  func entities(of actor: Actor) throws -> [Entity] {
    switch actor {
    case .visitor: return [Entity(uid: EntityUID(type: "Visitor", id: "visitor"))]
    case .console: return [Entity(uid: EntityUID(type: "Console", id: "console"))]
    case .agent(let agent):
      return [
        Entity(
          uid: EntityUID(type: "Agent", id: agent.id.text),
          attributes: ["site": .entity(EntityUID(.site, agent.site.text))])
      ]
    case .person(let person): return [try entity(of: person)]
    case .member(let member):
      guard try isRunning(member) else { throw PortalError.signInRequired }
      let entity = Entity(
        uid: EntityUID(type: "Member", id: member.membership.text),
        attributes: [
          "person": .entity(EntityUID(member.person)),
          "organisation": .entity(EntityUID(member.organisation)),
          "kind": .member("Kind", member.kind.rawValue),
          "role": .member("Role", member.role.rawValue),
        ])
      return [entity, try self.entity(of: member.person)]
    }
  }

  /// The person, *in* every organisation where a grant of theirs is running.
  private func entity(of person: Person.ID) throws -> Entity {
    let organisations: [Organisation.ID] = try connection.rows(
      """
      SELECT DISTINCT organisation FROM membership
      WHERE person = \(person) AND validFrom <= \(now) AND (validUntil IS NULL OR validUntil > \(now))
      """
    ) { try $0(0) }
    return Entity(uid: EntityUID(person), parents: organisations.map { EntityUID($0) })
  }

  private func isRunning(_ member: Member) throws -> Bool {
    try connection.value(
      """
      SELECT 1 FROM membership JOIN person ON person.id = membership.person
      WHERE membership.id = \(member.membership) AND membership.person = \(member.person)
        AND membership.organisation = \(member.organisation) AND membership.role = \(member.role)
        AND validFrom <= \(now) AND (validUntil IS NULL OR validUntil > \(now))
        AND person.disabledAt IS NULL
      """) == 1
  }
}
