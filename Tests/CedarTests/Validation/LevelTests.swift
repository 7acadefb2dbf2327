import Cedar
import Testing

@Suite struct LevelTests {
  /// The least level at which a condition is valid.
  @Test(arguments: [
    ("true", 0), ("principal == resource", 0), ("context.at == context.at", 0),
    ("principal is User", 0),
    ("principal.name == \"a\"", 1), ("principal has age", 1),
    ("principal in resource.owner", 1), ("principal.hasTag(\"a\")", 1),
    ("principal in [resource.owner, principal]", 1),
    ("principal.home.city == \"a\"", 1),
    ("resource.owner.name == \"a\"", 2), ("resource.owner in principal", 2),
    ("resource.owner has age && resource.owner.age > 1", 2),
    ("principal has boss.boss.age && principal.boss.boss.age > 3", 3),
    ("resource.owner.hasTag(principal.name)", 2),
    ("{a: principal, b: resource.owner}.a.name == \"a\"", 1),
    ("{a: principal, b: resource.owner}.b.name == \"a\"", 2),
    ("{a: {b: resource.owner}}.a.b.name == \"a\"", 2),
    ("(if principal has age then principal else resource.owner).name == \"a\"", 2),
    ("(if principal is User then principal else principal.boss.boss.boss).name == \"a\"", 1),
    ("principal is User || resource.owner.boss.name == \"a\"", 0),
  ])
  func chainsAreMeasured(condition: String, level: Int) throws {
    #expect(try mistakes(in: condition, level: level) == [])
    if level > 0 {
      let found = try mistakes(in: condition, level: level - 1)
      #expect(!found.isEmpty)
      #expect(
        found.allSatisfy {
          $0.hasSuffix("Here an entity is dereferenced beyond level \(level - 1).")
        })
    }
  }

  @Test func headsAreMeasuredToo() throws {
    let policy = "permit (principal in Group::\"a\", action, resource);"
    #expect(try complaints(about: policy, level: 1) == [])
    #expect(
      try complaints(about: policy, level: 0) == [
        "1:1: policy0: Here an entity is dereferenced beyond level 0."
      ])
  }

  @Test(arguments: [
    ("User::\"a\".name == \"a\"", "1:1"), ("User::\"a\" in principal", "1:1"),
    ("(if principal has age then principal else User::\"a\").name == \"a\"", "1:43"),
    ("{a: User::\"a\"}.a.name == \"a\"", "1:5"), ("User::\"a\".hasTag(\"a\")", "1:1"),
  ])
  func literalsAreNotDereferenced(condition: String, place: String) throws {
    #expect(try mistakes(in: condition) == [])
    #expect(
      try mistakes(in: condition, level: 9) == [
        "\(place): An entity literal cannot be dereferenced when a level is set."
      ])
  }

  @Test func aChainIsMeasuredWhereTypesAreRight() throws {
    #expect(
      try mistakes(in: "resource.owner.name == 1", level: 1) == [
        "1:1: The operands of `==` must be of one type; here are `String`, `Long`."
      ])
  }
}
