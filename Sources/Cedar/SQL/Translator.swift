/// Tells what is left of a policy in SQL over the rows of the unknown resource.
///
/// Every expression becomes one that has the same value on every row, NULL standing for an error.
struct Translator {
  /// Why an expression has no form in SQL.
  struct Refusal: Error {
    let expression: Expression
    let reason: String
  }

  /// Attributes and tags that are surely there where an expression is evaluated, as `has` has been
  /// asked before: the expressions that take them.
  typealias Assured = Set<Expression>

  let map: FieldMap
  let evaluator: PartialEvaluator

  /// Throws where it cannot be told.
  func formula(
    _ expression: Expression, _ assured: Assured = []
  ) throws(Refusal) -> Formula {
    switch try term(expression, assured) {
    case .constant(.bool(let value)): .constant(value)
    case .truth(let formula): formula
    // It is an error when a truth value is demanded.
    case .constant, .failure, .scalar, .set: .failure
    }
  }

  func term(_ expression: Expression, _ assured: Assured) throws(Refusal) -> Term {
    let term = try unlimited(expression, assured)
    // Some forms repeat an operand; what is nested in many of them would grow without bound.
    if case .scalar(let scalar) = term, scalar.sql.text.utf8.count > Self.maximumLength {
      throw refusal(expression, "an expression that would be so long")
    }
    return term
  }

  /// Of the text for one value, in bytes.
  private static let maximumLength = 10_000

  private func unlimited(_ expression: Expression, _ assured: Assured) throws(Refusal) -> Term {
    switch expression.kind {
    case .literal(let value): return .constant(value)
    case .variable(let variable): return try self.variable(variable, expression)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(expression, condition, then, otherwise, assured)
    case .and(let operands): return .truth(.all(try formulas(operands, endingAt: false, assured)))
    case .or(let operands): return .truth(.any(try formulas(operands, endingAt: true, assured)))
    case .unary(.not, let operand): return .truth(try formula(operand, assured).negated)
    default: return try strict(expression, assured)
    }
  }

  /// An expression all operands of which are evaluated: an error in one is an error in it.
  private func strict(_ expression: Expression, _ assured: Assured) throws(Refusal) -> Term {
    let children = expression.kind.children
    // What is known of an unknown resource, or of the context, may decide.
    if children.contains(where: \.isVariable), let known = known(expression) { return known }
    var operands: [Term] = []
    for child in children { operands.append(try term(child, assured)) }
    if operands.contains(where: \.isFailure) { return .failure }
    let constants = operands.compactMap(\.asLiteral)
    if constants.count == operands.count,
      let known = known(expression.with(children: constants))
    {
      return known
    }
    return try apply(expression, operands, assured)
  }

  /// The operands are no errors, and not all of them are constant.
  private func apply(
    _ expression: Expression, _ operands: [Term], _ assured: Assured
  ) throws(Refusal) -> Term {
    switch expression.kind {
    case .unary(.negate, _): return negated(operands[0])
    case .unary(.isEmpty, _): return isEmpty(operands[0])
    case .binary(let operation, _, _):
      return try binary(operation, operands[0], operands[1], expression, assured)
    case .attribute(_, let name): return try attribute(name, of: operands[0], expression, assured)
    case .hasAttribute(_, let name): return try hasAttribute(name, in: operands[0], expression)
    case .like(_, let pattern): return try like(operands[0], pattern, expression)
    case .isType(_, let type): return isType(operands[0], type)
    case .set: throw refusal(expression, "a set of parts that differ from row to row")
    case .record: throw refusal(expression, "a record of parts that differ from row to row")
    case .call(let function, _): return try call(function, operands, expression)
    // They have been taken apart before.
    case .literal, .variable, .conditional, .and, .or, .unary(.not, _): return .failure
    }
  }

  private func isType(_ subject: Term, _ type: EntityType) -> Term {
    guard case .scalar(let entity) = subject, case .entity(let known) = entity.type else {
      return .failure
    }
    return .truth(.when(entity.isDefined, .constant(known == type)))
  }

  /// What partial evaluation makes of it; nil where something is unknown.
  private func known(_ expression: Expression) -> Term? {
    switch evaluator.value(expression) {
    case .value(let value): .constant(value)
    case .failure: .failure
    case .residual: nil
    }
  }

