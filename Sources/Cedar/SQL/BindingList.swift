/// Values of one column type that something is sought among.
struct BindingList {
  let bindings: [SQLBinding]

  var isEmpty: Bool { bindings.isEmpty }

  /// What follows the thing sought: `= ?` or `IN (?, ?)`.
  var comparison: SQLExpression {
    bindings.count == 1 ? "= \(bindings[0])" : "IN (\(placeholders))"
  }

  /// The opposite.
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
