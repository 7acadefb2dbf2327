import HTML
import HTTP
import JSON
import Portal

/// The rules as they run, what they say to each role, and who can do what now.
enum RuleRoutes {
  private static let principal = Field(
    "principal", Text("Qui", "Who"), .line(maximum: 200),
    hint: Text(
      "Adresse électronique, Member::\"…\", visitor ou console.",
      "E-mail address, Member::\"…\", visitor or console."))

  private static let questionFields = [
    Field("action", Text("Action", "Action"), .choice(of: Action.self, label: \.label)),
    Field("resource", Text("Objet", "Thing"), .line(maximum: 100)),
  ]

  static func add(to table: inout RouteTable) {
    table.get("/rules", Text("Les règles du portail", "The portal’s rules"), access: .everybody) {
      context in
      let rules = context.portal.rules
      let language = context.language
      return .page(
        RuleBookView(chapters: rules.chapters, digest: rules.digest),
        json: {
          [
            "digest": .string(rules.digest),
            "files": .array(rules.chapters.map { $0.json(language) }),
          ]
        })
    }
    table.get(
      "/rules/standings/:standing", Text("Les règles d’un rôle", "The rules of a role"),
      access: .everybody
    ) { context in
      guard let standing = Standing(key: try context.parameter("standing")) else {
        throw PortalError.notFound
      }
      let rules = context.portal.rules.rules(for: standing)
      let language = context.language
      return .page(
        StandingRulesView(standing: standing, rules: rules),
        json: {
          [
            "standing": .string(standing.key), "label": .string(standing.label[language]),
            "actions": .array(rules.map { $0.json(language) }),
          ]
        })
    }
    table.get(
      "/rules/holders", Text("Qui peut faire quoi maintenant", "Who can do what now"),
      query: questionFields
    ) { context in
      guard let (action, thing) = try await question(in: context) else {
        return .page(HoldersView(answer: nil, question: ThingQuestion(action: nil, thing: "")))
      }
      let answer = try await context.portal.holders(of: action, on: thing, as: context.actor)
      let language = context.language
      return .page(
        HoldersView(
          answer: answer, question: ThingQuestion(action: action, thing: thing.description)),
        json: { answer.json(language) })
    }
    table.get(
      "/rules/explanation", Text("Expliquer une décision", "Explain a decision"),
      query: [principal] + questionFields
    ) { context in
      guard let (action, thing) = try await question(in: context) else {
        return .page(
          ExplanationView(
            explanations: [], question: ThingQuestion(action: nil, thing: ""), principal: ""))
      }
      let name =
        try Fields(form: context.request.query, declared: [principal]).optional("principal") ?? ""
      let explanations = try await context.portal.explain(
        action, on: thing, by: name, as: context.actor)
      let language = context.language
      return .page(
        ExplanationView(
          explanations: explanations,
          question: ThingQuestion(action: action, thing: thing.description), principal: name),
        json: { ["explanations": .array(explanations.map { $0.json(language) })] })
    }
  }

  /// What the query asks about; `nil` on a page where nothing has been asked yet.
  private static func question(in context: Context) async throws -> (Action, Thing)? {
    guard !context.request.query.isEmpty || context.face == .api else {
      try await context.portal.requireHolders(as: context.actor)
      return nil
    }
    let query = try Fields(form: context.request.query, declared: questionFields)
    guard let action: Action = query.choice("action"),
      let thing = query.optional("resource").flatMap(Thing.init)
    else {
      throw PortalError.invalid(
        "resource",
        Text(
          "Un objet s’écrit Type::\"identifiant\", par exemple UseCase::\"mon-cas\".",
          "A thing is written Type::\"id\", such as UseCase::\"my-case\"."))
    }
    return (action, thing)
  }
}
