// Sets and the hierarchy of entities.
extension Translator {
  func isEmpty(_ set: Term) -> Term {
    guard case .set(let set) = set else { return .failure }
    let rows = set.side.rows(of: set.owner)
    return .truth(.when(set.exists, Formula.exists(rows).negated))
  }

  func contains(
    _ set: Term, _ element: Term, _ expression: Expression
  ) throws(Refusal) -> Term {
    switch (set, element) {
    case (.set(let set), _): return contains(set, element)
    case (.constant(.set(let elements)), .scalar(let scalar)):
      return .truth(.when(scalar.isDefined, isAny(scalar, of: elements)))
    case (.constant(.set(let elements)), .truth(let formula)):
      switch (elements.contains(true), elements.contains(false)) {
      case (true, false): return .truth(formula)
      case (false, true): return .truth(formula.negated)
      case (let isAny, _): return .truth(.when(element.isDefined, .constant(isAny)))
      }
    case (.constant(.set), .set):
      throw refusal(expression, "looking for a stored set in a set of sets")
    default: return .failure
    }
  }

  func contains(_ set: StoredSet, _ element: Term) -> Term {
    let isIn: Formula =
      switch element {
      case .constant(let value): contains(set, anyOf: [value])
      case .scalar(let scalar) where scalar.type == set.elementType:
        .exists(set.rows(where: "= \(scalar.sql)"))
      case .truth(let formula) where set.elementType == .bool:
        .exists(set.rows(where: "= \(formula.value)"))
      case .failure, .scalar, .truth, .set: .constant(false)
      }
    return .truth(.when(.all([set.exists, element.isDefined]), isIn))
  }

  func containsAny(
    _ left: Term, _ right: Term, _ expression: Expression
  ) throws(Refusal) -> Term {
    switch (left, right) {
    case (.set(let set), .constant(.set(let elements))),
      (.constant(.set(let elements)), .set(let set)):
      return .truth(.when(set.exists, contains(set, anyOf: elements)))
    case (.set, .set): throw refusal(expression, "two stored sets held against one another")
    default: return .failure
    }
  }

  func containsAll(
    _ left: Term, _ right: Term, _ expression: Expression
  ) throws(Refusal) -> Term {
    switch (left, right) {
    case (.set(let set), .constant(.set(let elements))):
      return .truth(.when(set.exists, .all(elements.map { contains(set, anyOf: [$0]) })))
    case (.constant(.set(let elements)), .set(let set)):
      let list = elements.bindings(as: set.elementType)
      let others = list.isEmpty ? set.side.rows(of: set.owner) : set.rows(where: list.exclusion)
      return .truth(.when(set.exists, Formula.exists(others).negated))
    case (.set, .set): throw refusal(expression, "two stored sets held against one another")
    default: return .failure
    }
  }

  /// Whether a set that exists has one of these. The rows of the side table are sought first, by
  /// element, so that an index on it can drive the query.
  private func contains(_ set: StoredSet, anyOf values: some Sequence<Value>) -> Formula {
    let list = values.bindings(as: set.elementType)
    if list.isEmpty { return .constant(false) }
    return .test(.compare(set.owner, .isIn, set.side.owners(of: list), mayBeNull: false))
  }

  /// Whether a value that is there is one of these.
  private func isAny(_ scalar: Scalar, of values: some Sequence<Value>) -> Formula {
    let list = values.bindings(as: scalar.type)
    if list.isEmpty { return .constant(false) }
    return .test(list.contains(scalar.sql))
  }

  // MARK: - Hierarchy

