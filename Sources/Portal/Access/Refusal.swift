/// Why somebody was refused something: the rules that decided, in words, and what would change it.
public struct Refusal: Hashable, Sendable {
  public let action: Action
  /// The `forbid` rules that hold; empty when no rule grants the action.
  public let forbidding: [Rule]
  /// The rules that would grant the action to somebody, when none grants it to this actor.
  public let granting: [Rule]
  /// Every exceeded dimension and what would fit, when a quota or a capacity is in the way.
  public internal(set) var shortage: Shortage?
  public var breaches: [Breach] { shortage?.breaches ?? [] }

  public init(action: Action, forbidding: [Rule], granting: [Rule], shortage: Shortage? = nil) {
    self.action = action
    self.forbidding = forbidding
    self.granting = granting
    self.shortage = shortage
  }

  /// The reason in one or more sentences.
  public var text: Text {
    let rules = forbidding.isEmpty ? granting : forbidding
    guard !rules.isEmpty else {
      return Text("Aucune règle ne le permet.", "No rule allows it.")
    }
    return Text(
      rules.map(\.reason.french).joined(separator: " "),
      rules.map(\.reason.english).joined(separator: " "))
  }
}

/// A rule of the policy folder, as people cite it.
public struct Rule: Hashable, Sendable {
  /// Its `@id`.
  public let id: String
  /// Its `@reason` and `@reason_en`.
  public let reason: Text
}
