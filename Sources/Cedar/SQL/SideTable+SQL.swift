extension EntityTable {
  /// What a row of a side table is called, as `otherRow`.
  static let sideRow = "_side"
}

extension EntityTable.SideTable {
  var ownerColumn: String { "\(EntityTable.sideRow).\(owner)" }
  var elementColumn: String { "\(EntityTable.sideRow).\(element)" }

  /// `FROM … WHERE …`: the rows of an owner.
  func rows(of owner: SQLExpression, where test: SQLExpression? = nil) -> SQLExpression {
    let test = test.map { " AND \($0)" as SQLExpression } ?? ""
    return "\(from) \(sql: ownerColumn) = \(owner)\(test)\(counting)"
  }

  /// `(SELECT … )`: the owners of at least one of these elements.
  func owners(of elements: BindingList) -> SQLExpression {
    """
    (SELECT \(sql: ownerColumn) \(from) \(elements.contains("\(sql: elementColumn)").sql)\(counting))
    """
  }

  private var from: SQLExpression {
    "FROM \(sql: table) AS \(sql: EntityTable.sideRow) WHERE"
  }

  /// The map's own condition on rows.
  private var counting: SQLExpression {
    condition.map { " AND (\(sql: $0))" } ?? ""
  }
}

extension StoredSet {
  /// `FROM … WHERE …`: the elements that `test`, which follows the element, picks.
  func rows(where test: SQLExpression) -> SQLExpression {
    side.rows(of: owner, where: "\(sql: side.elementColumn) \(test)")
  }
}
