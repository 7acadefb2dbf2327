import Cedar
import Testing

@Suite struct HeadTests {
  @Test(arguments: [
    ("principal, action == Action::\"promote\", resource is Photo", ""),
    ("principal == Group::\"a\", action, resource", " Try `in` instead of `==` for the principal."),
    (
      "principal == Group::\"a\", action == Action::\"view\", resource == Album::\"a\"",
      " Try `in` instead of `==` for the principal."
    ),
    ("principal, action, resource == Level::\"low\"", ""),
    ("principal in Album::\"a\", action, resource", ""),
    ("principal is Robot in Album::\"a\", action, resource", ""),
    ("principal is Robot, action == Action::\"promote\", resource", ""),
    ("principal, action == Action::\"read\", resource", ""),
  ])
  func someActionMustApply(head: String, advice: String) throws {
    #expect(
      try complaints(about: "permit (\(head));") == [
        "1:1: policy0: No action applies to a principal and a resource as the head demands"
          + " them.\(advice)"
      ])
  }

  @Test(arguments: [
    "principal, action, resource",
    "principal in Group::\"a\", action in Action::\"read\", resource",
    "principal == User::\"a\", action == Action::\"promote\", resource == User::\"a\"",
    "principal is Robot, action in [Action::\"view\", Action::\"promote\"], resource in Album::\"a\"",
    "principal is User in Group::\"a\", action, resource is User",
  ])
  func suchHeadsApply(head: String) throws {
    #expect(try complaints(about: "permit (\(head));") == [])
  }

  @Test func actionsOfDifferentTypesMakeNoList() throws {
    let validator = Validator(
      schema: try Schema(
        parsing: """
          entity U;
          namespace A { action a appliesTo { principal: U, resource: U }; }
          namespace B { action b appliesTo { principal: U, resource: U }; }
          """))
    let policies = try PolicySet(
      parsing: """
        permit (principal, action in [A::Action::"a", B::Action::"b"], resource);
        permit (principal, action in [], resource);
        """)
    #expect(
      validator.validate(policies).errors.map(\.description) == [
        "1:1: policy0: The elements of a set must be of one type; here are `A::Action`,"
          + " `B::Action`.",
        "2:1: policy1: No action applies to a principal and a resource as the head demands them.",
        "2:1: policy1: The type of the elements of an empty set is unknown.",
      ])
    #expect(
      validator.validate(policies, mode: .permissive).errors.map(\.policy) == ["policy1"])
  }

  @Test func whatNothingSatisfiesIsWarnedOf() throws {
    let policies = try PolicySet(
      parsing: """
        permit (principal is User, action, resource) when { principal is Robot };
        permit (principal, action, resource) when { principal has nonsense };
        forbid (principal, action, resource) unless { true };
        permit (principal is User, action, resource);
        """)
    let result = try validator().validate(policies)
    #expect(result.isValid)
    #expect(
      result.warnings.map(\.description) == [
        "1:1: policy0: No request satisfies this policy.",
        "2:1: policy1: No request satisfies this policy.",
        "3:1: policy2: No request satisfies this policy.",
      ])
  }

  @Test func whatTurnsTheDirectionOfWritingIsWarnedOf() throws {
    let policies = try PolicySet(
      parsing: """
        permit (principal, action, resource) when { "a\u{202E}b" == "c" || "x" like "\u{2066}*" };
        """)
    #expect(
      try validator().validate(policies).warnings.map(\.reason) == [
        .bidirectional("a\u{202E}b"), .bidirectional("\u{2066}"),
      ])
  }

  @Test func thePossibleKindsOfRequestAreTold() throws {
    let validator = try validator()
    #expect(validator.schema.environments.count == 9)
    let policies = try PolicySet(
      parsing: """
        permit (principal is Robot, action in Action::"read", resource)
        when { resource is Photo || principal.owner == resource };
        permit (principal, action == Action::"promote", resource);
        """
    ).policies
    #expect(
      validator.environments(satisfying: policies[0]).map(\.description) == [
        "Action::\"view\" (Robot on Photo)", "Action::\"edit\" (Robot on Photo)",
      ])
    #expect(
      validator.environments(satisfying: policies[1]) == [
        RequestEnvironment(principal: "User", action: action("promote"), resource: "User")
      ])
  }
}
