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
        entity User = { a: T, b: __cedar::String, c: String };
        type String = Bool;
        namespace N { entity User = { a: T, b: User }; type T = Set<String>; }
        """)
    #expect(schema.entityTypes["User"]?.attributes.attributes["a"]?.type == .long)
    #expect(schema.entityTypes["User"]?.attributes.attributes["b"]?.type == .string)
    #expect(schema.entityTypes["User"]?.attributes.attributes["c"]?.type == .bool)
    #expect(schema.entityTypes["N::User"]?.attributes.attributes["a"]?.type == .set(.bool))
    #expect(schema.entityTypes["N::User"]?.attributes.attributes["b"]?.type == .entity("N::User"))
  }

  @Test(arguments: [
    ("entity User", "1:12: Expected `;`, found the end of the text."),
    ("entity User;\nentity User;", "2:8: User is declared twice."),
    ("entity User in [Team];", "1:17: There is no entity type `Team`."),
    ("entity User = { a: Nothing };", "1:20: There is no type `Nothing`."),
    ("entity User = { a: Long, a: Long };", "1:26: \"a\" is declared twice."),
    ("type A = Set<A>;", "1:14: The type `A` contains itself."),
    ("type A = B; type B = { a: A };", "1:27: The type `A` contains itself."),
    ("action view in [look];", "1:17: There is no action Action::\"look\"."),
    (
      "action a in [b]; action b in [a];",
      "1:1: The entity Action::\"b\" is in itself through its parents."
    ),
    ("action a appliesTo { context: Long };", "1:8: The context is a record."),
    (
      "action a appliesTo { principal: [], principal: [] };",
      "1:37: Here stand `principal`, `resource` and `context`, each once."
    ),
    ("table User;", "1:1: Expected `entity`, `action` or `type`, found `table`."),
    ("entity in;", "1:8: `in` is a reserved word and names nothing."),
  ])
  func mistakesAreNamed(text: String, message: String) {
    let error = #expect(throws: ParseError.self) { try Schema(parsing: text) }
    // Of a cycle either member may be named.
    #expect(
      error?.description == message
        || error?.description == message.replacing("\"b\" is in", with: "\"a\" is in"))
  }

  @Test func typesMayNotNestTooDeeply() throws {
    let deep = String(repeating: "Set<", count: 300) + "Long" + String(repeating: ">", count: 300)
    #expect(throws: ParseError.self) { try Schema(parsing: "type A = \(deep);") }
    for order in [Array(0..<5_000), Array((0..<5_000).reversed())] {
      let chain = order.map { "type T\($0) = Set<T\($0 + 1)>;" }.joined()
      #expect(throws: ParseError.self) { try Schema(parsing: chain + "type T5000 = Long;") }
    }
  }
}