  func refusal(_ expression: Expression, _ matter: String) -> Refusal {
    Refusal(expression: expression, reason: "There is no SQL for \(matter).")
  }

  private func variable(
    _ variable: Variable, _ expression: Expression
  ) throws(Refusal) -> Term {
    guard variable == .resource else {
      throw Refusal(expression: expression, reason: "The \(variable.rawValue) is not known.")
    }
    let type = evaluator.request.resource.type
    guard let table = map[type] else {
      throw Refusal(expression: expression, reason: "No table holds the entities of `\(type)`.")
    }
    let id: SQLExpression = "\(sql: table.alias).\(sql: table.id)"
    return .scalar(Scalar(id, .entity(type), mayFail: false, origin: .row))
  }

  // MARK: - Truth values

  private func formulas(
    _ operands: [Expression], endingAt end: Bool, _ assured: Assured
  ) throws(Refusal) -> [Formula] {
    var formulas: [Formula] = []
    var assured = assured
    for operand in operands {
      let formula = try formula(operand, assured)
      formulas.append(formula)
      // What is never reached need not be translatable.
      if formula.ends(chainEndingAt: end) { break }
      assured.formUnion(operand.assured(whenItIs: !end))
    }
    return formulas
  }

  private func conditional(
    _ expression: Expression, _ condition: Expression, _ then: Expression,
    _ otherwise: Expression, _ assured: Assured
  ) throws(Refusal) -> Term {
    let chosen = try formula(condition, assured)
    // A branch that is never taken need not be translatable.
    switch chosen {
    case .constant(let holds): return try term(holds ? then : otherwise, assured)
    case .failure: return .failure
    default: break
    }
    let then = try term(then, assured.union(condition.assured(whenItIs: true)))
    let otherwise = try term(otherwise, assured.union(condition.assured(whenItIs: false)))
    if let left = then.asTruth, let right = otherwise.asTruth {
      return .truth(.choose(chosen, then: left, else: right))
    }
    guard let left = then.asScalar, let right = otherwise.asScalar,
      let type = left.type ?? right.type, type == right.type ?? type
    else { throw refusal(expression, "`if` between values that are not of one column type") }
    let sql: SQLExpression =
      "CASE \(chosen.value) WHEN 1 THEN \(left.sql) WHEN 0 THEN \(right.sql) END"
    return .scalar(
      Scalar(sql, type, mayFail: chosen.mayFail || left.mayFail || right.mayFail))
  }
}

extension Term {
  /// As a branch of a truth value; nil where it is something else.
  fileprivate var asTruth: Formula? {
    switch self {
    case .constant(.bool(let value)): .constant(value)
    case .failure: .failure
    case .truth(let formula): formula
    case .constant, .scalar, .set: nil
    }
  }

  /// nil for what differs from row to row.
  fileprivate var asLiteral: Expression? {
    if case .constant(let value) = self { Expression(.literal(value)) } else { nil }
  }

  /// As a branch of another value; the type is nil for an error, which fits any.
  fileprivate var asScalar: (sql: SQLExpression, type: ValueType?, mayFail: Bool)? {
    switch self {
    case .constant(let value):
      value.columnType.flatMap { type in
        value.binding(as: type).map { ("\($0)", type, false) }
      }
    case .failure: ("NULL", nil, true)
    case .scalar(let scalar): (scalar.sql, scalar.type, scalar.mayFail)
    case .truth, .set: nil
    }
  }
}

extension Expression {
  var isVariable: Bool {
    if case .variable = kind { true } else { false }
  }

  /// What is surely there when this was evaluated and is true, or is false.
  fileprivate func assured(whenItIs value: Bool) -> Translator.Assured {
    switch (kind, value) {
    case (.hasAttribute(let subject, let name), true): [Expression(.attribute(subject, name))]
    case (.binary(.hasTag, let subject, let tag), true):
      [Expression(.binary(.getTag, subject, tag))]
    case (.unary(.not, let operand), _): operand.assured(whenItIs: !value)
    case (.and(let operands), true), (.or(let operands), false):
      operands.reduce(into: []) { $0.formUnion($1.assured(whenItIs: value)) }
    default: []
    }
  }
}
