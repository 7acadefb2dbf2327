/// What selects rows: true, or else false or NULL, which select nothing alike.
///
/// Constants are folded away when it is made, so that they never stand inside.
indirect enum Selection: Sendable {
  case always
  case never
  /// `mayBeNull` where it is not 0 or 1 on every row.
  case test(SQLExpression, mayBeNull: Bool)
  case conjunction([Selection])
  case disjunction([Selection])
  case negation(Selection)
}

extension Selection {
  static func all(_ conditions: [Selection]) -> Selection {
    let kept = conditions.filter { !$0.isAlways }
    if kept.contains(where: \.isNever) { return .never }
    return kept.count > 1 ? .conjunction(kept) : kept.first ?? .always
  }

  static func any(_ conditions: [Selection]) -> Selection {
    let kept = conditions.filter { !$0.isNever }
    if kept.contains(where: \.isAlways) { return .always }
    return kept.count > 1 ? .disjunction(kept) : kept.first ?? .never
  }

  /// True where the condition is not, be it false or NULL.
  static func not(_ condition: Selection) -> Selection {
    switch condition {
    case .always: .never
    case .never: .always
    default: .negation(condition)
    }
  }

  var isAlways: Bool {
    if case .always = self { true } else { false }
  }

  var isNever: Bool {
    if case .never = self { true } else { false }
  }

  private var mayBeNull: Bool {
    switch self {
    case .always, .never, .negation: false
    case .test(_, let mayBeNull): mayBeNull
    case .conjunction(let conditions), .disjunction(let conditions):
      conditions.contains(where: \.mayBeNull)
    }
  }

  /// Conditions one of which is true where this one is.
  var alternatives: [Selection] {
    if case .disjunction(let conditions) = self { conditions.flatMap(\.alternatives) } else { [self] }
  }

  var sql: SQLExpression {
    switch self {
    case .always: SQLExpression("TRUE")
    case .never: SQLExpression("FALSE")
    case .test(let sql, _): sql
    case .conjunction(let conditions): "(\(conditions.map(\.sql), separator: " AND "))"
    case .disjunction(let conditions): "(\(conditions.map(\.sql), separator: " OR "))"
    case .negation(let condition):
      condition.mayBeNull ? "(\(condition.sql) IS NOT TRUE)" : "(NOT \(condition.sql))"
    }
  }
}
