/// A test in SQL that is 1, 0 or NULL on every row, and its opposite, which is NULL where it is.
struct Predicate: Equatable, Sendable {
  /// How one operand is held against another; each sign has an opposite.
  enum Sign: String {
    case equal = "="
    case unequal = "<>"
    case less = "<"
    case greaterOrEqual = ">="
    case lessOrEqual = "<="
    case greater = ">"
    case like = "GLOB"
    case unlike = "NOT GLOB"
    case isIn = "IN"
    case isNotIn = "NOT IN"
  }

  private enum Form: Equatable {
    /// True only where no operand is NULL, but for `NOT IN`, which is true of an empty list.
    case comparison(SQLExpression, Sign, SQLExpression)
    case presence(SQLExpression, isNegated: Bool)
    case other(SQLExpression, isNegated: Bool)
  }

  private let form: Form
  /// Whether it may be NULL on a row where nothing beside it decides, as a test for NULL does.
  let mayBeNull: Bool

  static func compare(
    _ left: SQLExpression, _ sign: Sign, _ right: SQLExpression, mayBeNull: Bool
  ) -> Predicate {
    Predicate(form: .comparison(left, sign, right), mayBeNull: mayBeNull)
  }

  static func isPresent(_ operand: SQLExpression) -> Predicate {
    Predicate(form: .presence(operand, isNegated: false), mayBeNull: false)
  }

  /// Any SQL that binds tighter than `NOT`.
  static func other(_ sql: SQLExpression, mayBeNull: Bool) -> Predicate {
    Predicate(form: .other(sql, isNegated: false), mayBeNull: mayBeNull)
  }

  var negated: Predicate {
    switch form {
    case .comparison(let left, let sign, let right):
      .compare(left, sign.opposite, right, mayBeNull: mayBeNull)
    case .presence(let operand, let isNegated):
      Predicate(form: .presence(operand, isNegated: !isNegated), mayBeNull: false)
    case .other(let sql, let isNegated):
      Predicate(form: .other(sql, isNegated: !isNegated), mayBeNull: mayBeNull)
    }
  }

  /// The same where nothing stands beside it any more that sees to the NULLs.
  var alone: Predicate { Predicate(form: form, mayBeNull: true) }

  /// Whether the other is surely true where this is, and can be left out beside it.
  func implies(_ other: Predicate) -> Bool {
    if form == other.form { return mayBeNull || !other.mayBeNull }
    return mayBeNull && finds(other)
  }

  /// Whether the other asks only whether an operand is there, without which this is not true.
  func finds(_ other: Predicate) -> Bool {
    guard case .presence(let operand, isNegated: false) = other.form,
      case .comparison(let left, let sign, let right) = form, sign != .isNotIn
    else { return false }
    return operand == left || operand == right
  }

  /// Binds as `NOT` does or tighter.
  var sql: SQLExpression {
    switch form {
    case .comparison(let left, let sign, let right): "\(left) \(sql: sign.rawValue) \(right)"
    case .presence(let operand, let isNegated):
      "\(operand) \(sql: isNegated ? "IS NULL" : "IS NOT NULL")"
    case .other(let sql, let isNegated): isNegated ? "NOT \(sql)" : sql
    }
  }
}

extension Predicate.Sign {
  fileprivate var opposite: Self {
    switch self {
    case .equal: .unequal
    case .unequal: .equal
    case .less: .greaterOrEqual
    case .greaterOrEqual: .less
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .like: .unlike
    case .unlike: .like
    case .isIn: .isNotIn
    case .isNotIn: .isIn
    }
  }
}
