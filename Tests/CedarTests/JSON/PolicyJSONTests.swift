import Cedar
import JSON
import Testing

@Suite struct PolicyJSONTests {
  @Test func aSetHasItsForm() throws {
    let set = try PolicySet(
      parsing: """
        @id("a") @note
        forbid (principal is User in User::"alice", action in [Action::"b", Action::"c"], resource)
        when { principal.x && !context.y && resource has "z w" }
        unless { -1 >= 2 };
        permit (principal in ?principal, action == Action::"b", resource == ?resource);
        """
    ).linking("l", Policy.Link(template: "policy1", values: [.principal: alice, .resource: photo]))
    let json = try JSON(
      parsing: """
        {"templates": {"policy1": {
           "effect": "permit", "principal": {"op": "in", "slot": "?principal"},
           "action": {"op": "==", "entity": {"type": "Action", "id": "b"}},
           "resource": {"op": "==", "slot": "?resource"}, "conditions": []}},
         "staticPolicies": {"policy0": {
           "effect": "forbid",
           "principal": {"op": "is", "entity_type": "User",
             "in": {"entity": {"type": "User", "id": "alice"}}},
           "action": {"op": "in",
             "entities": [{"type": "Action", "id": "b"}, {"type": "Action", "id": "c"}]},
           "resource": {"op": "All"},
           "conditions": [
             {"kind": "when", "body": {"&&": {
               "left": {"&&": {
                 "left": {".": {"left": {"Var": "principal"}, "attr": "x"}},
                 "right": {"!": {"arg": {".": {"left": {"Var": "context"}, "attr": "y"}}}}}},
               "right": {"has": {"left": {"Var": "resource"}, "attr": "z w"}}}}},
             {"kind": "unless", "body": {">=": {"left": {"Value": -1}, "right": {"Value": 2}}}}],
           "annotations": {"id": "a", "note": ""}}},
         "templateLinks": [{"templateId": "policy1", "newId": "l", "values": {
           "?principal": {"type": "User", "id": "alice"},
           "?resource": {"type": "Photo", "id": "beach.jpg"}}}]}
        """)
    #expect(set.json == json)
    let read = try PolicySet(json: json)
    #expect(read.policies == set.policies)
    #expect(read.templates == set.templates)
    #expect(read.json == json)
  }

  @Test func aPolicyReadFromJSONHasItsPrintedText() throws {
    let policy = try Policy(json: Self.policy(), id: "caf\u{e9}")
    #expect(policy.id.utf8.count == 5)
    #expect(policy.text == "permit (principal, action, resource);\n")
    #expect(policy.position.description == "1:1")
  }

  @Test func readingTheJSONOfAnExpressionGivesTheSame() throws {
    var random = RandomExpressions(seed: 2)
    for _ in 0..<2_000 {
      let expression = random.expression(5)
      #expect(try Expression(json: expression.json) == expression)
    }
  }

