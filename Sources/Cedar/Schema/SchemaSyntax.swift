/// A schema as written, its names not yet resolved.
struct SchemaSyntax {
  struct EntityDeclaration {
    let names: [Name]
    let memberOf: [Name]
    let attributes: [Attribute]
    let tags: TypeExpression?
    let choices: [ExactString]?
  }

  struct ActionDeclaration {
    let names: [Action]
    let groups: [Action]
    let principals: [Name]
    let resources: [Name]
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
    let offset: Int
  }

  struct Action {
    let id: ExactString
    /// As written before the id; nil where the id stands alone.
    let type: String?
    let namespace: String?
    let offset: Int
  }

  indirect enum TypeExpression {
    case name(Name)
    case set(TypeExpression)
    case record([Attribute])
  }

  struct Attribute {
    let name: ExactString
    let isRequired: Bool
    let type: TypeExpression
    let offset: Int
  }

  var entities: [EntityDeclaration] = []
  var actions: [ActionDeclaration] = []
  var commonTypes: [CommonType] = []
}
