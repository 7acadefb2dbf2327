/// A schema made ready to type expressions.
struct Vocabulary: Sendable {
  let schema: Schema
  private let attributes: [EntityType: StaticRecord]
  private let tags: [EntityType: StaticType]
  private let contexts: [EntityUID: StaticType]
  /// The types that an entity of a type may be in, directly or through others; of actions too.
  private let ancestors: [EntityType: Set<EntityType>]

  init(_ schema: Schema) {
    self.schema = schema
    attributes = schema.entityTypes.mapValues { StaticRecord($0.attributes) }
    tags = schema.entityTypes.compactMapValues { $0.tags.map { StaticType($0) } }
    contexts = schema.actions.mapValues { .record(StaticRecord($0.context)) }
    var ancestors = schema.ancestors
    for action in schema.actionEntities {
      for group in schema.actionEntities.ancestors(of: action.uid) {
        ancestors[action.uid.type, default: []].insert(group.type)
      }
    }
    self.ancestors = ancestors
  }

  func context(of action: EntityUID) -> StaticType {
    contexts[action] ?? .record(StaticRecord(.empty))
  }

  /// The type of an entity literal; nil for an unknown one.
  func type(of uid: EntityUID) -> StaticType? {
    let isKnown =
      uid.type.isAction ? schema.actions[uid] != nil : schema.entityTypes[uid.type] != nil
    return isKnown ? .entity(uid.type) : nil
  }

  /// Whether an entity of one of `types` can be one of `others`, or in it.
  func canBe(_ types: Set<EntityType>, in others: Set<EntityType>) -> Bool {
    types.contains { type in
      others.contains(type) || !(ancestors[type] ?? []).isDisjoint(with: others)
    }
  }

  // MARK: - Attributes and tags

  /// What an attribute of a value of that type is; nil where it has none for certain.
  func attribute(_ name: ExactString, of type: StaticType) -> StaticRecord.Attribute? {
    switch type {
    case .record(let record): return record.attributes[name]
    case .entity(let types):
      let declared = types.compactMap { attributes[$0]?.attributes[name] }
      guard let first = declared.first, declared.count == types.count else { return nil }
      var bound: StaticRecord.Attribute? = first
      for other in declared.dropFirst() { bound = bound?.leastUpperBound(other, .permissive) }
      return bound
    default: return nil
    }
  }

  /// Whether a value of that type may have an attribute, even one of unknown type.
  func mayHaveAttribute(_ name: ExactString, _ type: StaticType) -> Bool {
    switch type {
    case .never, .anyEntity: true
    case .record(let record): record.isOpen || record.attributes[name] != nil
    case .entity(let types): types.contains { attributes[$0]?.attributes[name] != nil }
    default: false
    }
  }

  /// The types that tags of an entity may have; none where it has no tags.
  func tags(of entity: StaticType) -> [StaticType] {
    switch entity {
    case .entity(let types): types.compactMap { tags[$0] }
    case .anyEntity: Array(tags.values)
    default: []
    }
  }
}
