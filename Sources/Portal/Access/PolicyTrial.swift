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
