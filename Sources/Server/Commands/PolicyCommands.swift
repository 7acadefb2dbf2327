import Cedar
import Foundation
import JSON
import Portal

extension Command {
  static let policyCheck = Command(
    name: "policy check",
    summary: Text(
      "relit les règles et dit tout ce qui ne va pas", "reads the rules and says all that is wrong"),
    options: policyOptions + [.json]
  ) { invocation, console in
    let folder = try policyFolder(invocation)
    let complaints = folder.complaints
    if invocation.isFlagSet("json") {
      console.print([
        "policies": .integer(Int64(folder.policies.policies.count)),
        "complaints": .array(complaints.map(JSON.string)),
      ])
    }
    guard complaints.isEmpty else {
      throw Failure(Text(verbatim: complaints.joined(separator: "\n")))
    }
    if !invocation.isFlagSet("json") {
      let count = folder.policies.policies.count
      console.print(Text("Règles : \(count), toutes bonnes.", "Rules: \(count), all good."))
    }
  }

  static let policyTest = Command(
    name: "policy test",
    summary: Text(
      "pose aux règles les questions du dossier tests",
      "puts the questions of the folder tests to the rules"),
    options: policyOptions + [.json]
  ) { invocation, console in
    let trial = try PolicyTrial(policyFolder(invocation))
    if invocation.isFlagSet("json") {
      console.print(trial.json)
    } else {
      console.print(
        Text(
          "\(trial.count - trial.failures.count) questions sur \(trial.count) ont la réponse attendue.",
          "\(trial.count - trial.failures.count) of \(trial.count) questions have the expected answer."
        ))
    }
    guard trial.isPassed else { throw Failure(trial.text) }
  }

  static let policyMatrix = Command(
    name: "policy matrix",
    summary: Text(
      "qui peut faire quoi, dans quel état : table en Markdown",
      "who may do what, in which state: a table in Markdown"),
    options: policyOptions + [
      .init(
        "check",
        Text(
          "compare avec tests/matrix.md du dossier", "compares with tests/matrix.md of the folder"))
    ]
  ) { invocation, console in
    let folder = try policyFolder(invocation)
    let matrix = PolicyMatrix(folder)
    guard invocation.isFlagSet("check") else {
      console.write(lines: matrix.markdown)
      return
    }
    let path = folder.path + "/tests/matrix.md"
    let kept = FileManager.default.contents(atPath: path)
    guard kept == Data(matrix.markdown.utf8) else {
      throw Failure(
        Text(
          "« \(path) » n’est plus à jour : relire puis remplacer par « fabrique policy matrix ».",
          "“\(path)” is out of date: read it again, then replace it by “fabrique policy matrix”."))
    }
    console.print(Text("La table est à jour.", "The table is up to date."))
  }

  static let policyDiff = Command(
    name: "policy diff",
    summary: Text(
      "ce qui est permis ou refusé de plus d’un dossier de règles à l’autre",
      "what one folder of rules allows or refuses beyond another"),
    operands: ["OLD", "NEW"],
    options: [
      .json,
      .init(
        "fail-on-widening",
        Text("échoue si quelque chose est permis de plus", "fails when anything more is allowed")),
    ]
  ) { invocation, console in
    let old = try PolicyFolder(invocation.operands[0])
    let new = try PolicyFolder(invocation.operands[1])
    let diff = PolicyDiff(
      from: (old.policies, old.schema), to: (new.policies, new.schema),
      over: FiniteModel(portal: [new, old]))
    if invocation.isFlagSet("json") {
      console.print(diff.json)
    } else {
      for line in diff.lines(in: console.language) { console.print(line) }
    }
    if invocation.isFlagSet("fail-on-widening"), !diff.widened.isEmpty {
      throw Failure(
        Text("Les nouvelles règles permettent davantage.", "The new rules allow more."))
    }
  }

  private static let policyOptions = Configuration.storage.filter { $0.name == "policies" }

  private static func policyFolder(_ invocation: Invocation) throws -> PolicyFolder {
    try PolicyFolder(try Configuration(invocation).policiesFolder)
  }
}

extension PolicyTrial {
  fileprivate var json: JSON {
    [
      "cases": .integer(Int64(count)),
      "failures": .array(
        failures.map {
          [
            "name": .string($0.name), "expected": .string("\($0.expected)"),
            "found": .string("\($0.found)"),
          ]
        }), "untried": .array(untried.map(JSON.string)),
    ]
  }

  /// What went wrong, one line each.
  fileprivate var text: Text {
    Text(
      (failures.map { "\($0.name) : attendu « \($0.expected) », obtenu « \($0.found) »" }
        + untried.map { "aucune question pour la règle « \($0) »" }).joined(separator: "\n"),
      (failures.map { "\($0.name): expected “\($0.expected)”, found “\($0.found)”" }
        + untried.map { "no question for the rule “\($0)”" }).joined(separator: "\n"))
  }
}
