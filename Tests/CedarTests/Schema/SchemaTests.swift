import Cedar
import Testing

@Suite struct SchemaTests {
  @Test func aSchemaTellsTypesAndActions() throws {
    let schema = try Schema(
      parsing: """
        namespace Shop {
          type Money = { amount: Long, currency?: String };
          @doc("somebody")
          entity User, Robot in [Team] = { name: String, "home address"?: ipaddr, friends: Set<User> }
            tags Set<String>;
          entity Team;
          entity Level enum ["low", "high"];
          action look;
          action view, "buy it" in [look, Shop::Action::"shop"] appliesTo {
            principal: [User, Robot],
            resource: Team,
            context: { price: Money, at: __cedar::datetime },
          };
          action shop;
        }
        """)
    let user: EntityType = "Shop::User"
    let declaration = try #require(schema.entityTypes[user])
    #expect(schema.entityTypes["Shop::Robot"] == declaration)
    #expect(declaration.memberOf == ["Shop::Team"])
    #expect(declaration.tags == .set(.string))
    #expect(declaration.attributes.attributes["name"]?.type == .string)
    #expect(declaration.attributes.attributes["home address"]?.type == .ipAddress)
    #expect(declaration.attributes.attributes["home address"]?.isRequired == false)
    #expect(declaration.attributes.attributes["friends"]?.type == .set(.entity(user)))
    #expect(schema.entityTypes["Shop::Level"]?.choices == ["low", "high"])

    let view = EntityUID(type: "Shop::Action", id: "view")
    let look = EntityUID(type: "Shop::Action", id: "look")
    let action = try #require(schema.actions[view])
    #expect(action == schema.actions[EntityUID(type: "Shop::Action", id: "buy it")])
    #expect(action.principals == [user, "Shop::Robot"])
    #expect(action.context.attributes["at"]?.type == .datetime)
    guard case .record(let money)? = action.context.attributes["price"]?.type else {
      Issue.record("the price is no record")
      return
    }
    #expect(money.attributes["amount"]?.isRequired == true)
    #expect(schema.actionEntities.isEntity(view, in: look))
    #expect(!schema.actionEntities.isEntity(look, in: view))
  }

  @Test func theNearestNameWins() throws {
    let schema = try Schema(
      parsing: """
        type T = Long;
        entity User = { a: T, b: __cedar::decimal, c: decimal };
        type decimal = Bool;
        namespace M { entity Team; action look; }
        namespace N {
          entity Robot = { a: T, b: Robot, c: Both, d: M::Team, e: Action };
          type Both = Set<String>;
          entity Both;
          action view in M::Action::"look";
        }
        action look2;
        namespace O { action look, view in look2; }
        """)
    #expect(schema.entityTypes["User"]?.attributes.attributes["a"]?.type == .long)
    #expect(schema.entityTypes["User"]?.attributes.attributes["b"]?.type == .decimal)
    #expect(schema.entityTypes["User"]?.attributes.attributes["c"]?.type == .bool)
    let robot = schema.entityTypes["N::Robot"]?.attributes.attributes
    #expect(robot?["a"]?.type == .long)
    #expect(robot?["b"]?.type == .entity("N::Robot"))
    #expect(robot?["c"]?.type == .set(.string))
    #expect(robot?["d"]?.type == .entity("M::Team"))
    #expect(robot?["e"]?.type == .entity("N::Action"))
    let view = EntityUID(type: "O::Action", id: "view")
    #expect(schema.actions[view]?.groups == [action("look2")])
  }

