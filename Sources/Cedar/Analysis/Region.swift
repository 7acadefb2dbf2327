/// A part of the questions of an environment, told by the fewest facts: in some dimensions only
/// certain choices, in all others any.
public struct Region: Sendable {
  public struct Constraint: Sendable {
    public let dimension: Dimension
    /// Some of the dimension's choices, in its order.
    public let choices: [Choice]
  }

  /// In the order of the dimensions; empty where all questions are meant.
  public let constraints: [Constraint]
  /// How many possible questions it has.
  public let count: Int
  /// One of them.
  public let example: Question
}

extension Region.Constraint: CustomStringConvertible {
  /// `principal.role = Role::"lead" or Role::"dpo"`.
  public var description: String {
    let choices = choices.map(\.description).joined(separator: " or ")
    return switch dimension.aspect {
    case .value: "\(dimension.path) = \(choices)"
    case .groups: "groups of \(dimension.path) = \(choices)"
    }
  }
}

/// Puts questions into regions: the choices of a question are widened as far as every possible
/// question within is meant too.
struct RegionFinder {
  /// The choices that belong to a region, by dimension.
  private typealias Box = [[Bool]]

  private let environment: FiniteModel.Environment
  /// The choices of every possible question.
  private let questions: [[Int]]
  /// Whether each question is meant.
  private let isMeant: [Bool]

  init(_ environment: FiniteModel.Environment, _ questions: [[Int]], isMeant: [Bool]) {
    self.environment = environment
    self.questions = questions
    self.isMeant = isMeant
  }

  /// Regions that together hold every question that is meant, and no other; they may overlap.
  var regions: [Region] {
    var regions: [Region] = []
    var isTold = isMeant.map { !$0 }
    for start in questions.indices where !isTold[start] {
      let box = widened(from: questions[start])
      let members = questions.indices.filter { Self.contains(box, questions[$0]) }
      for member in members { isTold[member] = true }
      guard let example = environment.question(questions[start]) else { continue }
      regions.append(
        Region(constraints: constraints(box), count: members.count, example: example))
    }
    return regions
  }

  /// First dimensions that do not matter at all are freed, then single choices are added.
  private func widened(from choices: [Int]) -> Box {
    var box: Box = zip(environment.dimensions, choices).map { dimension, choice in
      dimension.choices.indices.map { $0 == choice }
    }
    for position in box.indices.reversed() {
      widen(&box, at: position, by: box[position].map { _ in true })
    }
    for position in box.indices {
      for choice in box[position].indices where !box[position][choice] {
        var choices = box[position]
        choices[choice] = true
        widen(&box, at: position, by: choices)
      }
    }
    return box
  }

  /// Only where that gains questions, or lets go of the dimension as a whole.
  private func widen(_ box: inout Box, at position: Int, by choices: [Bool]) {
    var wider = box
    wider[position] = choices
    var gains = choices.allSatisfy(\.self)
    for (question, isMeant) in zip(questions, isMeant) where Self.contains(wider, question) {
      guard isMeant else { return }
      if !box[position][question[position]] { gains = true }
    }
    if gains { box = wider }
  }

  private static func contains(_ box: Box, _ question: [Int]) -> Bool {
    question.indices.allSatisfy { box[$0][question[$0]] }
  }

  private func constraints(_ box: Box) -> [Region.Constraint] {
    zip(environment.dimensions, box).compactMap { dimension, chosen in
      guard chosen.contains(false) else { return nil }
      return Region.Constraint(
        dimension: dimension, choices: zip(dimension.choices, chosen).filter(\.1).map(\.0))
    }
  }
}
