import Cedar
import Testing

@Suite struct ActionIndexTests {
  let policies = """
    permit (principal, action == Action::"view", resource);
    permit (principal, action in Action::"look", resource);
    permit (principal, action, resource);
    permit (principal, action in [Action::"edit", Action::"look"], resource)
    when { action in Action::"look" };
    """

  let actions: [Entity] = [
    Entity(uid: action("look")),
    Entity(uid: action("view"), parents: [action("look")]),
    Entity(uid: action("edit")),
  ]

  func determining(
    _ set: PolicySet, _ name: String, entities: [Entity] = []
  ) throws -> [String] {
    let request = Request(principal: alice, action: action(name), resource: photo)
    return try set.authorize(request, entities: Entities(entities)).determining.map(\.id)
  }

  @Test(arguments: ["view", "look", "edit", "unheard-of"])
  func theIndexChangesNoAnswer(name: String) throws {
    let plain = try PolicySet(parsing: policies)
    let indexed = plain.indexed(by: try Entities(actions))
    #expect(try determining(indexed, name) == determining(plain, name, entities: actions))
  }

  @Test func groupsAreResolvedByTheIndex() throws {
    let set = try PolicySet(parsing: policies).indexed(by: Entities(actions))
    #expect(try determining(set, "view") == ["policy0", "policy1", "policy2", "policy3"])
    #expect(try determining(set, "edit") == ["policy2"])
    #expect(set.policies(for: action("look")).map(\.id) == ["policy1", "policy2", "policy3"])
  }

  @Test func aRequestCannotMoveAKnownAction() throws {
    let set = try PolicySet(parsing: policies).indexed(by: Entities(actions))
    let moved = [Entity(uid: action("edit"), parents: [action("look")])]
    #expect(try determining(set, "edit", entities: moved) == ["policy2"])
  }
}
