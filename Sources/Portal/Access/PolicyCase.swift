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

/// The cases of a folder and how its rules stand up to them.
public struct PolicyTrial: Sendable {
  public struct Failure: Sendable {
    public let name: String
    public let expected: PolicyCase.Answer
    public let found: PolicyCase.Answer
  }

  public let count: Int
  public let failures: [Failure]
  /// The rules that decide no case.
  public let untried: [String]

  public var isPassed: Bool { failures.isEmpty && untried.isEmpty }

  /// Puts every case in `tests/*.json` to the rules of the folder. Throws what cannot be read.
  public init(_ folder: PolicyFolder) throws(RuleBookError) {
    let cases = try PolicyCase.all(of: folder)
    count = cases.count
    var failures: [Failure] = []
    var tried: Set<String> = []
    for `case` in cases {
      let found = `case`.answer(of: folder)
      if found == `case`.expected {
        tried.formUnion(found.rules)
      } else {
        failures.append(Failure(name: `case`.name, expected: `case`.expected, found: found))
      }
    }
    self.failures = failures
    untried = folder.ruleIDs.filter { !tried.contains($0) }
  }
}
