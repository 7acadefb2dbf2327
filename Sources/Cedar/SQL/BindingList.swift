/// Values of one column type that something is sought among.
struct BindingList {
  let bindings: [SQLBinding]

  var isEmpty: Bool { bindings.isEmpty }

  /// Whether something that is there is among them: `… = ?` or `… IN (?, ?)`.
  func contains(_ sought: SQLExpression) -> Predicate {
    bindings.count == 1
      ? .compare(sought, .equal, "\(bindings[0])", mayBeNull: false)
      : .compare(sought, .isIn, "(\(placeholders))", mayBeNull: false)
  }

  /// What follows something that shall not be among them.
  var exclusion: SQLExpression { "NOT IN (\(placeholders))" }

  private var placeholders: SQLExpression {
    "\(bindings.map { "\($0)" }, separator: ", ")"
  }
}

extension Sequence<Value> {
  /// Those of that type; the others are equal to nothing in the column.
  func bindings(as type: ValueType) -> BindingList {
    BindingList(bindings: compactMap { $0.binding(as: type) })
  }
}
