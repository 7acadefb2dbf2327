/// Evaluates as much of an expression as what is known allows (Cedar specification,
/// `Cedar/TPE/Evaluator`), without types: an expression may turn out to be of any.
///
/// Recursion is bounded by `Expression.maximumDepth`.
struct PartialEvaluator {
  let request: PartialRequest
  let facts: PartialFacts

  init(_ request: PartialRequest, _ facts: PartialFacts) {
    self.request = request
    self.facts = facts
  }

  func outcome(of policy: Policy) -> PartialResponse.Outcome {
    switch chain(policy.conjuncts, endingAt: false) {
    case .value(let value): value == .bool(true) ? .satisfied : .unsatisfied
    case .failure(let error, _): .failed(error)
    case .residual(let expression): .residual(expression)
    }
  }

  // MARK: - Values

  func value(_ expression: Expression) -> PartialValue {
    switch expression.kind {
    case .literal(let value): return .value(value)
    case .variable(let variable): return self.variable(variable, expression)
    case .conditional(let condition, let then, let otherwise):
      return conditional(expression, condition, then, otherwise) { value($0) }
    case .and(let operands): return boolean(chain(operands, endingAt: false), endingAt: false)
    case .or(let operands): return boolean(chain(operands, endingAt: true), endingAt: true)
    case .unary(.not, let operand): return not(operand, expression)
    case .binary(let operation, _, _): return strict(expression, apply(operation))
    case .attribute(_, let name): return strict(expression, attribute(name))
    case .hasAttribute(_, let name): return strict(expression, hasAttribute(name))
    case .isType(_, let type): return strict(expression, isType(type))
    case .unary, .like, .set, .record, .call: return strict(expression) { _ in nil }
    }
  }

  private func variable(_ variable: Variable, _ expression: Expression) -> PartialValue {
    switch (variable, request.principal, request.resource) {
    case (.principal, .known(let uid), _), (.resource, _, .known(let uid)):
      return .value(.entity(uid))
    case (.principal, _, _), (.resource, _, _): return .residual(expression)
    case (.action, _, _): return .value(.entity(request.action))
    case (.context, _, _):
      return request.context.complete.map { .value(.record($0)) } ?? .residual(expression)
    }
  }

  /// An expression all operands of which are evaluated: an error in one is an error in it.
  ///
  /// `apply` gives its value from what the operands have become, nil where they alone decide it, or
  /// it is unknown.
  private func strict(
    _ expression: Expression, _ apply: ([Operand]) throws(EvaluationError) -> Value?
  ) -> PartialValue {
    let operands = expression.kind.children
    let values = operands.map(value)
    for value in values {
      if case .failure = value { return value }
    }
    let rebuilt = expression.with(
      children: zip(values, operands).map { $0.expression(at: $1.offset) })
    do throws(EvaluationError) {
      if let value = try apply(values.map(operand)) { return .value(value) }
      guard rebuilt.kind.children.allSatisfy(\.isLiteral) else { return .residual(rebuilt) }
      if rebuilt.kind.looksAtEntity { return .residual(rebuilt) }
      return .value(try Evaluator.constant(Program(rebuilt)))
    } catch {
      return .failure(error, rebuilt)
    }
  }

  // MARK: - Truth values

  /// Where a truth value is demanded: a residual may be any expression that is true, false or an
  /// error alike, when a value of any other kind is an error.
  func truth(_ expression: Expression) -> PartialValue {
    let result: PartialValue
    switch expression.kind {
    case .and(let operands): result = chain(operands, endingAt: false)
    case .or(let operands): result = chain(operands, endingAt: true)
    case .conditional(let condition, let then, let otherwise):
      result = conditional(expression, condition, then, otherwise) { truth($0) }
    default: result = value(expression)
    }
    guard case .value(let value) = result, value.kind != .bool else { return result }
    // Negated, it is an error wherever it stands.
    let literal = Expression(.literal(value), offset: expression.offset)
    return .failure(
      .typeMismatch(expected: [.bool], found: value.kind),
      Expression(.unary(.not, literal), offset: expression.offset))
  }

  /// A chain of `&&`, which ends at the first operand that is false, or of `||`, which ends at the
  /// first that is true. The operands left are demanded to be truth values.
  private func chain(_ operands: [Expression], endingAt end: Bool) -> PartialValue {
    var kept: [Expression] = []
    for operand in operands {
      switch truth(operand) {
      case .value(.bool(end)):
        // What cannot fail before the end makes no difference.
        while kept.last?.isSurelyBoolean == true { kept.removeLast() }
        if kept.isEmpty { return .value(.bool(end)) }
        kept.append(Expression(.literal(.bool(end)), offset: operand.offset))
        return .residual(joined(kept, endingAt: end))
      case .value: continue
      case .failure(let error, let failing):
        if kept.isEmpty { return .failure(error, failing) }
        kept.append(failing)
        return .residual(joined(kept, endingAt: end))
      case .residual(let rest):
        switch (rest.kind, end) {
        case (.and(let inner), false), (.or(let inner), true): kept += inner
        default: kept.append(rest)
        }
        if kept.last?.kind == .literal(.bool(end)) {
          return .residual(joined(kept, endingAt: end))
        }
      }
    }
    return kept.isEmpty ? .value(.bool(!end)) : .residual(joined(kept, endingAt: end))
  }

  private func joined(_ operands: [Expression], endingAt end: Bool) -> Expression {
    operands.count == 1
      ? operands[0] : Expression(end ? .or(operands) : .and(operands), offset: operands[0].offset)
  }

  /// The same where no truth value is demanded: an only operand that may be of another kind stays
  /// in a chain, to be an error then.
  private func boolean(_ chain: PartialValue, endingAt end: Bool) -> PartialValue {
    guard case .residual(let rest) = chain, !rest.isBoolean else { return chain }
    let neutral = Expression(.literal(.bool(!end)), offset: rest.offset)
    return .residual(joined([rest, neutral], endingAt: end))
  }

  private func not(_ operand: Expression, _ expression: Expression) -> PartialValue {
    switch truth(operand) {
    case .value(let value): .value(.bool(value == .bool(false)))
    case .failure(let error, let failing): .failure(error, failing)
    case .residual(let rest): .residual(Expression(.unary(.not, rest), offset: expression.offset))
    }
  }

  private func conditional(
    _ expression: Expression, _ condition: Expression, _ then: Expression,
    _ otherwise: Expression, _ evaluate: (Expression) -> PartialValue
  ) -> PartialValue {
    switch truth(condition) {
    case .value(let value): return evaluate(value == .bool(true) ? then : otherwise)
    case .failure(let error, let failing): return .failure(error, failing)
    case .residual(let rest):
      let branches = (evaluate(then), evaluate(otherwise))
      return .residual(
        Expression(
          .conditional(
            rest, then: branches.0.expression(at: then.offset),
            else: branches.1.expression(at: otherwise.offset)),
          offset: expression.offset))
    }
  }
}