  func isIn(_ member: Term, _ group: Term, _ expression: Expression) throws(Refusal) -> Term {
    switch (inTable(member), group) {
    case (.scalar(let scalar), .constant(.entity(let uid))):
      return try isIn(scalar, anyOf: [.entity(uid)], expression)
    case (.scalar(let scalar), .constant(.set(let uids))):
      guard uids.allSatisfy({ $0.kind == .entity }) else { return .failure }
      return try isIn(scalar, anyOf: Array(uids), expression)
    case (.constant(.entity(let uid)), .scalar(let scalar)):
      guard case .entity = scalar.type else { return .failure }
      return .truth(.when(scalar.isDefined, isAny(scalar, of: try ancestors(of: uid, expression))))
    case (.constant(.entity(let uid)), .set(let set)):
      guard case .entity = set.elementType else { break }
      return .truth(.when(set.exists, contains(set, anyOf: try ancestors(of: uid, expression))))
    case (.scalar(let member), .scalar(let group)): return try isIn(member, group, expression)
    case (.scalar(let scalar), .set):
      guard case .entity = scalar.type else { return .failure }
    case (.constant(.entity(let uid)), .constant):
      throw Refusal(expression: expression, reason: "It is not known what \(uid) is in.")
    default: return .failure
    }
    throw refusal(expression, "`in` with a stored set on its right, unless its left is known")
  }

  private func isIn(
    _ member: Scalar, anyOf groups: [Value], _ expression: Expression
  ) throws(Refusal) -> Term {
    guard case .entity(let type) = member.type else { return .failure }
    var alternatives = [isAny(member, of: groups)]
    var types: Set<EntityType> = []
    for case .entity(let group) in groups where types.insert(group.type).inserted {
      guard let side = try ancestry(of: type, in: group.type, expression) else { continue }
      let list = groups.bindings(as: .entity(group.type))
      alternatives.append(
        .test(.compare(member.sql, .isIn, side.owners(of: list), mayBeNull: false)))
    }
    return .truth(.when(member.isDefined, .any(alternatives)))
  }

  private func isIn(
    _ member: Scalar, _ group: Scalar, _ expression: Expression
  ) throws(Refusal) -> Term {
    guard case .entity(let type) = member.type, case .entity(let groupType) = group.type else {
      return .failure
    }
    var alternatives: [Formula] = []
    if type == groupType {
      alternatives.append(.test(.compare(member.sql, .equal, group.sql, mayBeNull: false)))
    }
    if let side = try ancestry(of: type, in: groupType, expression) {
      let rows = side.rows(
        of: member.sql, where: "\(sql: side.elementColumn) = \(group.sql)")
      alternatives.append(.exists(rows))
    }
    return .truth(.when(.all([member.isDefined, group.isDefined]), .any(alternatives)))
  }

  /// The closure table that says which entities are in which of another type; nil where the schema
  /// says that none are.
  private func ancestry(
    of type: EntityType, in groupType: EntityType, _ expression: Expression
  ) throws(Refusal) -> EntityTable.SideTable? {
    guard map.schema.mayBeIn(type, groupType) else { return nil }
    guard let side = map[type]?.ancestries.first(where: { $0.ancestorType == groupType })?.side
    else {
      throw Refusal(
        expression: expression,
        reason: "No table says which entities of `\(type)` are in which of `\(groupType)`.")
    }
    return side
  }

  /// A known entity of which it is not known what it is in, as one that stands in a table.
  private func inTable(_ member: Term) -> Term {
    guard case .constant(.entity(let uid)) = member, evaluator.facts[uid].ancestors == nil,
      map[uid.type] != nil
    else { return member }
    return .scalar(Scalar("\(SQLBinding.text(uid.id))", .entity(uid.type), mayFail: false))
  }

  /// The entity and everything that it is in.
  private func ancestors(
    of uid: EntityUID, _ expression: Expression
  ) throws(Refusal) -> [Value] {
    guard let ancestors = evaluator.facts[uid].ancestors else {
      throw Refusal(expression: expression, reason: "It is not known what \(uid) is in.")
    }
    // Sorted, so that the same question makes the same text.
    return ([uid] + ancestors.sorted { $0.id < $1.id }).map(Value.entity)
  }
}
