import Cedar
import Testing

@Suite struct ConformanceErrorTests {
  private let schema: Schema

  init() throws {
    schema = try Schema(
      parsing: """
        entity Group in [Group];
        entity Level enum ["low", "high"];
        entity User in [Group] = {
          name: String, age?: Long, level?: Level, homes?: Set<{ city: String, zip?: Long }>,
        };
        entity Case tags Long;
        action read;
        action view in read appliesTo {
          principal: User, resource: [Case, Level], context: { on: Bool, by?: Level },
        };
        """)
  }

  private func complaint(about request: Request) -> String? {
    do throws(ConformanceError) {
      try schema.validate(request)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func requestsAreHeldAgainstTheirAction() {
    let thing = EntityUID(type: "Case", id: "1")
    let low = EntityUID(type: "Level", id: "low")
    let middle = EntityUID(type: "Level", id: "middle")
    func ask(
      _ resource: EntityUID, verb: String = "view", context: Record = ["on": true],
      principal: EntityUID = alice
    ) -> String? {
      complaint(
        about: Request(
          principal: principal, action: action(verb), resource: resource, context: context))
    }
    #expect(ask(thing) == nil)
    #expect(ask(low, context: ["on": true, "by": .entity(low)]) == nil)
    #expect(ask(thing, principal: photo) == "The schema has no entity type `Photo`.")
    #expect(
      ask(thing, principal: thing)
        == "The action Action::\"view\" does not apply to a principal of type `Case`.")
    #expect(ask(album) == "The schema has no entity type `Album`.")
    #expect(
      ask(middle) == "There is no entity Level::\"middle\": the ids of `Level` are \"low\","
        + " \"high\".")
    #expect(ask(thing, verb: "write") == "The schema has no action Action::\"write\".")
    #expect(
      ask(thing, verb: "read")
        == "The action Action::\"read\" does not apply to a principal of type `User`.")
    #expect(
      ask(bob)
        == "The action Action::\"view\" does not apply to a resource of type `User`.")
    #expect(ask(thing, context: [:]) == "The context attribute \"on\" is missing.")
    #expect(
      ask(thing, context: ["on": 1]) == "The context attribute \"on\" is to be `Bool`, but is 1.")
    #expect(
      ask(thing, context: ["on": true, "x": 1]) == "The context attribute \"x\" is not declared.")
    #expect(
      ask(thing, context: ["on": true, "by": .entity(middle)])?.hasPrefix(
        "There is no entity Level") == true)
  }

  private func complaint(about entities: [Entity]) throws -> String? {
    let entities = try Entities(entities)
    do throws(ConformanceError) {
      try schema.validate(entities)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func entitiesAreHeldAgainstTheirType() throws {
    func user(_ attributes: Record, in parents: [EntityUID] = []) -> [Entity] {
      [Entity(uid: alice, attributes: attributes, parents: parents)]
    }
    let home: Value = ["city": "Nantes", "zip": 44_000]
    #expect(try complaint(about: user(["name": "A"])) == nil)
    #expect(try complaint(about: user(["name": "A", "homes": [home, ["city": "Paris"]]])) == nil)
    #expect(
      try complaint(about: user([:])) == "The attribute \"name\" of User::\"alice\" is missing.")
    #expect(
      try complaint(about: user(["name": 1]))
        == "The attribute \"name\" of User::\"alice\" is to be `String`, but is 1.")
    #expect(
      try complaint(about: user(["name": "A", "more": 1]))
        == "The attribute \"more\" of User::\"alice\" is not declared.")
    #expect(
      try complaint(about: user(["name": "A", "homes": [["zip": 1]]]))
        == "The attribute \"homes\".\"city\" of User::\"alice\" is missing.")
    #expect(
      try complaint(about: user(["name": "A"], in: [album]))
        == "The entity User::\"alice\" is in Album::\"holidays\", and its type may not be.")
    #expect(
      try complaint(about: [Entity(uid: album)]) == "The schema has no entity type `Album`.")
    let low = Entity(uid: EntityUID(type: "Level", id: "lowest"))
    #expect(try complaint(about: [low])?.hasPrefix("There is no entity Level::\"lowest\"") == true)
  }

  @Test func ancestorsCountHoweverFar() throws {
    let inner = EntityUID(type: "Group", id: "inner")
    let outer = EntityUID(type: "Group", id: "outer")
    let chain = [
      Entity(uid: alice, attributes: ["name": "A"], parents: [inner]),
      Entity(uid: inner, parents: [outer]),
    ]
    #expect(try complaint(about: chain) == nil)
    // The type of the last is not one that a user may be in, though nobody is in it directly.
    let wrong = Entity(uid: outer, parents: [photo])
    #expect(
      try complaint(about: chain + [wrong])
        == "The entity User::\"alice\" is in Photo::\"beach.jpg\", and its type may not be.")
  }

  @Test func tagsAreTyped() throws {
    let thing = EntityUID(type: "Case", id: "1")
    #expect(try complaint(about: [Entity(uid: thing, tags: ["a": 1])]) == nil)
    #expect(
      try complaint(about: [Entity(uid: thing, tags: ["a": "1"])])
        == "The tag \"a\" of Case::\"1\" is to be `Long`, but is \"1\".")
    let user = Entity(uid: alice, attributes: ["name": "A"], tags: ["a": 1])
    #expect(try complaint(about: [user]) == "The tag \"a\" of User::\"alice\" is not declared.")
  }

  @Test func actionsAreThoseOfTheSchema() throws {
    let view = Entity(uid: action("view"), parents: [action("read")])
    #expect(try complaint(about: [view, Entity(uid: action("read"))]) == nil)
    #expect(
      try complaint(about: [Entity(uid: action("view"))])
        == "The action Action::\"view\" differs from the schema's.")
    #expect(
      try complaint(about: [Entity(uid: action("write"))])
        == "The schema has no action Action::\"write\".")
  }
}
