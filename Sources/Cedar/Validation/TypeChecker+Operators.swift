// Operators and functions.

extension TypeChecker {
  mutating func unary(
    _ operation: UnaryOperator, _ operand: Expression, _ known: Set<Capability>
  ) -> Answer {
    switch operation {
    case .not:
      let answer = expect(.bool, from: operand, known)
      guard case .bool(let value) = answer.type else {
        return Answer(type: .bool, isMistaken: true)
      }
      return Answer(type: .bool(always: value.map(!)), isMistaken: answer.isMistaken)
    case .negate:
      return Answer(type: .long, isMistaken: expect(.long, from: operand, known).isMistaken)
    case .isEmpty:
      return Answer(type: .bool, isMistaken: expect(.anySet, from: operand, known).isMistaken)
    }
  }

  mutating func binary(
    _ expression: Expression, _ operation: BinaryOperator, _ left: Expression, _ right: Expression,
    _ known: Set<Capability>
  ) -> Answer {
    let offset = expression.offset
    switch operation {
    case .equal: return equality(left, right, known, at: offset)
    case .less, .lessOrEqual: return order(left, right, known)
    case .add, .subtract, .multiply:
      let leftIsMistaken = expect(.long, from: left, known).isMistaken
      let rightIsMistaken = expect(.long, from: right, known).isMistaken
      return Answer(type: .long, isMistaken: leftIsMistaken || rightIsMistaken)
    case .in: return membership(left, right, known, at: offset)
    case .contains:
      let set = expect(.anySet, from: left, known)
      let element = check(right, known)
      let elementType: StaticType? = if case .set(let type) = set.type { type } else { nil }
      return comparison(set, elementType, element, element.type, .contains, at: offset)
    case .containsAll, .containsAny:
      let set = expect(.anySet, from: left, known)
      let other = expect(.anySet, from: right, known)
      return comparison(set, set.type, other, other.type, .containsAllOrAny, at: offset)
    case .hasTag: return hasTag(left, right, known, at: offset)
    case .getTag: return tag(left, right, known, at: offset)
    }
  }

  // MARK: - Comparing

  private mutating func equality(
    _ left: Expression, _ right: Expression, _ known: Set<Capability>, at offset: Int
  ) -> Answer {
    let leftAnswer = check(left, known)
    let rightAnswer = check(right, known)
    let isMistaken = leftAnswer.isMistaken || rightAnswer.isMistaken
    if let leftType = leftAnswer.type, let rightType = rightAnswer.type,
      leftType.isDisjoint(from: rightType)
    {
      return Answer(type: .bool(always: false), isMistaken: isMistaken)
    }
    if let left = fixedValue(left), let right = fixedValue(right) {
      return Answer(type: .bool(always: left == right), isMistaken: isMistaken)
    }
    return comparison(
      leftAnswer, leftAnswer.type, rightAnswer, rightAnswer.type, .equality, at: offset)
  }

