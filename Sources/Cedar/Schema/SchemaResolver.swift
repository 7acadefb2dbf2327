/// Finds what the names of a schema stand for (RFC 24, RFC 70), up to the first mistake.
///
/// A name is looked up in the namespace it is written in, then outside; in each a common type comes
/// before an entity type.
struct SchemaResolver {
  typealias Failure = TokenReader.Failure

  private let syntax: SchemaSyntax
  private let source: SourceText
  private var commonTypes: [String: CommonType] = [:]
  private var entityTypes: Set<EntityType> = []
  private var actions: Set<EntityUID> = []
  /// How deep types are being resolved within one another.
  private var depth = 0

  private enum CommonType {
    case unresolved(SchemaSyntax.TypeExpression)
    case underWay
    case resolved(Resolved)
  }

  private struct Resolved {
    let type: ValueType
    /// The number of types within one another, names resolved.
    let depth: Int
  }

  init(_ syntax: SchemaSyntax, _ source: SourceText) {
    self.syntax = syntax
    self.source = source
  }

  mutating func schema() throws(Failure) -> Schema {
    try collectNames()
    for declaration in syntax.commonTypes { _ = try type(.name(declaration.name)) }
    let entityTypes = try entityDeclarations()
    let actions = try actionDeclarations()
    let entities = actions.map { Entity(uid: $0.key, parents: $0.value.groups) }
    do throws(EntitiesError) {
      return Schema(
        entityTypes: entityTypes, actions: actions, actionEntities: try Entities(entities))
    } catch {
      throw Failure(reason: error.description, offset: 0)
    }
  }

  // MARK: - Declarations

  private mutating func collectNames() throws(Failure) {
    for declaration in syntax.commonTypes {
      let name = Self.full(declaration.name)
      guard
        commonTypes.updateValue(.unresolved(declaration.type), forKey: name) == nil
      else { throw twice(name, at: declaration.name.offset) }
    }
    for name in syntax.entities.flatMap(\.names) {
      guard entityTypes.insert(EntityType(Self.full(name))).inserted else {
        throw twice(Self.full(name), at: name.offset)
      }
    }
    for action in syntax.actions.flatMap(\.names) {
      guard actions.insert(Self.uid(action)).inserted else {
        throw twice(Self.uid(action).description, at: action.offset)
      }
    }
  }

  private mutating func entityDeclarations() throws(Failure) -> [EntityType: EntityDeclaration] {
    var declarations: [EntityType: EntityDeclaration] = [:]
    for declaration in syntax.entities {
      var tags: ValueType?
      if let expression = declaration.tags { tags = try type(expression).type }
      let resolved = EntityDeclaration(
        memberOf: try declaration.memberOf.map(entityType),
        attributes: try record(declaration.attributes).type,
        tags: tags, choices: declaration.choices)
      for name in declaration.names { declarations[EntityType(Self.full(name))] = resolved }
    }
    return declarations
  }

  private mutating func actionDeclarations() throws(Failure) -> [EntityUID: ActionDeclaration] {
    var declarations: [EntityUID: ActionDeclaration] = [:]
    for declaration in syntax.actions {
      let resolved = ActionDeclaration(
        groups: try declaration.groups.map(group),
        principals: try declaration.principals.map(entityType),
        resources: try declaration.resources.map(entityType), context: try context(declaration))
      for name in declaration.names { declarations[Self.uid(name)] = resolved }
    }
    return declarations
  }

  private mutating func context(
    _ declaration: SchemaSyntax.ActionDeclaration
  ) throws(Failure) -> RecordType {
    guard let expression = declaration.context else { return .empty }
    guard case .record(let type) = try type(expression).type else {
      throw Failure(reason: "The context is a record.", offset: declaration.names[0].offset)
    }
    return type
  }

  // MARK: - Names

  private static func full(_ name: SchemaSyntax.Name) -> String {
    name.namespace.map { "\($0)::\(name.path)" } ?? name.path
  }

