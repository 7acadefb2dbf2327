/// What selects rows: true, or else false or NULL, which select nothing alike.
///
/// As truth alone is asked, it is told in as few words as can be found with little work: what cannot
/// matter beside something else does not stand there. Constants never stand inside another.
indirect enum Selection: Sendable {
  case always
  case never
  case test(Predicate)
  /// Selects where a test that may be NULL is not true.
  case exception(Predicate)
  case conjunction([Selection])
  case disjunction([Selection])
}

// MARK: - Putting together

extension Selection {
  static func all(_ selections: [Selection]) -> Selection {
    let conditions = selections.flatMap(\.conditions).withoutGuards.withoutContradictions
    if conditions.contains(.never) { return .never }
    let kept = conditions.reduced { $1.implies($0) }
    return kept.count > 1 ? .conjunction(kept) : kept.first ?? .always
  }

  static func any(_ selections: [Selection]) -> Selection {
    let alternatives = selections.flatMap(\.alternatives)
    if alternatives.contains(.always) { return .always }
    let kept = alternatives.reduced { $0.implies($1) }
    return kept.count > 1 ? .disjunction(kept) : kept.first ?? .never
  }

  /// True where the other is not, be it false or NULL.
  static func not(_ selection: Selection) -> Selection {
    switch selection {
    case .always: .never
    case .never: .always
    case .test(let test): test.mayBeNull ? .exception(test) : .test(test.negated)
    case .exception(let test): .test(test)
    case .conjunction(let selections): .any(selections.map(not))
    case .disjunction(let selections): .all(selections.map(not))
    }
  }

  var isAlways: Bool { self == .always }
  var isNever: Bool { self == .never }

  /// Selections that all select a row where this one does.
  fileprivate var conditions: [Selection] {
    switch self {
    case .always: []
    case .conjunction(let selections): selections
    default: [self]
    }
  }

  /// Selections one of which at least selects a row where this one does.
  var alternatives: [Selection] {
    switch self {
    case .never: []
    case .disjunction(let selections): selections
    default: [self]
    }
  }
}

// MARK: - Leaving out

extension Selection: Equatable {
  /// Whether both are put together from the same, in whatever order.
  static func == (left: Selection, right: Selection) -> Bool {
    switch (left, right) {
    case (.always, .always), (.never, .never): true
    case (.test(let left), .test(let right)), (.exception(let left), .exception(let right)):
      left == right
    case (.conjunction(let left), .conjunction(let right)),
      (.disjunction(let left), .disjunction(let right)):
      // Nothing stands twice in either.
      left.count == right.count && left.allSatisfy(right.contains)
    default: false
    }
  }

  /// Whether it is plain to see that the other selects every row that this one does: each of its
  /// alternatives has all the conditions of one of the other's.
  fileprivate func implies(_ other: Selection) -> Bool {
    alternatives.allSatisfy { alternative in
      other.alternatives.contains { wanted in
        wanted.conditions.allSatisfy { condition in
          alternative.conditions.contains { $0.isOrImplies(condition) }
        }
      }
    }
  }

  private func isOrImplies(_ other: Selection) -> Bool {
    if case .test(let test) = self, case .test(let wanted) = other { return test.implies(wanted) }
    return self == other
  }

  /// Whether it is plain to see that the alternative selects no row that this one does.
  fileprivate func rulesOut(_ alternative: Selection) -> Bool {
    switch self {
    case .test, .exception:
      let opposite = Selection.not(self)
      return alternative.conditions.contains { $0.isOrImplies(opposite) }
    default: return false
    }
  }

  fileprivate var size: Int {
    switch self {
    case .always, .never, .test, .exception: 1
    case .conjunction(let selections), .disjunction(let selections):
      selections.reduce(1) { $0 + $1.size }
    }
  }
}

extension [Selection] {
  /// Whether it would be too much work to hold each against each.
  private var isTooLarge: Bool { reduce(0) { $0 + $1.size } > 200 }

  /// With tests that need no `IS NOT NULL` beside them.
  fileprivate var withoutGuards: [Selection] {
    if isTooLarge { return self }
    return map { condition in
      guard case .test(let test) = condition else { return condition }
      let isGuarded = contains {
        if case .test(let other) = $0 { test.finds(other) } else { false }
      }
      return isGuarded ? .test(test.alone) : condition
    }
  }

  /// Without alternatives that another condition rules out.
  fileprivate var withoutContradictions: [Selection] {
    if isTooLarge { return self }
    return flatMap { condition in
      let possible = condition.alternatives.filter { alternative in
        !contains { $0.rulesOut(alternative) }
      }
      return Selection.any(possible).conditions
    }
  }

  /// Without those that need not stand `beside` another. Of two that are alike, the first is kept.
  fileprivate func reduced(
    where isNeedless: (Selection, _ beside: Selection) -> Bool
  ) -> [Selection] {
    if isTooLarge { return self }
    var kept: [Selection] = []
    for selection in self where !kept.contains(where: { isNeedless(selection, $0) }) {
      kept.removeAll { isNeedless($0, selection) }
      kept.append(selection)
    }
    return kept
  }
}

// MARK: - Telling it in SQL

extension Selection {
  /// May stand beside `AND`.
  var sql: SQLExpression {
    switch self {
    case .always: "TRUE"
    case .never: "FALSE"
    case .test(let test): test.sql
    case .exception(let test): "(\(test.sql)) IS NOT TRUE"
    case .conjunction(let selections): "(\(selections.map(\.sql), separator: " AND "))"
    case .disjunction(let selections): "(\(selections.map(\.sql), separator: " OR "))"
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