  /// The value of a literal, or of what counts as one; the action of this kind of request.
  private func fixedValue(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .literal(let value): value
    case .variable(.action): .entity(environment.action)
    default: expression.literalTruth.map(Value.bool)
    }
  }

  /// A boolean about values that must agree in strict mode.
  private mutating func comparison(
    _ left: Answer, _ leftType: StaticType?, _ right: Answer, _ rightType: StaticType?,
    _ agreement: ValidationError.Agreement, at offset: Int
  ) -> Answer {
    var isMistaken = left.isMistaken || right.isMistaken
    if mode == .strict, let leftType, let rightType,
      self.agreement(of: [leftType, rightType], agreement, at: offset) == nil
    {
      isMistaken = true
    }
    return Answer(type: .bool, isMistaken: isMistaken)
  }

  private mutating func order(
    _ left: Expression, _ right: Expression, _ known: Set<Capability>
  ) -> Answer {
    let leftAnswer = check(left, known)
    let rightAnswer = check(right, known)
    let mistaken = Answer(type: .bool, isMistaken: true)
    guard let leftType = leftAnswer.type, let rightType = rightAnswer.type else { return mistaken }
    if leftType == rightType, leftType.isOrdered {
      return Answer(type: .bool, isMistaken: leftAnswer.isMistaken || rightAnswer.isMistaken)
    }
    let ordered: [StaticType] = [.long, .datetime, .duration]
    // A number beside something else is taken for what is meant, then any ordered type.
    if leftType == .long || rightType != .long && leftType.isOrdered {
      report(.unexpectedType(rightType, expected: [leftType]), at: right.offset)
    } else if rightType.isOrdered {
      report(.unexpectedType(leftType, expected: [rightType]), at: left.offset)
    } else {
      report(.unexpectedType(leftType, expected: ordered), at: left.offset)
      report(.unexpectedType(rightType, expected: ordered), at: right.offset)
    }
    return mistaken
  }

  // MARK: - Hierarchy

  private mutating func membership(
    _ left: Expression, _ right: Expression, _ known: Set<Capability>, at offset: Int
  ) -> Answer {
    let entity = expect(.anyEntity, from: left, known)
    let group = expect(.set(.anyEntity), .anyEntity, from: right, known)
    guard !entity.isMistaken, !group.isMistaken else {
      return Answer(type: .bool, isMistaken: true)
    }
    dereference(entity.reach, at: offset)
    if let uid = fixedEntity(left), uid.type.isAction, let groups = fixedEntities(right) {
      let isMember = groups.contains { vocabulary.schema.actionEntities.isEntity(uid, in: $0) }
      return Answer(type: .bool(always: isMember))
    }
    guard case .entity(let types) = entity.type, let groupTypes = group.type?.entityTypes else {
      return Answer(type: .bool)
    }
    return Answer(type: .bool(always: vocabulary.canBe(types, in: groupTypes) ? nil : false))
  }

  private func fixedEntity(_ expression: Expression) -> EntityUID? {
    if case .entity(let uid) = fixedValue(expression) { uid } else { nil }
  }

  private func fixedEntities(_ expression: Expression) -> [EntityUID]? {
    if let uid = fixedEntity(expression) { return [uid] }
    guard case .set(let elements) = expression.kind else { return nil }
    let uids = elements.compactMap(fixedEntity)
    return uids.count == elements.count ? uids : nil
  }

  // MARK: - Functions

  mutating func call(
    _ expression: Expression, _ function: ExtensionFunction, _ arguments: [Expression],
    _ known: Set<Capability>
  ) -> Answer {
    let parameters = function.parameterTypes
    let count = problems.count
    if arguments.count != parameters.count {
      report(
        .wrongArgumentCount(function, expected: parameters.count, found: arguments.count),
        at: expression.offset)
    }
    if function.isConstructor { checkLiteral(expression, function, arguments) }
    var isMistaken = problems.count > count
    if isMistaken {
      for argument in arguments { _ = check(argument, known) }
    } else {
      for (argument, type) in zip(arguments, parameters) {
        if expect(type, from: argument, known).isMistaken { isMistaken = true }
      }
    }
    return Answer(type: function.resultType, isMistaken: isMistaken)
  }

  /// What makes a value from a string can be called with any text; a literal is tried at once.
  private mutating func checkLiteral(
    _ expression: Expression, _ function: ExtensionFunction, _ arguments: [Expression]
  ) {
    if case .literal(.string(let text)) = arguments.first?.kind,
      (try? function.call(.string(text))) == nil
    {
      report(.malformedLiteral(function, text), at: expression.offset)
    }
    let areLiterals = arguments.allSatisfy { if case .literal = $0.kind { true } else { false } }
    if mode == .strict, !areLiterals {
      report(.nonLiteralArgument(function), at: expression.offset)
    }
  }
}

extension Expression {
  /// The value of a boolean literal. `&&` and `||` of nothing else count as one, as the Rust engine
  /// folds them when it parses.
  fileprivate var literalTruth: Bool? {
    switch kind {
    case .literal(.bool(let value)): return value
    case .and(let operands), .or(let operands):
      let truths = operands.compactMap(\.literalTruth)
      guard truths.count == operands.count else { return nil }
      if case .and = kind { return !truths.contains(false) } else { return truths.contains(true) }
    default: return nil
    }
  }
}

extension StaticType {
  /// The types of the entities that a value is or, as a set, holds; nil for any or none.
  fileprivate var entityTypes: Set<EntityType>? {
    switch self {
    case .entity(let types), .set(.entity(let types)?): types
    default: nil
    }
  }
}