  private static func uid(_ action: SchemaSyntax.Action) -> EntityUID {
    let namespace = action.namespace.map { "\($0)::" } ?? ""
    return EntityUID(type: EntityType("\(namespace)\(action.type ?? "Action")"), id: action.id.text)
  }

  /// The group that an action is declared in: one of its namespace, or of the type written.
  private func group(_ action: SchemaSyntax.Action) throws(Failure) -> EntityUID {
    var candidates = [Self.uid(action)]
    if let type = action.type {
      candidates.append(EntityUID(type: EntityType(type), id: action.id.text))
    }
    guard let group = candidates.first(where: actions.contains) else {
      throw Failure(reason: "There is no action \(candidates[0]).", offset: action.offset)
    }
    return group
  }

  private func entityType(_ name: SchemaSyntax.Name) throws(Failure) -> EntityType {
    let candidates = [Self.full(name), name.path].map { EntityType($0) }
    guard let type = candidates.first(where: entityTypes.contains) else {
      throw Failure(reason: "There is no entity type `\(name.path)`.", offset: name.offset)
    }
    return type
  }

  // MARK: - Types

  private mutating func type(
    _ expression: SchemaSyntax.TypeExpression
  ) throws(Failure) -> Resolved {
    depth += 1
    defer { depth -= 1 }
    switch expression {
    case .name(let name):
      guard depth <= ValueType.maximumDepth else { throw tooDeep(at: name.offset) }
      return try type(named: name)
    case .set(let element):
      let element = try type(element)
      return Resolved(type: .set(element.type), depth: element.depth + 1)
    case .record(let attributes):
      let record = try record(attributes)
      return Resolved(type: .record(record.type), depth: record.depth)
    }
  }

  private mutating func type(named name: SchemaSyntax.Name) throws(Failure) -> Resolved {
    for candidate in [Self.full(name), name.path] {
      if let common = commonTypes[candidate] {
        return try commonType(candidate, common, at: name.offset)
      }
      if entityTypes.contains(EntityType(candidate)) {
        return Resolved(type: .entity(EntityType(candidate)), depth: 1)
      }
    }
    let reserved = "__cedar::"
    let builtIn =
      name.path.hasPrefix(reserved) ? String(name.path.dropFirst(reserved.count)) : name.path
    guard let type = ValueType.builtIn[builtIn] else {
      throw Failure(reason: "There is no type `\(name.path)`.", offset: name.offset)
    }
    return Resolved(type: type, depth: 1)
  }

  private mutating func commonType(
    _ name: String, _ common: CommonType, at offset: Int
  ) throws(Failure) -> Resolved {
    switch common {
    case .resolved(let resolved): return resolved
    case .underWay: throw Failure(reason: "The type `\(name)` contains itself.", offset: offset)
    case .unresolved(let expression):
      commonTypes[name] = .underWay
      let resolved = try type(expression)
      guard resolved.depth <= ValueType.maximumDepth else { throw tooDeep(at: offset) }
      commonTypes[name] = .resolved(resolved)
      return resolved
    }
  }

  private mutating func record(
    _ attributes: [SchemaSyntax.Attribute]
  ) throws(Failure) -> (type: RecordType, depth: Int) {
    var types: [ExactString: RecordType.Attribute] = [:]
    var depth = 1
    for attribute in attributes {
      let resolved = try type(attribute.type)
      let type = RecordType.Attribute(type: resolved.type, isRequired: attribute.isRequired)
      guard types.updateValue(type, forKey: attribute.name) == nil else {
        throw twice(attribute.name.quoted, at: attribute.offset)
      }
      depth = max(depth, resolved.depth + 1)
    }
    return (RecordType(attributes: types), depth)
  }

  private func tooDeep(at offset: Int) -> Failure {
    Failure(
      reason: "Types are nested deeper than \(ValueType.maximumDepth) levels.", offset: offset)
  }

  private func twice(_ name: String, at offset: Int) -> Failure {
    Failure(reason: "\(name) is declared twice.", offset: offset)
  }
}
