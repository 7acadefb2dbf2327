/// A schema as written, in Cedar's own syntax or in JSON, its names not yet resolved.
///
/// `Place` tells where something is written: an offset into a text, a place in a JSON document.
struct SchemaSyntax<Place> {
  struct EntityDeclaration {
    let names: [Name]
    let memberOf: [Name]
    /// The record of its attributes; nil where it has none.
    let shape: TypeExpression?
    let tags: TypeExpression?
    let choices: [ExactString]?
  }

  struct ActionDeclaration {
    let names: [Action]
    let groups: [Action]
    let principals: [Name]
    let resources: [Name]
    /// A record; nil where it is empty.
    let context: TypeExpression?
  }

  struct CommonType {
    let name: Name
    let type: TypeExpression
  }

  /// A name as written, the namespace it is written in, and where.
  struct Name {
    let path: String
    let namespace: String?
    let place: Place
  }

  struct Action {
    let id: ExactString
    /// As written before the id; nil where the id stands alone.
    let type: String?
    let namespace: String?
    let place: Place
  }

  indirect enum TypeExpression {
    case builtIn(ValueType)
    case name(Name, Sort)
    case set(TypeExpression)
    case record([Attribute])
  }

  /// What a name may stand for.
  enum Sort {
    case commonType, entityType, either
  }

  struct Attribute {
    let name: ExactString
    let isRequired: Bool
    let type: TypeExpression
  }

  var entities: [EntityDeclaration] = []
  var actions: [ActionDeclaration] = []
  var commonTypes: [CommonType] = []
}

extension SchemaSyntax.Name {
  /// The full name that a declaration gives.
  var declared: String {
    namespace.map { "\($0)::\(path)" } ?? path
  }

  /// The full names that a reference may mean, the nearest first: one without namespace is looked
  /// up in the namespace that it is written in, then outside (RFC 24, RFC 70).
  var candidates: [String] {
    namespace == nil || path.utf8.contains(UInt8(ascii: ":")) ? [path] : [declared, path]
  }
}

extension SchemaSyntax.Action {
  /// The action that a declaration gives.
  var declared: EntityUID {
    EntityUID(type: EntityType(typeName.declared), id: id.text)
  }

  /// The actions that a reference may mean, the nearest first.
  var candidates: [EntityUID] {
    typeName.candidates.map { EntityUID(type: EntityType($0), id: id.text) }
  }

  private var typeName: SchemaSyntax.Name {
    SchemaSyntax.Name(path: type ?? "Action", namespace: namespace, place: place)
  }
}
