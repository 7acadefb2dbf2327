/// Whether something is always, sometimes or never allowed, for every combination of a few facts
/// over all the others.
public struct AccessMatrix: Sendable {
  public struct Cell: Hashable, Sendable {
    /// The choice for each of the facts, by position; nil where the environment does not vary it.
    public let choices: [Choice?]
    public let allowed: Int
    public let asked: Int

    public var access: Access {
      switch allowed {
      case 0: .never
      case asked: .always
      default: .sometimes
      }
    }
  }

  public enum Access: String, Hashable, Sendable {
    case always, sometimes, never
  }

  /// In the order of the choices, the first fact slowest.
  public let cells: [Cell]

  /// - Parameters:
  ///   - paths: The facts that tell the cells apart.
  ///   - isAllowed: The answer to a question.
  public init(
    of environment: FiniteModel.Environment, by paths: [FactPath],
    isAllowed: (Question) -> Bool
  ) {
    let positions = paths.map { environment.dimension(of: $0) }
    var counts: [[Int]: (allowed: Int, asked: Int)] = [:]
    for element in environment.questions {
      let cell = positions.map { $0.map { element.choices[$0] } ?? 0 }
      counts[cell, default: (0, 0)].asked += 1
      if isAllowed(element.question) { counts[cell, default: (0, 0)].allowed += 1 }
    }
    cells = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { cell, count in
      Cell(
        choices: zip(positions, cell).map { position, choice in
          position.map { environment.dimensions[$0].choices[choice] }
        }, allowed: count.allowed, asked: count.asked)
    }
  }
}
