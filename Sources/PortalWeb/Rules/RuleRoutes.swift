import HTML
import HTTP
import JSON
import Portal

/// The rules as they run, what they say to each role, and who can do what now.
enum RuleRoutes {
  /// Which deed to which thing.
  static let questionFields = [
    Field("action", Text("Action", "Action"), .choice(of: Action.self, label: \.label)),
    Field(
      "resource", Text("Objet", "Thing"), .line(maximum: 100),
      hint: Text(
        "Son type et son identifiant, ou la fin de son adresse : UseCase::\"mon-cas\", Organisation::\"ma-ville\", HostingRequest::\"0190…\", Platform::\"fabrique\".",
        "Its type and its id, or the end of its address: UseCase::\"my-case\", Organisation::\"my-town\", HostingRequest::\"0190…\", Platform::\"fabrique\"."
      )),
  ]

  /// The same by whom.
  static let explanationFields =
    [
      Field(
        "principal", Text("Qui", "Who"), .line(maximum: 254),
        hint: Text(
          "Une adresse électronique, Member::\"…\", Person::\"…\", visitor ou console.",
          "An e-mail address, Member::\"…\", Person::\"…\", visitor or console."))
    ] + questionFields

  private static let standingShape = Shape.record(
    "StandingRules",
    ["standing": .text, "label": .text, "actions": .list(ActionRules.shape)])

  static func add(to table: inout RouteTable) {
    table.get(
      "/rules", Text("Les règles du portail", "The portal’s rules"), access: .everybody,
      answers: .ok(.record("RuleBook", ["digest": .text, "files": .list(RuleChapter.shape)]))
    ) { context in
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
      access: .everybody, answers: .ok(standingShape)
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
      query: questionFields, answers: .ok(Holders.shape),
      form: { _, state in HoldersView(state: state) }
    ) { context in
      guard let asked = try await Question(in: context, declared: questionFields) else {
        return .page(HoldersView(state: FormState()))
      }
      let answer = try await context.portal.holders(
        of: asked.action, on: asked.thing, as: context.actor)
      let language = context.language
      return .page(
        HoldersView(answer: answer, state: FormState(sent: context.request.query)),
        json: { answer.json(language) })
    }
    table.get(
      "/rules/explanation", Text("Expliquer une décision", "Explain a decision"),
      query: explanationFields,
      answers: .ok(.record("Explanations", ["explanations": .list(Explanation.shape)])),
      form: { _, state in ExplanationView(state: state) }
    ) { context in
      guard let asked = try await Question(in: context, declared: explanationFields) else {
        return .page(ExplanationView(state: FormState()))
      }
      let explanations = try await context.portal.explain(
        asked.action, on: asked.thing, by: asked.principal, as: context.actor)
      let language = context.language
      return .page(
        ExplanationView(
          explanations: explanations, state: FormState(sent: context.request.query)),
        json: { ["explanations": .array(explanations.map { $0.json(language) })] })
    }
  }
}

/// What a query asks of the rules.
private struct Question {
  let action: Action
  let thing: Thing
  /// Empty where nobody in particular is asked about.
  let principal: String

  /// `nil` on a page where nothing has been asked yet. Throws `refused` before anything else, `invalid` for what cannot be
  /// read.
  init?(in context: Context, declared: [Field]) async throws {
    try await context.portal.requireHolders(as: context.actor)
    guard !context.request.query.isEmpty || context.face == .api else { return nil }
    let query = try context.query(declared)
    guard let action: Action = query.choice("action"), let thing = Thing(query.text("resource"))
    else {
      throw PortalError.invalid(
        "resource",
        Text(
          "Un objet s’écrit Type::\"identifiant\", par exemple UseCase::\"mon-cas\".",
          "A thing is written Type::\"id\", such as UseCase::\"my-case\"."))
    }
    self.action = action
    self.thing = thing
    principal = query.text("principal")
  }
}