  /// Other forms of the same, as the reference engine takes them.
  @Test(arguments: [
    (#"{"Value": [1, {"a": {"__entity": {"type": "A", "id": ""}}}]}"#, #"[1, {a: A::""}]"#),
    (#"{"Value": {"__extn": {"fn": "ip", "arg": "x"}}}"#, #"ip("x")"#),
    (
      #"{"Value": {"__extn": {"fn": "offset", "args": [{"__extn": {"fn": "datetime", "arg": "d"}}, 1]}}}"#,
      #"datetime("d").offset(1)"#
    ),
    (#"{"Value": {"__entity": "x", "y": 1}}"#, #"{__entity: "x", y: 1}"#),
    (#"{"Value": {"type": "A", "id": ""}}"#, #"{type: "A", id: ""}"#),
    (
      #"{"has": {"left": {"Var": "principal"}, "attr": ["a", "b c"]}}"#,
      #"principal has a && principal.a has "b c""#
    ),
    (
      #"{"is": {"left": {"Var": "principal"}, "entity_type": "A", "in": {"Var": "resource"}}}"#,
      "principal is A && principal in resource"
    ),
    (#"{"is": {"left": {"Var": "principal"}, "entity_type": "A", "in": null}}"#, "principal is A"),
    (#"{"neg": {"arg": {"Value": -9223372036854775808}}}"#, "--9223372036854775808"),
    (
      #"{"like": {"left": {"Value": ""}, "pattern": [{"Literal": "a"}, {"Literal": "*"}, "Wildcard"]}}"#,
      #""" like "a\**""#
    ),
    (
      #"{"||": {"left": {"Value": true}, "right": {"||": {"left": {"Value": 1}, "right": {"Value": 2}}}}}"#,
      "true || 1 || 2"
    ),
    (#"{"ip": []}"#, "ip()"), (#"{"lessThan": [{"Value": 1}]}"#, "1.lessThan()"),
  ])
  func expressionsAreRead(json: String, text: String) throws {
    #expect(try Expression(json: JSON(parsing: json)).description == text)
  }

  @Test(arguments: [
    ("{}", "An expression is an object with one member."),
    (#"{"Value": 1, "Var": "principal"}"#, "An expression is an object with one member."),
    ("1", "An object is expected."),
    (#"{"Value": null}"#, "/Value: There is no null in Cedar."),
    (#"{"Value": 1.0}"#, "/Value: Numbers have no fraction and fit into 64 bits."),
    (#"{"Value": {"__expr": "1"}}"#, "/Value: `__expr` is no longer supported."),
    (
      #"{"Value": {"__extn": {"fn": "f", "arg": 1}}}"#,
      "/Value/__extn/fn: There is no function of this name."
    ),
    (
      #"{"Value": {"__extn": {"fn": "ip", "arg": 1, "args": []}}}"#,
      "/Value/__extn/args: `arg` and `args` exclude each other."
    ),
    (
      #"{"Var": "user"}"#,
      "/Var: There are the variables principal, action, resource and context."
    ),
    (#"{"Slot": "?principal"}"#, "/Slot: A slot stands only in the head of a template."),
    (#"{"!": {"arg": {"Value": 1}, "x": 1}}"#, "/!/x: A member of this name has no meaning here."),
    (#"{"==": {"left": {"Value": 1}}}"#, "/==: The member `right` is missing."),
    (#"{"f": []}"#, "/f: There is no operator and no function of this name."),
    (#"{"isIpv4": []}"#, "/isIpv4: The method `isIpv4` is called on nothing."),
    (#"{"has": {"left": {"Value": 1}, "attr": []}}"#, "/has/attr: A name is missing."),
    (
      #"{"like": {"left": {"Value": ""}, "pattern": ["x"]}}"#,
      #"/like/pattern/0: `"Wildcard"` or `{"Literal": …}` is expected."#
    ),
    (
      #"{"is": {"left": {"Value": 1}, "entity_type": "A ::B"}}"#,
      "/is/entity_type: This is no name of an entity type."
    ),
    (
      #"{"&&": {"left": {"&&": {"left": {"Value": 1}}}, "right": {"Value": 1}}}"#,
      "/&&/left/&&: The member `right` is missing."
    ),
  ])
  func mistakesInExpressionsAreNamed(json: String, message: String) throws {
    let json = try JSON(parsing: json)
    let error = #expect(throws: DataError.self) { try Expression(json: json) }
    #expect(error?.description == message)
  }

  static func policy(_ change: (inout JSONObject) -> Void = { _ in }) -> JSON {
    var members: JSONObject = [
      "effect": "permit", "principal": ["op": "All"], "action": ["op": "All"],
      "resource": ["op": "All"], "conditions": [],
    ]
    change(&members)
    return .object(members)
  }

  @Test(
    arguments: [
      ("effect", "allow", "/effect: `permit` or `forbid` is expected."),
      ("effect", nil, "The member `effect` is missing."),
      ("conditions", nil, "The member `conditions` is missing."),
      ("x", 1, "/x: A member of this name has no meaning here."),
      ("annotations", ["a b": "c"], "/annotations/a b: This is no name of an annotation."),
      ("annotations", ["a": 1], "/annotations/a: A string is expected."),
      ("principal", [:], "/principal: The member `op` is missing."),
      ("principal", ["op": "has"], "/principal/op: `All`, `==`, `in` or `is` is expected."),
      (
        "principal", ["op": "All", "x": 1],
        "/principal/x: A member of this name has no meaning here."
      ),
      (
        "principal", ["op": "==", "slot": "?resource"],
        "/principal/slot: Of slots, only `?principal` can stand here."
      ),
      (
        "principal", ["op": "==", "slot": "?principal"],
        "A policy has no slots; this is a template."
      ),
      (
        "resource", ["op": "is", "entity_type": "if"],
        "/resource/entity_type: This is no name of an entity type."
      ),
      ("action", ["op": "is", "entity_type": "A"], "/action/op: `All`, `==` or `in` is expected."),
      (
        "action", ["op": "==", "slot": "?principal"],
        "/action/slot: A member of this name has no meaning here."
      ),
      (
        "action", ["op": "in", "entities": [["type": "A", "id": "b"]]],
        #"/action/entities/0: A::"b" is no action: its type must be named `Action`."#
      ),
      (
        "conditions", [["kind": "where", "body": ["Value": true]]],
        "/conditions/0/kind: `when` or `unless` is expected."
      ),
      ("conditions", [["kind": "when"]], "/conditions/0: The member `body` is missing."),
    ] as [(String, JSON?, String)])
  func mistakesInPoliciesAreNamed(member: String, value: JSON?, message: String) {
    let error = #expect(throws: DataError.self) {
      try Policy(json: Self.policy { $0[member] = value }, id: "p")
    }
    #expect(error?.description == message)
  }

  @Test func aPolicyIsReadLeniently() throws {
    let json = Self.policy {
      $0["annotations"] = ["if": nil]
      $0["principal"] = ["op": "all"]
      $0["resource"] = ["op": "is", "entity_type": "A", "in": nil]
      $0["action"] = ["op": "in", "entity": ["__entity": ["type": "Action", "id": "a"]]]
    }
    let policy = try Policy(json: json, id: "p")
    #expect(
      policy.description == "@if\npermit (principal, action in Action::\"a\", resource is A);\n")
  }

  @Test(
    arguments: [
      (["templates": [:], "staticPolicies": [:]], "The member `templateLinks` is missing."),
      (
        ["templates": ["p": policy()], "staticPolicies": [:], "templateLinks": []],
        #"The template "p" has no slot."#
      ),
      (
        [
          "templates": [:], "staticPolicies": [:],
          "templateLinks": [["templateId": "t", "newId": "l", "values": [:]]],
        ], #"There is no template "t"."#
      ),
      (
        [
          "templates": [:], "staticPolicies": [:],
          "templateLinks": [["templateId": "t", "newId": "l", "values": ["?x": 1]]],
        ], "/templateLinks/0/values/?x: There are the slots `?principal` and `?resource`."
      ),
      (
        [
          "templates": ["p": policy { $0["principal"] = ["op": "==", "slot": "?principal"] }],
          "staticPolicies": ["p": policy()], "templateLinks": [],
        ], #"The id "p" names more than one policy or template."#
      ),
    ] as [(JSON, String)])
  func mistakesInSetsAreNamed(json: JSON, message: String) {
    let error = #expect(throws: DataError.self) { try PolicySet(json: json) }
    #expect(error?.description == message)
  }

  @Test func depthIsBounded() throws {
    func nested(_ depth: Int) -> JSON {
      (1..<depth).reduce(["Value": true]) { json, _ in ["!": ["arg": json]] }
    }
    _ = try Expression(json: nested(200))
    let error = #expect(throws: DataError.self) { try Expression(json: nested(201)) }
    #expect(error?.reason == "Expressions are nested deeper than 200 levels.")
    let sets = (1..<300).reduce(JSON.array([])) { json, _ in [json] }
    #expect(throws: DataError.self) { try Expression(json: ["Value": sets]) }
  }

  @Test func longChainsMakeNoDeepDocument() throws {
    let chain = Expression(.or(Array(repeating: Expression(.literal(true)), count: 10_000)))
    let text = chain.json.serialised()
    #expect(try Expression(json: JSON(parsing: text, maximumDepth: 200)) == chain)
  }
}
