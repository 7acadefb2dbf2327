// Where the value of one part decides whether another is evaluated, and what is known then.

extension TypeChecker {
  mutating func conditional(
    _ expression: Expression, _ condition: Expression, _ then: Expression, _ otherwise: Expression,
    _ known: Set<Capability>
  ) -> Answer {
    let test = expect(.bool, from: condition, known)
    var answer: Answer
    switch test.type {
    case .bool(always: true):
      answer = check(then, known.union(test.facts))
      answer.facts.formUnion(test.facts)
    case .bool(always: false):
      answer = check(otherwise, known)
    default:
      let consequence = check(then, known.union(test.facts))
      let alternative = check(otherwise, known)
      answer = Answer(isMistaken: consequence.isMistaken || alternative.isMistaken)
      answer.reach = consequence.reach.joined(alternative.reach)
      answer.facts = consequence.facts.union(test.facts).intersection(alternative.facts)
      if let left = consequence.type, let right = alternative.type {
        answer.type = agreement(of: [left, right], .conditional, at: expression.offset)
      }
      answer.isMistaken = answer.isMistaken || answer.type == nil
    }
    if test.isMistaken { answer.isMistaken = true }
    if answer.isMistaken { answer.facts = [] }
    return answer
  }

  mutating func and(_ operands: [Expression], _ known: Set<Capability>) -> Answer {
    var known = known
    var left = Answer(type: .bool(always: true))
    for (position, operand) in operands.enumerated() {
      let right = expect(.bool, from: operand, known)
      left = position == 0 ? right : both(left, right)
      if left.type == .bool(always: false) { break }
      // Those of the operands before are known already.
      if !left.isMistaken { known.formUnion(right.facts) }
    }
    return left
  }

  private func both(_ left: Answer, _ right: Answer) -> Answer {
    combined(left, right) { leftType, rightType in
      switch (leftType, rightType) {
      case (_, .bool(always: false)): Answer(type: rightType)
      case (_, .bool(always: true)):
        Answer(type: leftType, facts: left.facts.union(right.facts))
      case (.bool(always: true), _): Answer(type: rightType, facts: right.facts)
      default: Answer(type: .bool, facts: left.facts.union(right.facts))
      }
    }
  }

  mutating func or(_ operands: [Expression], _ known: Set<Capability>) -> Answer {
    var left = Answer(type: .bool(always: false))
    for (position, operand) in operands.enumerated() {
      let right = expect(.bool, from: operand, known)
      left = position == 0 ? right : either(left, right)
      if left.type == .bool(always: true) { break }
    }
    return left
  }

  private func either(_ left: Answer, _ right: Answer) -> Answer {
    combined(left, right) { leftType, rightType in
      switch (leftType, rightType) {
      case (_, .bool(always: true)): Answer(type: rightType, facts: right.facts)
      case (_, .bool(always: false)): Answer(type: leftType, facts: left.facts)
      case (.bool(always: false), _): Answer(type: rightType, facts: right.facts)
      default: Answer(type: .bool, facts: left.facts.intersection(right.facts))
      }
    }
  }

  /// Nothing is proved where there is a mistake, but a type may still be certain.
  private func combined(
    _ left: Answer, _ right: Answer, _ combine: (StaticType, StaticType) -> Answer
  ) -> Answer {
    guard let leftType = left.type, let rightType = right.type else {
      return Answer(type: .bool, isMistaken: true)
    }
    let answer = combine(leftType, rightType)
    guard left.isMistaken || right.isMistaken else { return answer }
    return Answer(type: answer.type, isMistaken: true)
  }
}
