/// The names that a schema declares, and what references to them mean (RFC 48, 52, 70).
struct SchemaNames<Place: Sendable> {
  typealias Syntax = SchemaSyntax<Place>
  typealias Mistake = SchemaMistake<Place>

  /// By full name.
  private(set) var commonTypes: [String: Syntax.TypeExpression] = [:]
  private(set) var entityTypes: Set<EntityType> = []
  private var actions: Set<EntityUID> = []

  /// Throws where a name is reserved, is declared twice or hides another.
  init(of syntax: Syntax) throws(Mistake) {
    try collect(syntax)
    try checkShadowing(in: syntax)
  }

  private mutating func collect(_ syntax: Syntax) throws(Mistake) {
    let keywords: Set = [
      "Bool", "Boolean", "Entity", "Extension", "Long", "Record", "Set", "String",
    ]
    for declaration in syntax.commonTypes {
      let name = declaration.name
      guard !keywords.contains(name.path) else {
        throw Mistake(reason: "`\(name.path)` names a built-in type.", place: name.place)
      }
      guard
        commonTypes.updateValue(declaration.type, forKey: name.declared) == nil
      else { throw twice(name.declared, at: name.place) }
    }
    for name in syntax.entities.flatMap(\.names) {
      let type = EntityType(name.declared)
      guard !type.isAction else {
        throw Mistake(reason: "`Action` is the type of the actions.", place: name.place)
      }
      guard entityTypes.insert(type).inserted else { throw twice(name.declared, at: name.place) }
    }
    for action in syntax.actions.flatMap(\.names) {
      guard actions.insert(action.declared).inserted else {
        throw twice(action.declared.description, at: action.place)
      }
    }
  }

  /// What is declared outside of namespaces is declared in none of them again (RFC 70).
  private func checkShadowing(in syntax: Syntax) throws(Mistake) {
    let names = syntax.commonTypes.map(\.name) + syntax.entities.flatMap(\.names)
    let outer = Set(names.filter { $0.namespace == nil }.map(\.path))
    for name in names where name.namespace != nil && outer.contains(name.path) {
      throw Mistake(reason: "`\(name.declared)` hides `\(name.path)`.", place: name.place)
    }
    let actions = syntax.actions.flatMap(\.names)
    let outerActions = Set(actions.filter { $0.namespace == nil }.map(\.id))
    for action in actions where action.namespace != nil && outerActions.contains(action.id) {
      throw Mistake(
        reason: "\(action.declared) hides Action::\(action.id.quoted).", place: action.place)
    }
  }

  private func twice(_ name: String, at place: Place) -> Mistake {
    Mistake(reason: "\(name) is declared twice.", place: place)
  }

  // MARK: - References

  func group(_ action: Syntax.Action) throws(Mistake) -> EntityUID {
    guard let group = action.candidates.first(where: actions.contains) else {
      throw Mistake(reason: "There is no action \(action.candidates[0]).", place: action.place)
    }
    return group
  }

  func entityType(_ name: Syntax.Name) throws(Mistake) -> EntityType {
    let candidates = name.candidates.map { EntityType($0) }
    guard let type = candidates.first(where: entityTypes.contains) else {
      throw Mistake(reason: "There is no entity type `\(name.path)`.", place: name.place)
    }
    return type
  }

  func isEntityType(_ type: EntityType) -> Bool {
    entityTypes.contains(type) || type.isAction && actions.contains { $0.type == type }
  }
}
