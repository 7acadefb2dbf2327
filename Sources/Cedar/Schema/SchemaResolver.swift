/// What is wrong with a schema that is well written, and where.
struct SchemaMistake<Place: Sendable>: Error {
  let reason: String
  let place: Place
}

/// Finds what the types of a schema are (RFC 24), up to the first mistake.
///
/// In each namespace a common type comes before an entity type; last come the built-in types.
struct SchemaResolver<Place: Sendable> {
  typealias Syntax = SchemaSyntax<Place>
  typealias Mistake = SchemaMistake<Place>

  private let syntax: Syntax
  private let names: SchemaNames<Place>
  private var commonTypes: [String: CommonType] = [:]
  /// How deep types are being resolved within one another.
  private var depth = 0

  private enum CommonType {
    case underWay
    case resolved(Resolved)
  }

  /// A type with the number of types within one another, and of all types in it, names resolved.
  private struct Resolved {
    let type: ValueType
    var depth = 1
    var size = 1
  }

  static func schema(from syntax: Syntax) throws(Mistake) -> Schema {
    var resolver = SchemaResolver(syntax: syntax, names: try SchemaNames(of: syntax))
    return try resolver.schema()
  }

  private init(syntax: Syntax, names: SchemaNames<Place>) {
    self.syntax = syntax
    self.names = names
  }

  private mutating func schema() throws(Mistake) -> Schema {
    for declaration in syntax.commonTypes {
      _ = try type(named: declaration.name, .commonType)
    }
    let entityTypes = try entityDeclarations()
    let actions = try actionDeclarations()
    let entities = syntax.actions.flatMap(\.names).map { name in
      Entity(uid: name.declared, parents: actions[name.declared]?.groups ?? [])
    }
    do throws(EntitiesError) {
      return Schema(
        entityTypes: entityTypes, actions: actions, actionEntities: try Entities(entities))
    } catch {
      throw mistake(in: error)
    }
  }

  private func mistake(in error: EntitiesError) -> Mistake {
    switch error {
    case .duplicate(let uid), .cycle(let uid):
      let names = syntax.actions.flatMap(\.names)
      let place = names.first { $0.declared == uid }?.place ?? names[0].place
      return Mistake(reason: error.description, place: place)
    }
  }

  // MARK: - Declarations

  private mutating func entityDeclarations() throws(Mistake) -> [EntityType: EntityDeclaration] {
    var declarations: [EntityType: EntityDeclaration] = [:]
    for declaration in syntax.entities {
      guard let place = declaration.names.first?.place else { continue }
      var tags: ValueType?
      if let expression = declaration.tags { tags = try declaredType(expression, at: place).type }
      let resolved = EntityDeclaration(
        memberOf: try distinct(declaration.memberOf),
        attributes: try record(declaration.shape, "The shape of an entity", at: place),
        tags: tags, choices: declaration.choices)
      for name in declaration.names { declarations[EntityType(name.declared)] = resolved }
    }
    return declarations
  }

  private mutating func actionDeclarations() throws(Mistake) -> [EntityUID: ActionDeclaration] {
    var declarations: [EntityUID: ActionDeclaration] = [:]
    for declaration in syntax.actions {
      guard let place = declaration.names.first?.place else { continue }
      let resolved = ActionDeclaration(
        groups: try declaration.groups.map(names.group),
        principals: try distinct(declaration.principals),
        resources: try distinct(declaration.resources),
        context: try record(declaration.context, "The context", at: place))
      for name in declaration.names { declarations[name.declared] = resolved }
    }
    return declarations
  }

  /// The entity types of these names, each once.
  private func distinct(_ names: [Syntax.Name]) throws(Mistake) -> [EntityType] {
    try names.map(self.names.entityType).unique()
  }

  /// A type that must be a record; an empty one where nothing is written.
  private mutating func record(
    _ expression: Syntax.TypeExpression?, _ subject: String, at place: Place
  ) throws(Mistake) -> RecordType {
    guard let expression else { return .empty }
    guard case .record(let type) = try declaredType(expression, at: place).type else {
      throw Mistake(reason: "\(subject) is a record.", place: place)
    }
    return type
  }

  // MARK: - Types

  private mutating func type(_ expression: Syntax.TypeExpression) throws(Mistake) -> Resolved {
    depth += 1
    defer { depth -= 1 }
    switch expression {
    case .builtIn(let type): return Resolved(type: type)
    case .name(let name, let sort):
      guard depth <= ValueType.maximumDepth else { throw tooLarge(at: name.place) }
      return try type(named: name, sort)
    case .set(let element):
      let element = try type(element)
      return Resolved(type: .set(element.type), depth: element.depth + 1, size: element.size + 1)
    case .record(let attributes): return try record(attributes)
    }
  }

  private mutating func type(
    named name: Syntax.Name, _ sort: Syntax.Sort
  ) throws(Mistake) -> Resolved {
    for candidate in name.candidates {
      if sort != .entityType, let expression = names.commonTypes[candidate] {
        return try commonType(candidate, expression, at: name.place)
      }
      if sort != .commonType, names.isEntityType(EntityType(candidate)) {
        return Resolved(type: .entity(EntityType(candidate)))
      }
    }
    let reserved = "__cedar::"
    let builtIn =
      name.path.hasPrefix(reserved) ? String(name.path.dropFirst(reserved.count)) : name.path
    // An entity type under the name of a built-in type hides it, even where only a common type can
    // stand.
    let isHidden = builtIn == name.path && names.entityTypes.contains(EntityType(builtIn))
    guard sort != .entityType, !isHidden, let type = ValueType.builtIn[builtIn] else {
      throw Mistake(reason: "There is no type `\(name.path)`.", place: name.place)
    }
    return Resolved(type: type)
  }

  private mutating func commonType(
    _ name: String, _ expression: Syntax.TypeExpression, at place: Place
  ) throws(Mistake) -> Resolved {
    switch commonTypes[name] {
    case .resolved(let resolved): return resolved
    case .underWay: throw Mistake(reason: "The type `\(name)` contains itself.", place: place)
    case nil:
      commonTypes[name] = .underWay
      let resolved = try declaredType(expression, at: place)
      commonTypes[name] = .resolved(resolved)
      return resolved
    }
  }

  /// The whole type of something that is declared.
  private mutating func declaredType(
    _ expression: Syntax.TypeExpression, at place: Place
  ) throws(Mistake) -> Resolved {
    let resolved = try type(expression)
    guard resolved.depth <= ValueType.maximumDepth, resolved.size <= ValueType.maximumSize else {
      throw tooLarge(at: place)
    }
    return resolved
  }

  private mutating func record(_ attributes: [Syntax.Attribute]) throws(Mistake) -> Resolved {
    var types: [ExactString: RecordType.Attribute] = [:]
    var (depth, size) = (1, 1)
    for attribute in attributes {
      let resolved = try type(attribute.type)
      types[attribute.name] = RecordType.Attribute(
        type: resolved.type, isRequired: attribute.isRequired)
      depth = max(depth, resolved.depth + 1)
      size += resolved.size
    }
    return Resolved(type: .record(RecordType(attributes: types)), depth: depth, size: size)
  }

  private func tooLarge(at place: Place) -> Mistake {
    Mistake(
      reason: "Types are nested deeper than \(ValueType.maximumDepth) levels, or have more than"
        + " \(ValueType.maximumSize) parts.", place: place)
  }
}
