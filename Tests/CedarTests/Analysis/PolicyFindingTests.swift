import Cedar
import Testing

@Suite struct PolicyFindingTests {
  @Test func actionsThatNobodyMayDo() throws {
    let set = try PolicySet(
      parsing: """
        permit (principal, action == Action::"read", resource);
        permit (principal is Guest, action == Action::"print", resource);
        permit (principal in Role::"boss", action == Action::"write", resource);
        permit (principal, action == Action::"fly", resource);
        forbid (principal, action == Action::"write", resource);
        """, file: "a.cedar")
    #expect(
      set.findings(against: try Office.schema()).map(\.description) == [
        #"No policy permits Action::"print"."#, #"No policy permits Action::"write"."#,
      ])
  }

  @Test func annotationsThatLackOrRepeat() throws {
    let set = try PolicySet(
      parsing: """
        @id("one") @why("because") permit (principal, action, resource);
        @id("one") permit (principal, action, resource);
        @why("because") permit (principal, action, resource);
        """, file: "a.cedar")
    #expect(
      set.findings(requiring: ["id", "why"], unique: ["id"]).map(\.description) == [
        #"a.cedar:2:1: `@id("one")` stands at a.cedar:1:1 already."#,
        "a.cedar:2:1: The annotation `@why` is missing.",
        "a.cedar:3:1: The annotation `@id` is missing.",
      ])
  }
}
