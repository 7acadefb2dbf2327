import Cedar
import Testing

/// What is left of a policy when alice's request is known in part.
@Suite struct PartialAuthorizeTests {
  /// The outcome of the only policy: a permit under this condition, on a photo of which nothing but
  /// `isPublic` and the tag `mood` is known.
  private func outcome(_ condition: String, entities: PartialEntities = .init(.none)) throws
    -> PartialResponse.Outcome
  {
    let known = PartialEntity(
      attributes: PartialRecord(["isPublic": false], absent: ["gone"]),
      ancestors: [album], tags: PartialRecord(["mood": "calm"], absent: []))
    let policy = "permit (principal, action, resource) when { \(condition) };"
    let response = try PolicySet(parsing: policy).authorize(
      PartialRequest(
        principal: .known(alice), action: action("view"),
        resource: .unknown("Photo", known),
        context: PartialRecord(["hour": 12], absent: ["device"])),
      entities: entities)
    return try #require(response.answers.first).outcome
  }

  /// What is left of a condition: `true`, `false`, `error`, or what the condition `left` says.
  private func expect(
    _ condition: String, leaves left: String, entities: PartialEntities = .init(.none),
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    switch try outcome(condition, entities: entities) {
    case .satisfied: #expect(left == "true", sourceLocation: location)
    case .unsatisfied: #expect(left == "false", sourceLocation: location)
    case .failed: #expect(left == "error", sourceLocation: location)
    case .residual(let expression):
      let wanted = try PolicySet(parsing: "permit (principal, action, resource) when { \(left) };")
      #expect(expression == wanted.policies[0].conditions[0].expression, sourceLocation: location)
    }
  }

  @Test func knownPartsDecide() throws {
    try expect("resource.isPublic", leaves: "false")
    try expect("!resource.isPublic && context.hour == 12", leaves: "true")
    try expect("resource has isPublic", leaves: "true")
    try expect("resource has gone", leaves: "false")
    try expect("resource.gone", leaves: "error")
    try expect("context has device", leaves: "false")
    try expect("context.device == 1", leaves: "error")
    try expect(#"resource.getTag("mood") == "calm""#, leaves: "true")
    try expect("resource is Photo", leaves: "true")
    try expect(#"resource in Album::"holidays""#, leaves: "true")
    try expect(#"resource in Album::"other""#, leaves: "false")
    try expect("1 + \"a\" == 2", leaves: "error")
  }

  @Test func unknownPartsStay() throws {
    try expect("resource.owner == principal", leaves: #"resource.owner == User::"alice""#)
    try expect("resource has owner", leaves: "resource has owner")
    try expect(#"resource in Photo::"beach.jpg""#, leaves: #"resource in Photo::"beach.jpg""#)
    try expect("context.place == 1 + 1", leaves: "context.place == 2")
    try expect(#"resource.hasTag("size")"#, leaves: #"resource.hasTag("size")"#)
    try expect(
      "(if resource.a then context.hour else 1 + 2) == 1",
      leaves: "(if resource.a then 12 else 3) == 1")
  }

  @Test func anUnknownResourceDiffersFromWhatHasAnotherType() throws {
    try expect("resource == principal", leaves: "false")
    try expect("resource == 1", leaves: "false")
    try expect(#"resource == Photo::"beach.jpg""#, leaves: #"resource == Photo::"beach.jpg""#)
  }

  @Test func chainsKeepWhatMayFailBeforeTheirEnd() throws {
    try expect("resource.a && false", leaves: "resource.a && false")
    try expect("resource has a && false", leaves: "false")
    try expect("resource.a && resource has b && false", leaves: "resource.a && false")
    try expect("resource.a || true", leaves: "resource.a || true")
    try expect("resource has a || true || resource.b", leaves: "true")
    try expect("resource.isPublic && resource.a", leaves: "false")
    try expect("!resource.isPublic && resource.a && resource.b", leaves: "resource.a && resource.b")
    try expect(
      "(resource.a && resource.b) && resource.c", leaves: "resource.a && resource.b && resource.c")
    try expect("resource.gone || resource.a", leaves: "error")
    try expect("resource.a || resource.gone", leaves: "resource.a || resource.gone")
  }

  /// `resource.a && true` is an error where `resource.a` is 1; without the chain it would be 1.
  @Test func aChainKeepsDemandingTruthValues() throws {
    try expect("(resource.a && true) == 1", leaves: "(resource.a && true) == 1")
    try expect("(resource has a && true) == true", leaves: "(resource has a) == true")
    try expect("resource.a && true", leaves: "resource.a")
  }

  @Test func anEntityThatIsNotListedMayBeAnything() throws {
    let missing = PartialEntities(.none, others: .missing)
    try expect("principal.age == 1", leaves: #"User::"alice".age == 1"#)
    try expect("principal.age == 1", leaves: "error", entities: missing)
    try expect("principal has age", leaves: #"User::"alice" has age"#)
    try expect("principal has age", leaves: "false", entities: missing)
    try expect(#"principal in Group::"g""#, leaves: "false", entities: missing)
    try expect(#"User::"bob" in [User::"bob", Group::"g"]"#, leaves: "true")
    try expect(
      #"principal in Group::"g""#, leaves: "true",
      entities: PartialEntities(
        .none,
        partial: [alice: PartialEntity(ancestors: [EntityUID(type: "Group", id: "g")])]))
  }

  @Test(arguments: [
    ("permit (principal, action, resource);", Decision.allow),
    ("permit (principal, action, resource) when { resource.a };", nil),
    ("permit (principal, action, resource) when { resource.a && false };", .deny),
    ("permit (principal == User::\"bob\", action, resource) when { resource.a };", .deny),
    ("permit (principal, action, resource); forbid (principal, action, resource);", .deny),
    (
      "permit (principal, action, resource); forbid (principal, action, resource) when { resource.a };",
      nil
    ),
    (
      "permit (principal, action, resource) when { resource.a };"
        + "permit (principal, action, resource);"
        + "forbid (principal, action == Action::\"edit\", resource);",
      .allow
    ),
    (
      "permit (principal, action, resource) when { resource.a };"
        + "forbid (principal, action, resource) when { principal is User };",
      .deny
    ),
  ])
  func whatIsUnknownMayNotMatter(policies: String, decision: Decision?) throws {
    let response = try PolicySet(parsing: policies).authorize(
      PartialRequest(
        principal: .known(alice), action: action("view"), resource: .unknown("Photo")),
      entities: PartialEntities(.none))
    #expect(response.decision == decision)
  }
}
