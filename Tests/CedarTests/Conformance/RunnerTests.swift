import Cedar
import Testing

/// The runner itself, held against a corpus of a few lines.
@Suite struct RunnerTests {
  private static let jsonSchema = """
    {"": {"entityTypes": {"User": {}}, "actions": {"view": {
      "appliesTo": {"principalTypes": ["User"], "resourceTypes": ["User"]}}}}}
    """

  private static let jsonPolicies = """
    {"staticPolicies": {"policy0": {"effect": "permit",
      "principal": {"op": "==", "entity": {"type": "User", "id": "alice"}},
      "action": {"op": "All"}, "resource": {"op": "All"}, "conditions": []}},
     "templates": {}, "templateLinks": []}
    """

  private static let files = [
    "a/data/policies.cedar": "permit (principal == User::\"alice\", action, resource);",
    "a/data/schema.cedarschema":
      "entity User; action view appliesTo { principal: User, resource: User };",
    "a/data/schema.json": jsonSchema, "a/data/policies.json": jsonPolicies,
    "a/data/all.entities.json": "[]",
    "a/data/strange.entities.json":
      #"[{"uid": {"type": "Robot", "id": ""}, "attrs": {}, "parents": []}]"#,
  ]

  private func report(
    _ test: String, principal: String = #"{"type": "User", "id": "alice"}"#, more: String = ""
  ) async -> Conformance.Report {
    var files = Self.files
    files["a/tests/deep/1.json"] = """
      {\(test), "requests": [{
        "description": "one", "principal": \(principal),
        "action": {"type": "Action", "id": "view"}, "resource": {"type": "User", "id": "bob"},
        "context": {}, "decision": "allow", "reason": ["policy0"], "errors": []\(more)}]}
      """
    let content = files
    return await Conformance(files: Array(files.keys)) { path in
      Array((content[path] ?? "").utf8)
    }.run(inParts: 3)
  }

  private static let right = """
    "policies": "data/policies.cedar", "entities": "data/all.entities.json",
    "schema": "data/schema.cedarschema", "shouldValidate": true
    """

  @Test func aTestIsFoundByWhatIsInIt() async {
    let report = await report(Self.right)
    #expect(report.failures == [])
    #expect(report.requests.description == "1 of 1")
    #expect(report.validations.description == "1 of 1")
    #expect(report.total.description == "2 of 2")
  }

  @Test func pathsMayStartAboveTheFolder() async {
    let report = await report(Self.right.replacing("\"data/", with: "\"above/a/data/"))
    #expect(report.total.description == "2 of 2")
  }

  @Test func schemasAndPoliciesMayBeJSON() async {
    let test = Self.right
      .replacing(
        "data/schema.cedarschema\"", with: "data/schema.json\", \"schemaFormat\": \"json\""
      )
      .replacing(
        "data/policies.cedar\"", with: "data/policies.json\", \"policyFormat\": \"json\"")
    #expect(await report(test).total.description == "2 of 2")
  }

  @Test func principalsMayBeWrittenAsEntities() async {
    let report = await report(
      Self.right, principal: #"{"__entity": {"type": "User", "id": "alice"}}"#)
    #expect(report.total.description == "2 of 2")
  }

  @Test func aWrongVerdictIsTold() async {
    let report = await report(Self.right.replacing("true", with: "false"))
    #expect(
      report.failures == ["a/tests/deep/1.json: expected invalid policies; got []"])
    #expect(report.total.description == "1 of 2")
  }

  @Test func aWrongAnswerIsTold() async {
    let report = await report(Self.right, principal: #"{"type": "User", "id": "bob"}"#)
    #expect(report.failures.count == 1)
    #expect(report.requests.description == "0 of 1")
    #expect(report.validations.description == "1 of 1")
  }

  @Test func aRequestMustConformUnlessSaidOtherwise() async {
    let robot = #"{"type": "Robot", "id": ""}"#
    #expect(
      await report(Self.right, principal: robot).failures
        == ["a/tests/deep/1.json: request 0: The schema has no entity type `Robot`."])
    let lenient = await report(
      Self.right, principal: robot, more: ", \"validateRequest\": false")
    #expect(lenient.failures.first?.contains("expected allow") == true)
  }

  @Test func entitiesMustConform() async {
    let report = await report(Self.right.replacing("data/all.", with: "data/strange."))
    #expect(
      report.failures == ["a/tests/deep/1.json: The schema has no entity type `Robot`."])
    #expect(report.requests.description == "0 of 1")
  }

  @Test func whatCannotBeReadFails() async {
    let report = await report(Self.right.replacing("data/policies", with: "data/missing"))
    #expect(report.requests.description == "0 of 1")
  }
}
