/// What is known of entities when a request is decided: those given with it, and the actions of the
/// policy set.
///
/// Of an action that the policy set knows, its own entity stands, so that the index by action and
/// the conditions agree.
struct Facts {
  private let entities: Entities
  private let actions: Entities

  /// Where an entity stands.
  struct Place {
    fileprivate let isAmongActions: Bool
    fileprivate let position: Int
  }

  init(_ entities: Entities, actions: Entities) {
    self.entities = entities
    self.actions = actions
  }

  /// nil for an unknown entity.
  func place(of uid: EntityUID) -> Place? {
    if uid.type.isAction, let position = actions.position(of: uid) {
      return Place(isAmongActions: true, position: position)
    }
    return entities.position(of: uid).map { Place(isAmongActions: false, position: $0) }
  }

  /// Whether `uid`, which stands at `place`, is `ancestor` or in it. An unknown entity is in itself
  /// only.
  func isEntity(_ uid: EntityUID, at place: Place?, in ancestor: EntityUID) -> Bool {
    if uid == ancestor { return true }
    guard let place else { return false }
    return place.isAmongActions
      ? actions.isEntity(at: place.position, in: ancestor)
      : entities.isEntity(at: place.position, in: ancestor)
  }

  func attribute(
    _ name: ExactString, of uid: EntityUID, at place: Place?
  ) throws(EvaluationError) -> Value {
    guard let place else { throw .noSuchEntity(uid) }
    let value =
      place.isAmongActions
      ? actions.attribute(name, at: place.position) : entities.attribute(name, at: place.position)
    guard let value else { throw .noSuchAttribute(name, of: uid) }
    return value
  }

  /// False for an unknown entity.
  func hasAttribute(_ name: ExactString, at place: Place?) -> Bool {
    guard let place else { return false }
    return place.isAmongActions
      ? actions.hasAttribute(name, at: place.position)
      : entities.hasAttribute(name, at: place.position)
  }

  func tag(_ name: ExactString, of uid: EntityUID) throws(EvaluationError) -> Value {
    guard let place = place(of: uid) else { throw .noSuchEntity(uid) }
    let value =
      place.isAmongActions
      ? actions.tag(name, at: place.position) : entities.tag(name, at: place.position)
    guard let value else { throw .noSuchTag(name, of: uid) }
    return value
  }

  /// False for an unknown entity.
  func hasTag(_ name: ExactString, _ uid: EntityUID) -> Bool {
    guard let place = place(of: uid) else { return false }
    return place.isAmongActions
      ? actions.hasTag(name, at: place.position) : entities.hasTag(name, at: place.position)
  }
}
