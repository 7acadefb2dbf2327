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
      return [member.entity, try entity(of: member.person)]
    }
  }

  /// Everybody who could act under a running grant, each with the entities that `entities(of:)` gives, by organisation and
  /// name; one query, however many there are.
  func everybody() throws -> [(grant: Grant, entities: [Entity])] {
    let grants = try connection.rows(
      """
      SELECT \(Grant.columns)
      FROM membership JOIN person ON person.id = membership.person
        JOIN organisation ON organisation.id = membership.organisation
      WHERE \(Membership.isRunning(at: now)) AND person.disabledAt IS NULL
      ORDER BY organisation.slug, person.name, membership.id
      """
    ) { try Grant($0) }
    var organisations: [Person.ID: [Organisation.ID]] = [:]
    for grant in grants {
      organisations[grant.membership.person, default: []].append(grant.membership.organisation)
    }
    return grants.map { grant in
      let person = grant.membership.person
      return (
        grant,
        [
          Member(grant).entity,
          Entity(
            uid: EntityUID(person),
            parents: Set(organisations[person] ?? []).map { EntityUID($0) }),
        ]
      )
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

extension Member {
  fileprivate init(_ grant: Grant) {
    let membership = grant.membership
    self.init(
      membership: membership.id, person: membership.person, organisation: membership.organisation,
      kind: grant.kind, role: membership.role)
  }

  /// As the rules see whoever acts under this grant.
  fileprivate var entity: Entity {
    Entity(
      uid: EntityUID(type: "Member", id: membership.text),
      attributes: [
        "person": .entity(EntityUID(person)),
        "organisation": .entity(EntityUID(organisation)),
        "kind": .member("Kind", kind.rawValue),
        "role": .member("Role", role.rawValue),
      ])
  }
}
