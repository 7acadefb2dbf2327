import Cedar
import Testing

@Suite struct TypeTests {
  @Test(arguments: [
    ("principal.name", "1:1: Expected `Bool`, found `String`."),
    ("principal.nam == \"a\"", "1:1: There is no attribute \"nam\" of `User`."),
    (
      "principal.age > 3",
      "1:1: The attribute \"age\" of `User` may be absent; test it with `has` before."
    ),
    (
      "principal.home.zip == 1",
      "1:1: The attribute \"zip\" of `{\"zip\"?: Long, \"city\": String}` may be absent;"
        + " test it with `has` before."
    ),
    (
      "context.near",
      "1:1: The attribute \"near\" of `{\"at\": datetime, \"near\"?: Bool}` may be"
        + " absent; test it with `has` before."
    ),
    ("principal.name < 3", "1:1: Expected `Long`, found `String`."),
    ("context.at < 3", "1:1: Expected `Long`, found `datetime`."),
    ("context.at < principal.name", "1:14: Expected `datetime`, found `String`."),
    ("principal.name + 1 == 2", "1:1: Expected `Long`, found `String`."),
    ("-principal.name == 2", "1:2: Expected `Long`, found `String`."),
    ("!principal.name", "1:2: Expected `Bool`, found `String`."),
    ("principal.name && true", "1:1: Expected `Bool`, found `String`."),
    ("principal.name in resource", "1:1: Expected `an entity`, found `String`."),
    (
      "principal in principal.name",
      "1:14: Expected `Set<an entity>` or `an entity`, found `String`."
    ),
    ("resource like \"a\"", "1:1: Expected `String`, found `Photo`."),
    ("principal.name is User", "1:1: Expected `an entity`, found `String`."),
    ("principal.name.isEmpty()", "1:1: Expected `a set`, found `String`."),
    ("principal.name has a", "1:1: Expected `an entity` or `a record`, found `String`."),
    (
      "principal == principal.name",
      "1:1: The operands of `==` must be of one type; here are `User`, `String`."
    ),
    (
      "resource.sizes.contains(\"a\")",
      "1:1: The elements of the set and the operand of `contains` must be of one type;"
        + " here are `Long`, `String`."
    ),
    (
      "resource.sizes.containsAny([\"a\"])",
      "1:1: The operands of `containsAll` and `containsAny` must be of one type;"
        + " here are `Set<Long>`, `Set<String>`."
    ),
    (
      "[principal, resource].contains(principal)",
      "1:1: The elements of a set must be of one type; here are `User`, `Photo`."
    ),
    (
      "(if principal has age then principal else resource) == principal",
      "1:2: The branches of an `if` must be of one type; here are `User`, `Photo`."
    ),
    ("principal in []", "1:14: The type of the elements of an empty set is unknown."),
    ("ip(\"1.2.3\").isIpv4()", "1:1: \"1.2.3\" is no well-formed argument of `ip`."),
    ("ip(principal.name).isIpv4()", "1:1: `ip` takes a literal only."),
    ("ip().isIpv4()", "1:1: `ip` takes 1 argument, not 0."),
    ("context.at.offset(1) == context.at", "1:19: Expected `duration`, found `Long`."),
    (
      "principal.getTag(\"a\").isEmpty()",
      "1:1: The tag of `User` may be absent; test it with"
        + " `hasTag` before."
    ),
    ("principal.hasTag(1)", "1:18: Expected `String`, found `Long`."),
    ("principal == Nobody::\"a\"", "1:14: There is no entity type `Nobody`."),
    ("false && principal is Nobody", "1:10: There is no entity type `Nobody`."),
    ("action == Action::\"delete\"", "1:11: There is no action Action::\"delete\"."),
    (
      "principal.level == Level::\"middle\"",
      "1:20: There is no entity Level::\"middle\": the ids of `Level` are \"low\", \"high\"."
    ),
  ])
  func aMistakeIsNamed(condition: String, message: String) throws {
    #expect(try mistakes(in: condition) == [message])
  }

