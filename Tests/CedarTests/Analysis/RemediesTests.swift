import Cedar
import Testing

@Suite struct RemediesTests {
  @Test func anAllowNeedsNone() throws {
    let policies = "permit (principal, action, resource);"
    #expect(try Office.remedies(policies, Office.question("read")) == [])
  }

  @Test func theFewestFactsAreTold() throws {
    let policies = """
      permit (principal, action == Action::"read", resource)
      when { resource.isOpen };
      permit (principal is Person, action == Action::"read", resource)
      when { principal.role == Role::"boss" && resource.team == principal.team };
      """
    #expect(try Office.remedies(policies, Office.question("read")) == [["resource.isOpen"]])
  }

  @Test func everyForbidInTheWayIsToldAtOnce() throws {
    let policies = """
      permit (principal, action, resource);
      forbid (principal, action, resource) when { resource.readers.contains(principal.team) };
      forbid (principal, action, resource) unless { resource.pages < 5 };
      forbid (principal, action, resource) when { principal in resource.team };
      """
    let question = try Office.question(
      "read",
      paper: ["readers": [Office.value("Team", "north")], "team": Office.value("Team", "north")])
    #expect(
      try Office.remedies(policies, question) == [
        [
          "!(principal in resource.team)", "resource.pages < 5",
          "!resource.readers.contains(principal.team)",
        ]
      ])
  }

  @Test func valuesOfOnePlaceAreJoined() throws {
    let policies = """
      permit (principal is Person, action, resource)
      when { principal.role == Role::"writer" || principal.role == Role::"boss" };
      """
    let explanation = Remedies(
      schema: try Office.schema(), policies: try PolicySet(parsing: policies)
    ).explain(try Office.question("read"))
    #expect(explanation.isComplete)
    let fact = try #require(explanation.remedies.first?.facts.first)
    #expect(explanation.remedies.count == 1)
    #expect(fact.path == FactPath(.principal, ["role"]))
    #expect(fact.present == Office.value("Role", "reader"))
    #expect(fact.need == .oneOf([Office.value("Role", "writer"), Office.value("Role", "boss")]))
    #expect(fact.description == #"[Role::"writer", Role::"boss"].contains(principal.role)"#)
  }

  @Test func aChangeTellsAllThatItTurns() throws {
    // Another team of Ann's would do alone, but "not the paper's team" does not say that it is
    // none of the readers either.
    let policies = """
      permit (principal, action, resource);
      forbid (principal is Person, action, resource) when { resource.team == principal.team };
      forbid (principal is Person, action, resource)
      when { resource.readers.contains(principal.team) };
      """
    let north = Office.value("Team", "north")
    let question = try Office.question("read", paper: ["team": north, "readers": [north]])
    #expect(
      try Office.remedies(policies, question) == [
        ["principal.team != resource.team", "!resource.readers.contains(principal.team)"]
      ])
  }

  @Test func everyWayOfTheSameLengthIsTold() throws {
    let policies = """
      permit (principal, action, resource);
      forbid (principal is Person, action, resource) when {
        resource.author == principal || (resource has editor && resource.editor == principal)
      };
      """
    let question = try Office.question(
      "read", paper: ["author": .entity(Office.ann), "editor": .entity(Office.ann)])
    #expect(
      try Office.remedies(policies, question) == [
        ["principal != resource.author", "!(resource has editor)"],
        ["principal != resource.author", "principal != resource.editor"],
      ])
  }

  @Test func anAttributeIsSetWhereItIsAbsent() throws {
    let policies = """
      permit (principal, action, resource)
      when { resource has editor && resource.editor == principal };
      """
    // One fact, as whoever is the editor is there.
    #expect(
      try Office.remedies(policies, Office.question("read")) == [
        ["principal == resource.editor"]
      ])
  }

  @Test func onlyWhatTheSchemaLetsBeAbsentIsRemoved() throws {
    let policies = """
      permit (principal, action, resource);
      forbid (principal, action, resource) when { resource has title };
      forbid (principal, action, resource) when { resource has editor };
      """
    let question = try Office.question("read", paper: ["editor": .entity(Office.ann)])
    #expect(try Office.remedies(policies, question) == [])
    #expect(
      try Office.remedies(
        "permit (principal, action, resource) unless { resource has editor };", question)
        == [["!(resource has editor)"]])
  }

  @Test func aNameThatIsNoWordIsWrittenAsText() throws {
    let schema = try Schema(
      parsing: """
        entity User, Paper = { "a::b"?: String, "if"?: { "c d": Bool } };
        action read appliesTo { principal: User, resource: Paper };
        """)
    let policies = try PolicySet(
      parsing: """
        permit (principal, action, resource)
        when { !(resource has "a::b") && resource["if"]["c d"] };
        """)
    let paper = Entity(
      uid: Office.paper, attributes: ["a::b": "x", "if": .record(["c d": false])])
    let question = Question(
      Request(
        principal: Office.uid("User", "ann"), action: Office.uid("Action", "read"),
        resource: paper.uid), entities: try Entities([paper]))
    let remedies = Remedies(schema: schema, policies: policies).explain(question).remedies
    #expect(
      remedies.map { $0.facts.map(\.description) } == [
        [#"!(resource has "a::b")"#, #"resource["if"]["c d"]"#]
      ])
  }

  @Test func anotherTypeOfPrincipalBringsItsOwnFacts() throws {
    let policies = """
      permit (principal is Person, action == Action::"write", resource)
      when { principal.role == Role::"writer" && principal in resource.team };
      """
    let guest = Office.uid("Guest", "somebody")
    #expect(
      try Office.remedies(policies, Office.question("write", principal: guest)) == [
        ["principal in resource.team", "principal is Person", #"principal.role == Role::"writer""#]
      ])
  }

  @Test func whatCannotChangeIsNotTold() throws {
    let policies = """
      permit (principal, action, resource) when { resource.isOpen };
      permit (principal is Person, action, resource) when { principal.role == Role::"boss" };
      """
    let both = [[#"principal.role == Role::"boss""#], ["resource.isOpen"]]
    #expect(try Office.remedies(policies, Office.question("read")) == both)
    #expect(
      try Office.remedies(policies, Office.question("read")) { fact in
        fact.path.variable == .principal ? 1 : 0
      } == both.reversed())
    #expect(
      try Office.remedies(policies, Office.question("read")) { fact in
        fact.path.variable == .principal ? nil : 0
      } == [["resource.isOpen"]])
  }

  @Test func numbersAreMovedOverTheirBound() throws {
    let policies = """
      permit (principal, action, resource) when { resource.pages <= 3 || resource.pages > 20 };
      """
    #expect(
      try Office.remedies(policies, Office.question("read")) == [
        ["resource.pages <= 3"], ["resource.pages > 20"],
      ])
  }

  @Test func impossibleQuestionsAreNoWay() throws {
    let remedies = Remedies(
      schema: try Office.schema(),
      policies: try PolicySet(
        parsing: "permit (principal, action, resource) when { resource.isOpen };")
    ) { _ in
      0
    } isPossible: { question in
      question[FactPath(.resource, ["isOpen"])] != true
    }
    let explanation = remedies.explain(try Office.question("read"))
    #expect(explanation.remedies.isEmpty)
    #expect(explanation.isComplete)
  }

  @Test func aBoundIsAdmitted() throws {
    let policies = """
      permit (principal, action, resource)
      when { resource.isOpen && context.inColour && resource.pages < 1 };
      """
    let remedies = Remedies(schema: try Office.schema(), policies: try PolicySet(parsing: policies))
    let question = try Office.question("print", context: ["inColour": false])
    #expect(remedies.explain(question).remedies.map(\.facts.count) == [3])
    let cut = remedies.explain(question, within: Remedies.Bounds(attempts: 3))
    #expect(cut.remedies.isEmpty)
    #expect(!cut.isComplete)
  }

  @Test func nothingHelpsWhereNothingIsPermitted() throws {
    let explanation = Remedies(schema: try Office.schema(), policies: try PolicySet(parsing: ""))
      .explain(try Office.question("read"))
    #expect(explanation.response.decision == .deny)
    #expect(explanation.remedies.isEmpty)
  }
}
