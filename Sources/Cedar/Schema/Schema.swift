public import JSON

/// The vocabulary of policies: types of entities with their attributes, and actions with what they
/// apply to.
public struct Schema: Sendable {
  public let entityTypes: [EntityType: EntityDeclaration]
  public let actions: [EntityUID: ActionDeclaration]
  /// The actions as entities, in the groups that they are declared in.
  public let actionEntities: Entities
  /// For every type of entities those that one of it may be in, directly or through others.
  let ancestors: [EntityType: Set<EntityType>]

  /// Reads a schema in Cedar's own syntax; `file` is what positions are to call it.
  ///
  /// Throws the first mistake.
  public init(parsing text: String, file: String? = nil) throws(ParseError) {
    let source = SourceText(text, file: file)
    let syntax: SchemaParser.Syntax
    do throws(TokenReader.Failure) {
      syntax = try SchemaParser.parse(source)
    } catch {
      throw source.error(error)
    }
    do throws(SchemaMistake<Int>) {
      self = try SchemaResolver.schema(from: syntax)
    } catch {
      throw ParseError(position: source.position(at: error.place), reason: error.reason)
    }
  }

  /// Reads a schema in its JSON form (Cedar documentation, "Schema: JSON format").
  ///
  /// Throws the first mistake.
  public init(json: JSON) throws(DataError) {
    let syntax = try SchemaSyntax(JSONPlace(json))
    do throws(SchemaMistake<JSONPlace>) {
      self = try SchemaResolver.schema(from: syntax)
    } catch {
      throw error.place.failure(error.reason)
    }
  }

  init(
    entityTypes: [EntityType: EntityDeclaration], actions: [EntityUID: ActionDeclaration],
    actionEntities: Entities
  ) {
    self.entityTypes = entityTypes
    self.actions = actions
    self.actionEntities = actionEntities
    ancestors = entityTypes.keys.reduce(into: [:]) {
      $0[$1] = Self.ancestors(of: $1, among: entityTypes)
    }
  }

  private static func ancestors(
    of type: EntityType, among entityTypes: [EntityType: EntityDeclaration]
  ) -> Set<EntityType> {
    var found: Set<EntityType> = []
    var open = [type]
    while let next = open.popLast() {
      for parent in entityTypes[next]?.memberOf ?? [] where found.insert(parent).inserted {
        open.append(parent)
      }
    }
    return found
  }
}

/// A type of entities.
public struct EntityDeclaration: Hashable, Sendable {
  /// The types of entities that one of this type may be directly in.
  public let memberOf: [EntityType]
  public let attributes: RecordType
  /// The type of every tag; nil where there are none.
  public let tags: ValueType?
  /// The only ids there are (RFC 53); nil where any is allowed.
  public let choices: [ExactString]?
}

/// An action, or a group of actions.
public struct ActionDeclaration: Hashable, Sendable {
  public let groups: [EntityUID]
  public let principals: [EntityType]
  public let resources: [EntityType]
  public let context: RecordType
}
