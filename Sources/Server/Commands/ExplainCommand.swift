import JSON
import Portal
import PortalWeb
import SQLite

extension Command {
  static let policyExplain = Command(
    name: "policy explain",
    summary: Text(
      "pourquoi une personne peut ou ne peut pas faire une action, et ce qui y changerait",
      "why somebody may or may not do something, and what would change it"),
    options: Configuration.storage + [
      .init(
        "principal", "WHO",
        Text(
          "adresse électronique, Member::\"…\", visitor ou console",
          "e-mail address, Member::\"…\", visitor or console")),
      .init("action", "ACTION", Text("par exemple publishUseCase", "such as publishUseCase")),
      .init(
        "resource", "THING",
        Text(
          "Type::\"identifiant\", par exemple UseCase::\"mon-cas\"",
          "Type::\"id\", such as UseCase::\"my-case\"")),
      .json,
    ]
  ) { invocation, console in
    let principal = try invocation.required("principal")
    let name = try invocation.required("action")
    guard let action = Action(rawValue: name) else {
      throw UsageError(Text("Action inconnue : \(name)", "Unknown action: \(name)"))
    }
    guard let thing = Thing(try invocation.required("resource")) else {
      throw UsageError(
        Text(
          "Un objet s’écrit Type::\"identifiant\".", "A thing is written Type::\"id\"."))
    }
    let portal = try Opening(configuration: try Configuration(invocation)).portal()
    let explanations = try await portal.explain(action, on: thing, by: principal, as: .console)
    if invocation.isFlagSet("json") {
      console.print(["explanations": .array(explanations.map { $0.json(console.language) })])
    } else {
      for explanation in explanations { console.write(lines: explanation.lines(console.language)) }
    }
    await portal.database.close()
  }
}

extension Explanation {
  /// For the terminal: the verdict, the rules, and what would have to differ.
  fileprivate func lines(_ language: Language) -> String {
    let verdict =
      isAllowed ? Text("permis", "allowed")[language] : Text("refusé", "refused")[language]
    var lines = ["\(principal[language]): \(action.rawValue) \(thing) — \(verdict)"]
    lines += rules.map { "  \($0.id): \($0.reason[language])" }
    if let refusal, refusal.forbidding.isEmpty { lines.append("  \(refusal.text[language])") }
    if let obstacle { lines.append("  \(obstacle[language])") }
    if !remedies.isEmpty {
      lines.append("  " + Text("Ce serait permis avec :", "It would be allowed with:")[language])
      for remedy in remedies {
        let facts = remedy.facts.map { "\($0.text[language])  [\($0.condition)]" }
        lines.append("  · " + facts.joined(separator: "\n    + "))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