  @Test(arguments: [
    // Facts reach what is evaluated after them, and only that.
    "principal has age && principal.age > 3",
    "!(principal has age) || true",
    "if principal has age then principal.age > 3 else false",
    "(principal has age || (principal has age && principal.age > 1)) && principal.age > 3",
    "principal has boss.boss.age && principal.boss.boss.age > 3",
    "principal has away && principal.away has zip && principal.away.zip == 1",
    "principal.hasTag(\"a\") && principal.getTag(\"a\").contains(\"b\")",
    "principal.hasTag(principal.name) && principal.getTag(principal.name).isEmpty()",
    "{user: principal} has user && {user: principal}.user.name == \"a\"",
    // What is never reached is not looked at.
    "principal is User || principal.nonsense",
    "!(resource is Album) || resource.nonsense",
    "if principal is Robot then principal.nonsense else true",
    "if action == Action::\"view\" then true else 1 + true == 3",
    "principal has nonsense && principal.nonsense.more",
    "action in Action::\"read\" || context.nonsense",
    "principal == resource || true",
    "1 == \"a\" || true",
    "principal in Album::\"a\" && resource.nonsense",
    "principal has friends && principal.friends.contains(principal)",
    "[1, -1].contains(-9223372036854775808) && duration(\"1h\") < duration(\"2h\")",
  ])
  func noMistakeIsFound(condition: String) throws {
    #expect(try mistakes(in: condition) == [])
  }

  @Test(arguments: [
    "3 == \"a\"", "3 == (false && true)", "(true || false) != \"a\"",
    "action == (true && true && false)", "3 == (true && true && (false || true))",
  ])
  func literalsOfAnyTypesAreCompared(condition: String) throws {
    #expect(try mistakes(in: condition) == [])
  }

  @Test(arguments: [
    ("3 == !true", "always false"), ("3 == (if true then true else false)", "always true"),
    ("3 == (1 == 1 && true)", "always true"), ("3 == (true || 1)", "always true"),
    ("3 == (false && context.at == context.at)", "always false"),
    ("3 == (true && true && context.at == context.at)", "Bool"),
  ])
  func onlyChainsOfLiteralsCountAsOne(condition: String, type: String) throws {
    #expect(
      try mistakes(in: condition) == [
        "1:1: The operands of `==` must be of one type; here are `Long`, `\(type)`."
      ])
  }

  @Test func aMistakeInOneBranchHidesNoOther() throws {
    #expect(
      try mistakes(in: "principal.a == 1 &&\n(resource.b == 2 || principal.name > 3)") == [
        "1:1: There is no attribute \"a\" of `User`.",
        "2:2: There is no attribute \"b\" of `Photo`.",
        "2:21: Expected `Long`, found `String`.",
      ])
  }

  @Test func everyKindOfRequestIsTyped() throws {
    #expect(
      try complaints(about: "permit (principal, action, resource) when { principal.age > 1 };") == [
        "1:45: policy0: The attribute \"age\" of `User` may be absent; test it with `has` before.",
        "1:45: policy0: Expected `Long`, found `String`.",
      ])
  }

  @Test(arguments: [
    "[principal, resource].contains(principal)", "[].isEmpty()", "principal in []",
    "ip(principal.name).isIpv4()", "principal.name == 1",
    "(if principal has age then principal else resource) has title",
    "(if principal has age then {a: 1} else {a: 1, b: 2}).a == 1",
    "resource.sizes.contains(\"a\")",
  ])
  func permissiveModeAdmitsMore(condition: String) throws {
    #expect(try mistakes(in: condition, mode: .permissive) == [])
    #expect(try mistakes(in: condition) != [])
  }

  @Test func permissiveModeJoinsTypes() throws {
    let joined = "(if principal has age then principal.boss else resource)"
    #expect(
      try mistakes(in: "principal has boss && \(joined).name == \"a\"", mode: .permissive) == [
        "1:23: The attribute \"name\" is not one of every `Photo or User`."
      ])
  }

  @Test func deepExpressionsAreTyped() async throws {
    let deep = (0..<190).reduce("true") { inner, _ in "if principal has age then \(inner) else true"
    }
    let sets = String(repeating: "[", count: 190) + "1" + String(repeating: "]", count: 190)
    let records =
      String(repeating: "{a: ", count: 190) + "1" + String(repeating: "}", count: 190)
    // On a thread of the pool, whose stack may be smaller.
    let found = try await Task.detached {
      try mistakes(in: "(\(deep)) && \(sets) == \(sets) && \(records) == \(records)")
    }.value
    #expect(found == [])
  }
}
