public import JSON
public import Portal

extension Rule {
  static let shape = Shape.record("Rule", ["id": .text, "reason": .text])

  func json(_ language: Language) -> JSON {
    ["id": .string(id), "reason": .string(reason[language])]
  }
}

extension RuleChapter {
  static let shape = Shape.record(
    "RuleFile",
    [
      "file": .text, "text": .text,
      "rules": .list(
        Rule.shape.extended(
          "RuleText", ["effect": .choice(["forbid", "permit"]), "line": .count, "text": .text])),
    ])

  func json(_ language: Language) -> JSON {
    [
      "file": .string(file), "text": .string(text),
      "rules": .array(
        articles.map { article in
          [
            "id": .string(article.rule.id), "reason": .string(article.rule.reason[language]),
            "effect": .string(article.isGuardRail ? "forbid" : "permit"),
            "line": .integer(Int64(article.line)), "text": .string(article.text),
          ]
        }),
    ]
  }
}

extension ActionRules {
  static let shape = Shape.record(
    "ActionRules",
    [
      "key": .choice(of: Action.self), "label": .text, "granting": .list(.text),
      "forbidding": .list(.text),
    ])

  func json(_ language: Language) -> JSON {
    [
      "key": .string(action.rawValue), "label": .string(action.label[language]),
      "granting": .array(granting.map { .string($0.id) }),
      "forbidding": .array(forbidding.map { .string($0.id) }),
    ]
  }
}

extension Holders {
  static let shape = Shape.record(
    "Holders",
    [
      "action": .choice(of: Action.self), "resource": .text, "obstacle": .nullable(.text),
      "asked": .count,
      "holders": .list(
        .record(
          "Holder",
          [
            "person": .id, "personName": .text, "organisation": .id, "organisationName": .text,
            "role": .choice(of: Role.self), "policies": .list(.text),
          ])),
    ])

  func json(_ language: Language) -> JSON {
    [
      "action": .string(action.rawValue), "resource": .string(thing.description),
      "obstacle": JSON(obstacle?[language]), "asked": .integer(Int64(asked)),
      "holders": .array(
        holders.map { holder in
          [
            "person": JSON(holder.grant.membership.person),
            "personName": .string(holder.grant.personName),
            "organisation": JSON(holder.grant.membership.organisation),
            "organisationName": .string(holder.grant.organisationName),
            "role": .string(holder.grant.membership.role.rawValue),
            "policies": .array(holder.rules.map { .string($0.id) }),
          ]
        }),
    ]
  }
}

extension Remedy {
  static let shape = Shape.list(.record("Fact", ["condition": .text, "text": .text]))

  /// The facts that would all have to differ.
  func json(_ language: Language) -> JSON {
    .array(
      facts.map { fact in
        ["condition": .string(fact.condition), "text": .string(fact.text[language])]
      })
  }
}

extension Explanation {
  static let shape = Shape.record(
    "Explanation",
    [
      "principal": .text, "action": .choice(of: Action.self), "resource": .text, "allowed": .flag,
      "policies": .list(Rule.shape),
      "failures": .list(.record("RuleFailure", ["id": .text, "error": .text])),
      "reason": .nullable(.text), "remedies": .list(Remedy.shape),
    ])

  /// The same over the API and at the terminal.
  public func json(_ language: Language) -> JSON {
    [
      "principal": .string(principal[language]), "action": .string(action.rawValue),
      "resource": .string(thing.description), "allowed": .bool(isAllowed),
      "policies": .array(rules.map { $0.json(language) }),
      "failures": .array(
        (refusal?.failures ?? []).map {
          ["id": .string($0.rule.id), "error": .string($0.error)]
        }),
      "reason": JSON((refusal?.text ?? obstacle)?[language]),
      "remedies": .array(remedies.map { $0.json(language) }),
    ]
  }
}
