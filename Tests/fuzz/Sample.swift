import Cedar
import JSON

/// What stands beside the input: a schema, policies and entities with a value of every kind.
enum Sample {
  static let user = EntityUID(type: "User", id: "a")
  static let document = EntityUID(type: "Doc", id: "a")
  static let view = EntityUID(type: "Action", id: "view")
  static let edit = EntityUID(type: "Action", id: "edit")

  static let schema = made {
    try Schema(
      parsing: """
        entity Group in [Group];
        entity User in [Group] = {
          n: Long, s: String, flag: Bool, kind?: User, when: datetime, spell: duration,
          price: decimal, net: ipaddr, set: Set<Long>, record: { n: Long, s?: String }
        } tags String;
        entity Doc = { owner: User };
        action any;
        action view, edit in [any] appliesTo { principal: User, resource: Doc, context: { n: Long } };
        """)
  }

  static let entitiesJSON = made {
    try JSON(
      parsing: """
        [{"uid": {"type": "User", "id": "a"}, "parents": [{"type": "Group", "id": "a"}], "attrs": {
           "n": 1, "s": "a*b", "flag": true, "kind": {"__entity": {"type": "User", "id": "b"}},
           "when": {"__extn": {"fn": "datetime", "arg": "2024-02-29"}},
           "spell": {"__extn": {"fn": "duration", "arg": "1d2h"}},
           "price": {"__extn": {"fn": "decimal", "arg": "1.5"}},
           "net": {"__extn": {"fn": "ip", "arg": "10.0.0.0/8"}},
           "set": [1, 2, 3], "record": {"n": 9223372036854775807}}, "tags": {"a": "b"}},
         {"uid": {"type": "Group", "id": "a"}, "parents": [{"type": "Group", "id": "b"}], "attrs": {}},
         {"uid": {"type": "Doc", "id": "a"}, "parents": [], "attrs": {
           "owner": {"__entity": {"type": "User", "id": "a"}}}}]
        """)
  }

  static let entities = made { try Entities(json: entitiesJSON, schema: schema) }
  static let context: Record = ["n": 1, "s": "a"]

  static let policies = made {
    try PolicySet(
      parsing: """
        permit(principal in Group::"b", action in Action::"any", resource)
        when { resource.owner == principal && principal.n + context.n * 2 > 0 };
        permit(principal is User, action, resource)
        unless { principal.kind in [principal, resource.owner] || principal.s like "a*b" };
        forbid(principal, action, resource)
        when { principal.hasTag("a") && principal.getTag("a") == context.s && context has a.b };
        forbid(principal, action, resource)
        when { principal.set.containsAny([1, context.n]) && principal.record == context.record };
        forbid(principal, action, resource)
        when { principal.when.offset(principal.spell) < context.when || principal.net.isLoopback() };
        """)
  }

  /// The sample is our own: without it there is nothing to be done.
  private static func made<Made>(_ make: () throws -> Made) -> Made {
    do { return try make() } catch { fatalError("\(error)") }
  }
}
