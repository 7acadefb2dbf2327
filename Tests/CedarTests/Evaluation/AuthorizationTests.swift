import Cedar
import Testing

@Suite struct AuthorizationTests {
  @Test func nothingIsPermittedByDefault() throws {
    let response = try answer("")
    #expect(response.decision == .deny)
    #expect(response.determining.isEmpty)
    #expect(response.errors.isEmpty)
  }

  @Test func aForbidWinsOverPermits() throws {
    let response = try answer(
      """
      permit (principal, action, resource);
      forbid (principal == User::"alice", action, resource);
      permit (principal == User::"alice", action, resource);
      """)
    #expect(response.decision == .deny)
    #expect(response.determining.map(\.id) == ["policy1"])
  }

  @Test func everySatisfiedPermitDetermines() throws {
    let response = try answer(
      """
      permit (principal, action, resource);
      forbid (principal == User::"bob", action, resource);
      permit (principal == User::"alice", action, resource);
      """)
    #expect(response.decision == .allow)
    #expect(response.determining.map(\.id) == ["policy0", "policy2"])
  }

  @Test func aPolicyThatFailsIsLeftOutAndNamed() throws {
    let response = try answer(
      """
      permit (principal, action, resource);
      forbid (principal, action, resource) when { context.missing };
      forbid (principal, action, resource) when { 1 };
      """)
    #expect(response.decision == .allow)
    #expect(response.determining.map(\.id) == ["policy0"])
    #expect(response.errors.map(\.policy.id) == ["policy1", "policy2"])
    #expect(
      response.errors.map(\.error) == [
        .noSuchAttribute("missing", of: nil),
        .typeMismatch(expected: [.bool], found: .long),
      ])
    #expect(
      response.errors[0].description
        == "2:1: policy1: The record has no attribute \"missing\".")
  }

  @Test func whenMustHoldAndUnlessMustNot() throws {
    let policy = """
      permit (principal, action, resource)
      when { context.isMember }
      unless { context.isSuspended };
      """
    #expect(
      try answer(policy, context: ["isMember": true, "isSuspended": false]).decision == .allow)
    #expect(try answer(policy, context: ["isMember": true, "isSuspended": true]).decision == .deny)
    #expect(
      try answer(policy, context: ["isMember": false, "isSuspended": false]).decision == .deny)
  }

  @Test func aConditionThatIsNotReachedCannotFail() throws {
    let response = try answer(
      "permit (principal, action, resource) when { false } unless { context.missing };")
    #expect(response.errors.isEmpty)
  }

  @Test func theHeadIsHeldAgainstTheHierarchy() throws {
    let entities = [
      Entity(uid: alice, parents: [EntityUID(type: "Team", id: "north")]),
      Entity(
        uid: EntityUID(type: "Team", id: "north"),
        parents: [EntityUID(type: "Company", id: "all")]),
      Entity(uid: photo, parents: [album]),
    ]
    func decision(_ head: String) throws -> Decision {
      try answer("permit (\(head));", entities: entities).decision
    }
    #expect(try decision(#"principal in Company::"all", action, resource"#) == .allow)
    #expect(try decision(#"principal in Company::"none", action, resource"#) == .deny)
    #expect(try decision(#"principal is User in Team::"north", action, resource"#) == .allow)
    #expect(try decision(#"principal is Team in Team::"north", action, resource"#) == .deny)
    #expect(try decision(#"principal, action, resource in Album::"holidays""#) == .allow)
    #expect(try decision(#"principal, action, resource == Photo::"beach.jpg""#) == .allow)
    #expect(try decision(#"principal, action, resource is Photo"#) == .allow)
    #expect(try decision(#"principal, action, resource is Album"#) == .deny)
    #expect(try decision(#"principal, action == Action::"edit", resource"#) == .deny)
    #expect(try decision(#"principal, action in [], resource"#) == .deny)
    #expect(
      try decision(#"principal, action in [Action::"edit", Action::"view"], resource"#) == .allow)
  }
}
