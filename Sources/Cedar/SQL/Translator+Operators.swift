// Comparisons, arithmetic and patterns.
extension Translator {
  func binary(
    _ operation: BinaryOperator, _ left: Term, _ right: Term, _ expression: Expression,
    _ assured: Assured
  ) throws(Refusal) -> Term {
    switch operation {
    case .equal: return try equal(left, right, expression)
    case .less: return ordered(left, .less, right)
    case .lessOrEqual: return ordered(left, .lessOrEqual, right)
    case .add: return reckoned(left, "+", right)
    case .subtract: return reckoned(left, "-", right)
    case .multiply: return reckoned(left, "*", right)
    case .in: return try isIn(left, right, expression)
    case .contains: return try contains(left, right, expression)
    case .containsAll: return try containsAll(left, right, expression)
    case .containsAny: return try containsAny(left, right, expression)
    case .hasTag: return try hasTag(right, left, expression)
    case .getTag: return try getTag(right, left, expression, assured)
    }
  }

  // MARK: - Comparisons

  private func equal(
    _ left: Term, _ right: Term, _ expression: Expression
  ) throws(Refusal) -> Term {
    switch (left, right) {
    case (.truth(let formula), .constant(.bool(let value))),
      (.constant(.bool(let value)), .truth(let formula)):
      return .truth(value ? formula : formula.negated)
    case (.truth(let left), .truth(let right)):
      return .truth(
        .test(
          .compare(left.value, .equal, right.value, mayBeNull: left.mayFail || right.mayFail)))
    case (.scalar(let scalar), .constant(let value)), (.constant(let value), .scalar(let scalar)):
      guard let bound = value.binding(as: scalar.type) else { break }
      return .truth(
        .test(.compare(scalar.sql, .equal, "\(bound)", mayBeNull: scalar.mayFail)))
    case (.scalar(let left), .scalar(let right)) where left.type == right.type:
      return .truth(
        .test(.compare(left.sql, .equal, right.sql, mayBeNull: left.mayFail || right.mayFail)))
    case (.set, .set), (.set, .constant(.set)), (.constant(.set), .set):
      throw refusal(expression, "comparing a stored set as a whole")
    default: break
    }
    // They are of different types.
    return .truth(.when(.all([left.isDefined, right.isDefined]), .constant(false)))
  }

  private func ordered(_ left: Term, _ sign: Predicate.Sign, _ right: Term) -> Term {
    for type in [ValueType.long, .datetime, .duration] {
      if let comparison = compared(left, sign, right, as: type) { return comparison }
    }
    return .failure
  }

  /// nil where an operand is not of the type.
  func compared(
    _ left: Term, _ sign: Predicate.Sign, _ right: Term, as type: ValueType
  ) -> Term? {
    guard let left = left.scalar(of: type), let right = right.scalar(of: type) else { return nil }
    return .truth(
      .test(.compare(left.sql, sign, right.sql, mayBeNull: left.mayFail || right.mayFail)))
  }

  func like(
    _ subject: Term, _ pattern: Pattern, _ expression: Expression
  ) throws(Refusal) -> Term {
    guard let text = subject.scalar(of: .string) else { return .failure }
    guard let glob = pattern.glob else {
      throw refusal(expression, "a pattern with NUL, or longer than 50,000 bytes")
    }
    return .truth(
      .test(.compare(text.sql, .like, "\(SQLBinding.text(glob))", mayBeNull: text.mayFail)))
  }

  // MARK: - Arithmetic

  func negated(_ operand: Term) -> Term {
    guard let operand = operand.scalar(of: .long) else { return .failure }
    return .scalar(Scalar("(- \(operand.operand))", .long, mayFail: true, origin: .unchecked))
  }

  private func reckoned(_ left: Term, _ sign: String, _ right: Term) -> Term {
    guard let left = left.scalar(of: .long), let right = right.scalar(of: .long) else {
      return .failure
    }
    return reckoned(left, sign, right, as: .long)
  }

  /// Numbers, instants and spans of time, all of which are whole numbers in SQL.
  func reckoned(_ left: Scalar, _ sign: String, _ right: Scalar, as type: ValueType) -> Term {
    .scalar(
      Scalar(
        "(\(left.operand) \(sql: sign) \(right.operand))", type, mayFail: true,
        origin: .unchecked))
  }
}

extension Term {
  var isFailure: Bool {
    if case .failure = self { true } else { false }
  }

  /// Holds where there is no error.
  var isDefined: Formula {
    switch self {
    case .constant: .constant(true)
    case .failure: .constant(false)
    case .truth(let formula):
      formula.mayFail ? .test(.isPresent(formula.value)) : .constant(true)
    case .scalar(let scalar): scalar.isDefined
    case .set(let set): set.exists
    }
  }

  /// As a number, text or entity to reckon with or compare; nil where it is of another type.
  func scalar(of type: ValueType) -> Scalar? {
    switch self {
    case .constant(let value):
      value.binding(as: type).map { Scalar("\($0)", type, mayFail: false) }
    case .scalar(let scalar): scalar.type == type ? scalar : nil
    case .failure, .truth, .set: nil
    }
  }
}

extension Pattern {
  /// As `GLOB` has it, where `?` and `[` are special besides `*`; nil beyond SQLite's limits.
  fileprivate var glob: ExactString? {
    var bytes: [UInt8] = []
    for element in elements {
      switch element {
      case nil: bytes.append(UInt8(ascii: "*"))
      case 0: return nil
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["):
        bytes += [UInt8(ascii: "["), element ?? 0, UInt8(ascii: "]")]
      case let byte?: bytes.append(byte)
      }
    }
    return bytes.count <= 50_000 ? ExactString(String(decoding: bytes, as: UTF8.self)) : nil
  }
}
