/// What selects rows: true, or else false or NULL, which select nothing alike.
///
/// Constants are folded away when it is made, so that they never stand inside another.
indirect enum Selection: Sendable {
  case always
  case never
  /// `mayBeNull` where it is not 0 or 1 on every row. Binds as `NOT` does or tighter.
  case test(SQLExpression, mayBeNull: Bool)
  case conjunction([Selection])
  case disjunction([Selection])
  case negation(Selection)
}

extension Selection {
  static func all(_ selections: [Selection]) -> Selection {
    let kept = selections.flatMap { selection in
      if case .conjunction(let inner) = selection { inner } else { [selection] }
    }.filter { !$0.isAlways }
    if kept.contains(where: \.isNever) { return .never }
    return kept.count > 1 ? .conjunction(kept) : kept.first ?? .always
  }

  static func any(_ selections: [Selection]) -> Selection {
    let kept = selections.flatMap(\.alternatives).filter { !$0.isNever }
    if kept.contains(where: \.isAlways) { return .always }
    return kept.count > 1 ? .disjunction(kept) : kept.first ?? .never
  }

  /// True where the other is not, be it false or NULL.
  static func not(_ selection: Selection) -> Selection {
    switch selection {
    case .always: .never
    case .never: .always
    default: .negation(selection)
    }
  }

  var isAlways: Bool {
    if case .always = self { true } else { false }
  }

  var isNever: Bool {
    if case .never = self { true } else { false }
  }

  /// Selections one of which at least selects a row where this one does.
  var alternatives: [Selection] {
    if case .disjunction(let selections) = self { selections } else { [self] }
  }

  private var mayBeNull: Bool {
    switch self {
    case .always, .never, .negation: false
    case .test(_, let mayBeNull): mayBeNull
    case .conjunction(let selections), .disjunction(let selections):
      selections.contains(where: \.mayBeNull)
    }
  }

  /// May stand beside `AND`.
  var sql: SQLExpression {
    switch self {
    case .always: "TRUE"
    case .never: "FALSE"
    case .test(let sql, _): sql
    case .conjunction(let selections): "(\(selections.map(\.sql), separator: " AND "))"
    case .disjunction(let selections): "(\(selections.map(\.sql), separator: " OR "))"
    case .negation(let selection):
      selection.mayBeNull ? "(\(selection.sql)) IS NOT TRUE" : "NOT (\(selection.sql))"
    }
  }

  /// 1, or else 0 or NULL; may stand as an operand anywhere.
  var value: SQLExpression {
    switch self {
    case .always: "1"
    case .never: "0"
    default: "(\(sql))"
    }
  }
}
