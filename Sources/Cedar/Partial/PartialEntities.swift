/// What is known of one entity.
///
/// An entity that does not exist is as one without attributes, tags and ancestors, so that it needs
/// no form of its own.
public struct PartialEntity: Sendable {
  public let attributes: PartialRecord
  /// Everything that it is in, directly or through others, without itself; nil where unknown.
  public let ancestors: Set<EntityUID>?
  public let tags: PartialRecord

  /// An entity of which nothing is known, not even whether it exists.
  public static let unknown = PartialEntity()

  static let missing = PartialEntity(attributes: [:], ancestors: [], tags: [:])

  public init(
    attributes: PartialRecord = .unknown, ancestors: Set<EntityUID>? = nil,
    tags: PartialRecord = .unknown
  ) {
    self.attributes = attributes
    self.ancestors = ancestors
    self.tags = tags
  }
}

/// The entities of a partial request.
public struct PartialEntities: Sendable {
  /// What holds of an entity that is not among them.
  public enum Others: Hashable, Sendable {
    case unknown
    /// They do not exist.
    case missing
  }

  let complete: Entities
  private let partial: [EntityUID: PartialEntity]
  private let others: Others

  /// Of the entities in `complete` everything is known, unless they are in `partial` too: then what
  /// stands there. What they are in is known as far as their parents are listed: a parent that is
  /// not listed is taken to be in nothing.
  public init(
    _ complete: Entities, partial: [EntityUID: PartialEntity] = [:], others: Others = .unknown
  ) {
    self.complete = complete
    self.partial = partial
    self.others = others
  }

  public subscript(uid: EntityUID) -> PartialEntity {
    if let entity = partial[uid] { return entity }
    if let entity = PartialEntity(uid, in: complete) { return entity }
    // Actions are always known.
    return others == .missing || uid.type.isAction ? .missing : .unknown
  }
}

extension PartialEntity {
  /// The entity with that uid; nil where there is none.
  init?(_ uid: EntityUID, in entities: Entities) {
    guard let position = entities.position(of: uid) else { return nil }
    let entity = entities[position]
    self.init(
      attributes: PartialRecord(entity.attributes),
      ancestors: entities.ancestors(at: position), tags: PartialRecord(entity.tags))
  }
}
