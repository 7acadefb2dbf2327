import Cedar
import SQLite

/// Which rows of a table the rules let somebody do something to: exactly those on which the gate would say yes one by one.
struct Sight: Sendable {
  /// Holds for these rows, is false or NULL for all others; `AND` may follow. Its columns are qualified by the table's name.
  let condition: SQL
  /// Whether it holds for every row, or for none.
  let isAlways: Bool
  let isNever: Bool
  /// What the condition was made of; `nil` where the rules were asked row by row.
  fileprivate let filter: ListFilter?

  /// Holds for the rows that are in the other sight of the same table too.
  func condition(and other: Sight) -> SQL {
    if let filter, let others = other.filter { return SQL(filter.condition(and: others)) }
    return "\(condition) AND \(other.condition)"
  }

  /// Holds for the rows that are not in the other sight of the same table.
  func condition(except other: Sight) -> SQL {
    if let filter, let others = other.filter { return SQL(filter.condition(except: others)) }
    return "\(condition) AND (\(other.condition)) IS NOT TRUE"
  }
}

extension Gate {
  /// Asks the rules about all rows of a table at once. `facts` are attributes that all rows in question share.
  ///
  /// What a rule asks and SQL cannot tell is decided row by row instead, among those that the other rules leave; as long
  /// as that lasts, it is reported. Throws `signInRequired` when the grant that the actor acts under has ended.
  func sight<Kind: Listed>(
    _ action: Action, of kind: Kind.Type = Kind.self, knowing facts: Record = [:]
  ) throws -> Sight {
    let filter = try rules.filter(
      action, principal: principal(), of: Kind.resourceType, knowing: facts,
      context: .hopeful(for: action))
    guard filter.isExact else { return try rowByRow(action, of: kind, among: filter) }
    return Sight(
      condition: SQL(filter.condition), isAlways: filter.isAlways, isNever: filter.isNever,
      filter: filter)
  }

  private func rowByRow<Kind: Listed>(
    _ action: Action, of kind: Kind.Type, among filter: ListFilter
  ) throws -> Sight {
    for error in filter.untranslated { reportFault("a list is decided row by row: \(error)") }
    let id = SQL(unchecked: "\(Kind.table.table).\(Kind.table.id)")
    let candidates: [String] = try connection.rows(
      """
      SELECT CAST(\(id) AS TEXT) FROM \(SQL(unchecked: Kind.table.table))
      WHERE \(SQL(filter.condition))
      """
    ) { try $0(0) }
    let seen = try candidates.filter { id in
      guard let thing = try Kind.find(id, on: connection) else { return false }
      return try answer(action, on: thing, context: .hopeful(for: action)).isAllowed
    }
    return Sight(
      condition: "\(id) IN \(seen)", isAlways: false, isNever: seen.isEmpty, filter: nil)
  }
}

extension RuleBook {
  /// What the rules say of all things of a type at once.
  fileprivate func filter(
    _ action: Action, principal: [Entity], of type: ResourceType, knowing facts: Record,
    context: Context
  ) throws -> ListFilter {
    guard let acting = principal.first else { throw PortalError.signInRequired }
    return policies.authorize(
      PartialRequest(
        principal: .known(acting.uid), action: action.uid,
        resource: .unknown(
          EntityType(type.rawValue),
          PartialEntity(attributes: PartialRecord(facts, absent: []))),
        context: PartialRecord(Record(context.attributes))),
      entities: PartialEntities(try Entities(principal))
    ).superset(through: tables, errors: .denies)
  }
}

extension SQL {
  /// A condition that the policy engine made: its values bound, its text from field maps and from nothing else.
  init(_ expression: SQLExpression) {
    self.init(unchecked: expression.text, bindings: expression.bindings.map(\.sqlValue))
  }
}

extension SQLBinding {
  fileprivate var sqlValue: SQLValue {
    switch self {
    case .integer(let number): .integer(number)
    case .text(let text): .text(text.text)
    }
  }
}
