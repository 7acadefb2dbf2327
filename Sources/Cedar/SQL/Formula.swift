/// A truth value that may be an error, as Cedar puts them together, told in SQL. Every piece of SQL
/// in it is 1, 0 or, for an error, NULL.
///
/// SQL's own `AND` and `OR` would not do: they take their operands in any order, so that `NULL OR
/// 1` is 1, where Cedar stops at the error on the left.
indirect enum Formula: Sendable {
  case constant(Bool)
  case failure
  case test(Predicate)
  case and([Formula])
  case or([Formula])
  case choice(Formula, then: Formula, else: Formula)
}

// MARK: - Putting together

extension Formula {
  static func all(_ operands: [Formula]) -> Formula {
    chain(operands, endingAt: false)
  }

  static func any(_ operands: [Formula]) -> Formula {
    chain(operands, endingAt: true)
  }

  private static func chain(_ operands: [Formula], endingAt end: Bool) -> Formula {
    var kept: [Formula] = []
    for operand in operands {
      if case .constant(!end) = operand { continue }
      if case .constant(end) = operand {
        // What cannot fail before the end makes no difference.
        while let last = kept.last, !last.mayFail { kept.removeLast() }
      }
      kept.append(operand)
      if operand.ends(chainEndingAt: end) { break }
    }
    if kept.count < 2 { return kept.first ?? .constant(!end) }
    return end ? .or(kept) : .and(kept)
  }

  /// Whether no operand behind this one counts, on any row.
  func ends(chainEndingAt end: Bool) -> Bool {
    switch self {
    case .constant(let value): value == end
    case .failure: true
    case .test, .and, .or, .choice: false
    }
  }

  /// An error where `condition` does not hold.
  static func when(_ condition: Formula, _ formula: Formula) -> Formula {
    choose(condition, then: formula, else: .failure)
  }

  /// Whether a query, without its `SELECT`, has a row.
  static func exists(_ rows: SQLExpression) -> Formula {
    .test(.other("EXISTS (SELECT 1 \(rows))", mayBeNull: false))
  }

  static func choose(_ condition: Formula, then: Formula, else otherwise: Formula) -> Formula {
    switch condition {
    case .constant(let holds): holds ? then : otherwise
    case .failure: .failure
    default: .choice(condition, then: then, else: otherwise)
    }
  }

  var negated: Formula {
    switch self {
    case .constant(let value): .constant(!value)
    case .failure: .failure
    case .test(let test): .test(test.negated)
    case .and(let operands): .or(operands.map(\.negated))
    case .or(let operands): .and(operands.map(\.negated))
    case .choice(let condition, let then, let otherwise):
      .choice(condition, then: then.negated, else: otherwise.negated)
    }
  }

  var mayFail: Bool {
    switch self {
    case .constant: false
    case .failure: true
    case .test(let test): test.mayBeNull
    case .and(let operands), .or(let operands): operands.contains(where: \.mayFail)
    case .choice(let condition, let then, let otherwise):
      condition.mayFail || then.mayFail || otherwise.mayFail
    }
  }
}

// MARK: - Telling it in SQL

extension Formula {
  /// What selects the rows where it is true, rather than false or an error.
  ///
  /// As it matters no more which of the two it is, `AND` is good for every `&&`, and indexes are
  /// used.
  var isTrue: Selection {
    switch self {
    case .constant(let value): return value ? .always : .never
    case .failure: return .never
    case .test(let test): return .test(test)
    case .and(let operands): return .all(operands.map(\.isTrue))
    case .or(let operands):
      return operands.reversed().reduce(.never) { rest, operand in
        operand.mayFail ? operand.isTrue(or: rest) : .any([operand.isTrue, rest])
      }
    case .choice(let condition, let then, let otherwise):
      let branches = (then.isTrue, otherwise.isTrue)
      if branches.1.isNever { return .all([condition.isTrue, branches.0]) }
      if branches.0.isNever { return .all([condition.negated.isTrue, branches.1]) }
      let sql: SQLExpression =
        "CASE \(condition.value) WHEN 1 THEN \(branches.0.value) WHEN 0 THEN \(branches.1.value) END"
      return .test(.other(sql, mayBeNull: true))
    }
  }

  /// Where this is true, or false and the rest holds; an error here selects nothing.
  private func isTrue(or rest: Selection) -> Selection {
    if rest.isNever { return isTrue }
    return .test(
      .other("CASE \(value) WHEN 1 THEN 1 WHEN 0 THEN \(rest.value) END", mayBeNull: true))
  }

  /// What selects the rows where it is no error.
  var isDefined: Selection {
    switch self {
    case .failure: .never
    case _ where !mayFail: .always
    default: .test(.isPresent(value))
    }
  }

  /// 1, 0 or, for an error, NULL; may stand as an operand anywhere.
  var value: SQLExpression {
    switch self {
    case .constant(let value): return value ? "1" : "0"
    case .failure: return "NULL"
    case .test(let test): return "(\(test.sql))"
    case .and(let operands): return Self.chained(operands, by: "AND", endingAt: "0", otherwise: "1")
    case .or(let operands): return Self.chained(operands, by: "OR", endingAt: "1", otherwise: "0")
    case .choice(let condition, let then, let otherwise):
      return "CASE \(condition.value) WHEN 1 THEN \(then.value) WHEN 0 THEN \(otherwise.value) END"
    }
  }

  /// From the right, so that each operand stands in the text once.
  private static func chained(
    _ operands: [Formula], by word: String, endingAt end: SQLExpression,
    otherwise: SQLExpression
  ) -> SQLExpression {
    operands.dropLast().reversed().reduce(operands.last?.value ?? otherwise) { rest, operand in
      operand.mayFail
        ? "CASE \(operand.value) WHEN \(end) THEN \(end) WHEN \(otherwise) THEN \(rest) END"
        : "(\(operand.value) \(sql: word) \(rest))"
    }
  }
}
