import Cedar
import Testing

@Suite struct FiniteModelTests {
  private func model(
    _ policies: String, including: [FactPath] = [],
    isPossible: @escaping @Sendable (Question) -> Bool = { _ in true }
  ) throws -> FiniteModel {
    FiniteModel(
      schemas: [try Office.schema()], policies: [try PolicySet(parsing: policies)],
      including: including, isPossible: isPossible)
  }

  private func environment(
    _ model: FiniteModel, _ action: String, _ principal: EntityType = "Person"
  ) throws -> FiniteModel.Environment {
    try #require(
      model.environments.first {
        $0.key.action.id.text.utf8.elementsEqual(action.utf8) && $0.key.principal == principal
      })
  }

  @Test func onlyWhatAPolicyLooksAtIsVaried() throws {
    let model = try model(
      #"permit (principal is Person, action == Action::"read", resource) when { resource.isOpen };"#
    )
    #expect(
      model.environments.map(\.key.description) == [
        #"Action::"print" (Person on Paper)"#, #"Action::"read" (Guest on Paper)"#,
        #"Action::"read" (Person on Paper)"#, #"Action::"write" (Guest on Paper)"#,
        #"Action::"write" (Person on Paper)"#,
      ])
    #expect(model.environments.map(\.combinations) == [1, 1, 2, 1, 1])
    #expect(model.blindSpots.isEmpty)
  }

  @Test func everyWayAThingMayBe() throws {
    let model = try model(
      """
      permit (principal is Person, action == Action::"read", resource) when {
        principal.role == Role::"boss" || resource.readers.contains(principal.team) ||
        resource.pages < 10 || resource.title == "plan" ||
        (resource has editor && resource.editor == principal) || principal in resource.team
      };
      """)
    let dimensions = try environment(model, "read").dimensions.filter { $0.choices.count > 1 }
    let told = dimensions.map { dimension in
      "\(dimension.path): \(dimension.choices.map(\.description).joined(separator: " | "))"
    }
    #expect(
      told == [
        #"principal.role: Role::"writer" | Role::"reader" | Role::"boss""#,
        #"resource.team: principal.team | another"#,
        #"resource.pages: 9 | 10 | 11"#,
        #"resource.title: "plan" | another"#,
        "resource.editor: absent | principal | another",
        "resource.readers: [] | [principal.team] | [another] | [principal.team, another]",
        "principal: [] | [principal.team] | [resource.team] | [principal.team, resource.team]",
      ])
  }

  @Test func impossibleQuestionsAreLeftOut() throws {
    let role = FactPath(.principal, ["role"])
    let policies = #"permit (principal, action == Action::"read", resource);"#
    let all = try environment(model(policies, including: [role]), "read")
    #expect(all.questions.reduce(0) { count, _ in count + 1 } == 3)
    let some = try model(policies, including: [role]) { question in
      question[role] != Office.value("Role", "boss")
    }
    #expect(try environment(some, "read").questions.reduce(0) { count, _ in count + 1 } == 2)
  }

  @Test func whatIsNotExhaustedIsAdmitted() throws {
    let model = try model(
      """
      permit (principal, action, resource) when { resource.title like "p*" };
      permit (principal, action, resource)
      when { resource.pages + 1 < 10 };
      """)
    #expect(model.blindSpots.map(\.description) == ["3:8"])
  }

  /// Whatever happens in a world at random happens in one of the questions too: the same policies
  /// hold, all others do not.
  @Test func theQuestionsAreExhaustive() throws {
    let conditions = [
      "resource.isOpen", #"principal.role == Role::"boss""#,
      #"[Role::"boss", Role::"writer"].contains(principal.role)"#, "resource.author == principal",
      "resource.team == principal.team", "principal in resource.team",
      "resource.readers.contains(principal.team)", "resource.readers.isEmpty()",
      "resource.readers.contains(resource.team)", "resource has editor",
      "resource has editor && resource.editor == resource.author",
      "resource has editor && resource.editor == principal", "resource.pages < 3",
      "resource.pages <= 3", "3 < resource.pages", #"resource.title == "plan""#,
      #"resource.title like "*la*""#, "resource.author.team == principal.team",
      #"resource.author.role == Role::"boss""#, "resource.author.team == resource.team",
      "resource.readers.contains(resource.author.team)", #"resource.team == Team::"a""#,
      #"resource.readers.contains(Team::"a")"#, #"principal in Team::"a""#,
      "resource.author in resource.team", "principal in resource.readers",
      #"resource.author == Person::"ann""#,
    ]
    var random = SplitMix(state: 4)
    let schema = try Office.schema()
    var compared = 0
    for _ in 0..<60 {
      let chosen = conditions.shuffled(using: &random).prefix(4)
      let set = try PolicySet(
        parsing: chosen.map {
          "permit (principal is Person, action == Action::\"read\", resource) when { \($0) };"
        }.joined()
      ).indexed(by: schema.actionEntities)
      let model = FiniteModel(schemas: [schema], policies: [set])
      let outcomes = Set(
        try environment(model, "read").questions.map { element in
          outcome(set, element.question)
        })
      for _ in 0..<40 {
        let question = try Self.world(&random)
        #expect(outcomes.contains(outcome(set, question)), "\(chosen) \(question)")
        compared += 1
      }
    }
    #expect(compared == 2400)
  }

  private func outcome(_ set: PolicySet, _ question: Question) -> [String] {
    let response = set.authorize(question.request, entities: question.entities)
    return response.determining.map(\.id) + response.errors.map { "\($0.policy.id)!" }
  }

  /// Few people and teams, so that they meet often.
  private static func world(_ random: inout SplitMix) throws -> Question {
    func one(_ values: [Value]) throws -> Value {
      try #require(values.randomElement(using: &random))
    }
    let teams = ["a", "b", "c"].map { Office.value("Team", $0) }
    let roles = ["writer", "reader", "boss"].map { Office.value("Role", $0) }
    let people = ["ann", "bob"].map { Office.value("Person", $0) }
    var entities: [Entity] = []
    for id in ["ann", "bob"] {
      let groups = teams.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random))
      entities.append(
        Entity(
          uid: Office.uid("Person", id),
          attributes: ["role": try one(roles), "team": try one(teams)],
          parents: groups.compactMap { if case .entity(let uid) = $0 { uid } else { nil } }))
    }
    let readers = teams.shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random))
    var paper: Record = [
      "author": try one(people), "team": try one(teams), "readers": .set(Array(readers)),
      "isOpen": .bool(.random(using: &random)), "pages": .long(.random(in: 1...5, using: &random)),
      "title": try one(["plan", "flat", "none"]),
    ]
    if Bool.random(using: &random) { paper["editor"] = try one(people) }
    return Question(
      Request(
        principal: Office.ann, action: Office.uid("Action", "read"), resource: Office.paper),
      entities: try Entities(entities + [Entity(uid: Office.paper, attributes: paper)]))
  }
}

/// The same numbers every time (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
