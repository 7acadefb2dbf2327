// Attributes and tags.
extension Translator {
  func attribute(
    _ name: ExactString, of subject: Term, _ expression: Expression, _ assured: Assured
  ) throws(Refusal) -> Term {
    guard let entity = try self.entity(subject, expression) else { return .failure }
    guard let declared = attribute(name, of: entity.type) else { return .failure }
    let table = try table(of: entity, expression)
    guard let field = table.field(name) else { throw unmapped(name, entity, expression) }
    let mayFail = !assured.contains(expression) && !(entity.isListed && declared.isRequired)
    switch (field.place, declared.type, field.column) {
    case (.set(let side), .set(let elementType), _):
      return .set(
        StoredSet(
          side: side, elementType: elementType, owner: entity.id, exists: exists(entity, table)))
    case (.column, .bool, let column?):
      // Compared, so that an index on it is used.
      return .truth(
        .test(.compare(selected(entity, table, column), .equal, "1", mayBeNull: mayFail)))
    case (_, let type, let column?):
      return stored(selected(entity, table, column), type, mayFail: mayFail)
    case (_, _, nil): throw unmapped(name, entity, expression)
    }
  }

  func hasAttribute(
    _ name: ExactString, in subject: Term, _ expression: Expression
  ) throws(Refusal) -> Term {
    guard let entity = try self.entity(subject, expression) else { return .failure }
    guard let declared = attribute(name, of: entity.type) else {
      return .truth(.when(entity.isDefined, .constant(false)))
    }
    if entity.isListed, declared.isRequired { return .truth(.constant(true)) }
    let table = try table(of: entity, expression)
    if declared.isRequired { return .truth(.when(entity.isDefined, exists(entity, table))) }
    guard let column = table.field(name)?.column else { throw unmapped(name, entity, expression) }
    if entity.isListed {
      return .truth(.test(.isPresent(column(table.alias))))
    }
    let isThere = exists(entity, table, where: "\(column(EntityTable.otherRow)) IS NOT NULL")
    return .truth(.when(entity.isDefined, isThere))
  }

  // MARK: - Tags

  func hasTag(
    _ tag: Term, _ subject: Term, _ expression: Expression
  ) throws(Refusal) -> Term {
    guard let entity = try self.entity(subject, expression),
      let key = tag.scalar(of: .string)
    else { return .failure }
    guard map.schema.entityTypes[entity.type]?.tags != nil else {
      return .truth(.when(.all([entity.isDefined, key.isDefined]), .constant(false)))
    }
    let tags = try tags(of: entity, expression)
    // Of an entity that does not exist there are none.
    let keys = StoredSet(
      side: tags.keys, elementType: .string, owner: entity.id, exists: entity.isDefined)
    return contains(keys, tag)
  }

  func getTag(
    _ tag: Term, _ subject: Term, _ expression: Expression, _ assured: Assured
  ) throws(Refusal) -> Term {
    guard let entity = try self.entity(subject, expression), let key = tag.scalar(of: .string),
      let type = map.schema.entityTypes[entity.type]?.tags
    else { return .failure }
    let tags = try tags(of: entity, expression)
    let rows = tags.keys.rows(of: entity.id, where: "\(sql: tags.keys.elementColumn) = \(key.sql)")
    return stored(
      "(SELECT \(sql: EntityTable.sideRow).\(sql: tags.value) \(rows))", type,
      mayFail: !assured.contains(expression))
  }

  private func tags(
    of entity: EntityTerm, _ expression: Expression
  ) throws(Refusal) -> EntityTable.Tags {
    guard let tags = try table(of: entity, expression).tags else {
      throw Refusal(
        expression: expression, reason: "No table holds the tags of `\(entity.type)`.")
    }
    return tags
  }

  // MARK: - Rows

  /// An entity whose attributes are asked for.
  struct EntityTerm {
    let type: EntityType
    let id: SQLExpression
    /// Whether it is the one listed, whose row is at hand.
    let isListed: Bool
    let isDefined: Formula
  }

  /// nil for what is no entity.
  private func entity(
    _ term: Term, _ expression: Expression
  ) throws(Refusal) -> EntityTerm? {
    switch term {
    case .constant(.entity(let uid)):
      return EntityTerm(
        type: uid.type, id: "\(SQLBinding.text(uid.id))", isListed: false,
        isDefined: .constant(true))
    case .scalar(let scalar):
      guard case .entity(let type) = scalar.type else { return nil }
      return EntityTerm(
        type: type, id: scalar.sql, isListed: scalar.origin == .row, isDefined: scalar.isDefined)
    case .constant(.record):
      throw refusal(expression, "a record of which parts differ from row to row")
    case .constant, .failure, .truth, .set: return nil
    }
  }

  private func attribute(_ name: ExactString, of type: EntityType) -> RecordType.Attribute? {
    map.schema.entityTypes[type]?.attributes.attributes[name]
  }

  private func table(
    of entity: EntityTerm, _ expression: Expression
  ) throws(Refusal) -> EntityTable {
    guard let table = map[entity.type] else {
      throw Refusal(
        expression: expression, reason: "No table holds the entities of `\(entity.type)`.")
    }
    return table
  }

  private func unmapped(
    _ name: ExactString, _ entity: EntityTerm, _ expression: Expression
  ) -> Refusal {
    Refusal(
      expression: expression,
      reason: "No column holds the attribute \(name.quoted) of `\(entity.type)`.")
  }

  /// A piece of SQL over the entity's row; NULL where there is no row.
  private func selected(
    _ entity: EntityTerm, _ table: EntityTable, _ column: (String) -> SQLExpression
  ) -> SQLExpression {
    entity.isListed
      ? column(table.alias)
      : "(SELECT \(column(EntityTable.otherRow)) \(table.row(of: entity.id)))"
  }

  private func exists(
    _ entity: EntityTerm, _ table: EntityTable, where condition: SQLExpression? = nil
  ) -> Formula {
    if entity.isListed { return .constant(true) }
    let condition = condition.map { " AND \($0)" as SQLExpression } ?? ""
    return .exists("\(table.row(of: entity.id))\(condition)")
  }

  /// What a column holds.
  private func stored(_ sql: SQLExpression, _ type: ValueType, mayFail: Bool) -> Term {
    type == .bool
      ? .truth(.test(.other(sql, mayBeNull: mayFail)))
      : .scalar(Scalar(sql, type, mayFail: mayFail))
  }
}

extension EntityTable {
  /// What a row is called that is not the one listed. Columns are qualified, and each such name
  /// stands for the innermost row, which is the one meant.
  static let otherRow = "_row"

  fileprivate func field(_ name: ExactString) -> Field? {
    fields.first { $0.attribute == name }
  }

  fileprivate func row(of id: SQLExpression) -> SQLExpression {
    "FROM \(sql: table) AS \(sql: Self.otherRow) WHERE \(sql: Self.otherRow).\(sql: self.id) = \(id)"
  }
}

extension EntityTable.Field {
  /// The value in a row of that name; nil for a set.
  fileprivate var column: ((String) -> SQLExpression)? {
    switch place {
    case .column(let column): { "\(sql: $0).\(sql: column)" }
    case .computed(let sql): { "(\(sql: sql($0)))" }
    case .set: nil
    }
  }
}