  @Test(arguments: [
    ("entity User", "1:12: Expected `;`, found the end of the text."),
    ("entity User;\nentity User;", "2:8: User is declared twice."),
    ("entity User in [Team];", "1:17: There is no entity type `Team`."),
    ("entity User = { a: Nothing };", "1:20: There is no type `Nothing`."),
    ("type A = Set<A>;", "1:14: The type `A` contains itself."),
    ("type A = B; type B = { a: A };", "1:27: The type `A` contains itself."),
    ("action view in [look];", "1:17: There is no action Action::\"look\"."),
    (
      "action a in [b]; action b in [a];",
      "1:8: The entity Action::\"a\" is in itself through its parents."
    ),
    (
      "entity U; action a appliesTo { principal: U, resource: U, context: Long };",
      "1:18: The context is a record."
    ),
    (
      "action a appliesTo { principal: U, principal: U };",
      "1:36: Here stand `principal`, `resource` and `context`, each once."
    ),
    (
      "action a appliesTo { principal: U };",
      "1:20: `appliesTo` names both a `principal` and a `resource`."
    ),
    ("action a appliesTo { principal: [] };", "1:33: Here stands at least one entity type."),
    ("entity User in [Team,];", "1:22: Expected a name, found `]`."),
    ("entity Level enum [];", "1:20: Expected a string, found `]`."),
    ("type Set = Long;", "1:6: `Set` names a built-in type."),
    ("entity Action;", "1:8: `Action` is the type of the actions."),
    ("entity __cedar;", "1:8: `__cedar` is a reserved word and names nothing."),
    ("namespace A::__cedar {}", "1:11: `A::__cedar` is reserved and cannot be declared."),
    ("namespace A {} namespace A {}", "1:26: The namespace `A` is declared twice."),
    ("entity A; namespace N { type A = Long; }", "1:30: `N::A` hides `A`."),
    ("action a; namespace N { action a; }", "1:32: N::Action::\"a\" hides Action::\"a\"."),
    ("namespace N { entity A; } entity B in A;", "1:39: There is no entity type `A`."),
    (
      "namespace M { entity A in N::B; } namespace M::N { entity B; }",
      "1:27: There is no entity type `N::B`."
    ),
    ("action x; entity A in Action;", "1:23: There is no entity type `Action`."),
    ("entity A; type T = A; entity B in T;", "1:35: There is no entity type `T`."),
    ("@a @a entity A;", "1:5: The annotation `@a` stands twice."),
    ("table User;", "1:1: Expected `entity`, `action` or `type`, found `table`."),
    ("entity in;", "1:8: `in` is a reserved word and names nothing."),
  ])
  func mistakesAreNamed(text: String, message: String) {
    let error = #expect(throws: ParseError.self) { try Schema(parsing: text) }
    #expect(error?.description == message)
  }

  @Test func typesMayNotNestTooDeeply() throws {
    let deep = String(repeating: "Set<", count: 300) + "Long" + String(repeating: ">", count: 300)
    #expect(throws: ParseError.self) { try Schema(parsing: "type A = \(deep);") }
    for order in [Array(0..<5_000), Array((0..<5_000).reversed())] {
      let chain = order.map { "type T\($0) = Set<T\($0 + 1)>;" }.joined()
      #expect(throws: ParseError.self) { try Schema(parsing: chain + "type T5000 = Long;") }
    }
    let doubled = (0..<40).map { "type T\($0) = { a: T\($0 + 1), b: T\($0 + 1) };" }.joined()
    #expect(throws: ParseError.self) { try Schema(parsing: doubled + "type T40 = Long;") }
    // Not in the common type alone, but with what is around it.
    func sets(_ element: String) -> String {
      String(repeating: "Set<", count: 150) + element + String(repeating: ">", count: 150)
    }
    for use in ["entity U = { a: \(sets("A")) };", "entity U tags \(sets("A"));"] {
      #expect(throws: ParseError.self) { try Schema(parsing: "type A = \(sets("Long")); \(use)") }
    }
    #expect(throws: Never.self) {
      try Schema(parsing: "type A = \(sets("Long")); entity U = { a: Set<A> };")
    }
  }

  @Test func ofAttributesOfOneNameTheLastCounts() throws {
    let schema = try Schema(parsing: "entity User = { a: Long, \"a\": String };")
    #expect(schema.entityTypes["User"]?.attributes.attributes["a"]?.type == .string)
  }
}
