import Cedar

/// Why somebody was refused something: the rules that decided, in words, and what would change it.
public struct Refusal: Sendable {
  public let action: Action
  /// The `forbid` rules that hold; empty when no rule grants the action.
  public let forbidding: [Rule]
  /// The rules that would grant the action to somebody, when none grants it to this actor.
  public let granting: [Rule]
  /// The rules that could not be evaluated: a doubt denies, whatever else is granted.
  public let failures: [RuleFailure]
  /// Every exceeded dimension and what would fit, when a quota or a capacity is in the way.
  public internal(set) var shortage: Shortage?
  /// What was asked, to find out what would have to differ.
  let question: Question
  public var breaches: [Breach] { shortage?.breaches ?? [] }

  init(
    action: Action, question: Question, forbidding: [Rule] = [], granting: [Rule] = [],
    failures: [RuleFailure] = []
  ) {
    self.action = action
    self.question = question
    self.forbidding = forbidding
    self.granting = granting
    self.failures = failures
  }

  /// The reason in one or more sentences.
  public var text: Text {
    guard failures.isEmpty else {
      return Text(
        "Une règle n’a pas pu être évaluée : par prudence, c’est refusé. L’opérateur est averti.",
        "A rule could not be evaluated: to be safe, this is refused. The operator has been told.")
    }
    let rules = forbidding.isEmpty ? granting : forbidding
    guard !rules.isEmpty else {
      return Text("Aucune règle ne le permet.", "No rule allows it.")
    }
    return Text(
      rules.map(\.reason.french).joined(separator: " "),
      rules.map(\.reason.english).joined(separator: " "))
  }
}

/// A rule that had no answer to a well-formed question: somebody has to look at it.
public struct RuleFailure: Hashable, Sendable {
  public let rule: Rule
  /// In Cedar's terms.
  public let error: String
}

/// A rule of the policy folder, as people cite it.
public struct Rule: Hashable, Sendable {
  /// Its `@id`.
  public let id: String
  /// Its `@reason` and `@reason_en`.
  public let reason: Text
}
