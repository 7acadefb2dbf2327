import HTML
import HTTP
import JSON
import Portal

/// The rules as they run, what they say to each role, and who can do what now.
enum RuleRoutes {
  static let holderFields = [
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
      query: holderFields
    ) { context in
      guard !context.request.query.isEmpty || context.face == .api else {
        try await context.portal.requireHolders(as: context.actor)
        return .page(HoldersView(answer: nil, action: nil, thing: ""))
      }
      let query = try Fields(form: context.request.query, declared: holderFields)
      let text = query.optional("resource") ?? ""
      guard let action: Action = query.choice("action"), let thing = Thing(text) else {
        throw PortalError.invalid(
          "resource",
          Text(
            "Un objet s’écrit Type::\"identifiant\", par exemple UseCase::\"mon-cas\".",
            "A thing is written Type::\"id\", such as UseCase::\"my-case\"."))
      }
      let answer = try await context.portal.holders(of: action, on: thing, as: context.actor)
      let language = context.language
      return .page(
        HoldersView(answer: answer, action: action, thing: text), json: { answer.json(language) })
    }
  }
}
