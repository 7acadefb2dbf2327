/// Whether something is always, sometimes or never allowed, for every combination of a few facts
/// over all the others.
public struct AccessMatrix: Sendable {
  public struct Cell: Hashable, Sendable {
    /// The choice for each of the facts, by position; nil where the environment does not vary it.
    public let choices: [Choice?]
    public let access: Access
  }

  public enum Access: String, Hashable, Sendable {
    case always, sometimes, never
  }

  /// In the order of the choices, the first fact slowest. Left out is what can never be.
  public let cells: [Cell]

  /// - Parameters:
  ///   - paths: The facts that tell the cells apart.
  ///   - policies: Who answers. Where one of them fails, nothing counts as allowed.
  ///   - isWanted: Leaves out cells that nobody looks at, by their choices.
  public init(
    of environment: FiniteModel.Environment, by paths: [FactPath], policies: PolicySet,
    where isWanted: ([Choice?]) -> Bool = { _ in true }
  ) {
    let positions = paths.map { environment.dimension(of: $0) }
    let combinations = positions.reduce([[Choice?]]([[]])) { combinations, position in
      let choices: [Choice?] = position.map { environment.dimensions[$0].choices } ?? [nil]
      return combinations.flatMap { known in choices.map { known + [$0] } }
    }
    cells = combinations.filter(isWanted).compactMap { choices in
      let fixed = zip(positions, choices).compactMap { position, choice in
        position.flatMap { position in choice.map { (position, $0) } }
      }
      return environment.narrowed(to: fixed).access(by: policies).map {
        Cell(choices: choices, access: $0)
      }
    }
  }
}

extension FiniteModel.Environment {
  /// The answers to all questions; nil where there are none.
  fileprivate func access(by policies: PolicySet) -> AccessMatrix.Access? {
    var questions = questions
    guard let first = questions.next() else { return nil }
    // Most of a table is refused for one reason: no need to ask about everything else.
    if isSurelyDenied(by: policies) { return .never }
    let isAllowed = policies.allows(first.question)
    while let next = questions.next() {
      if policies.allows(next.question) != isAllowed { return .sometimes }
    }
    return isAllowed ? .always : .never
  }
}
