public import Cedar

/// One question about the rules with the answer that it must have, as `policies/tests` keeps them.
public struct PolicyCase: Sendable {
  public let name: String
  public let question: Question
  public let expected: Answer

  /// What of an answer is compared.
  public struct Answer: Hashable, Sendable {
    public let isAllowed: Bool
    /// The `@id`s of the rules that decided, in order.
    public let rules: [String]
    /// Why a rule could not be evaluated; such an answer is never the expected one.
    public let failures: [String]
  }

  /// What the rules of a folder answer.
  public func answer(of folder: PolicyFolder) -> Answer {
    let response = folder.policies.authorize(question.request, entities: question.entities)
    return Answer(
      isAllowed: response.decision == .allow,
      rules: response.determining.map(PolicyFolder.ruleID).sorted(),
      failures: response.errors.map { "\(PolicyFolder.ruleID($0.policy)): \($0.error)" })
  }
}

extension PolicyCase.Answer: CustomStringConvertible {
  public var description: String {
    let parts = [isAllowed ? "allow" : "deny"] + rules + failures
    return parts.joined(separator: ", ")
  }
}
