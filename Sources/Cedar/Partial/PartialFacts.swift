/// What is known of entities when a partial request is answered: those given with it, and the
/// actions of the policy set, as `Facts` has them for a complete one.
struct PartialFacts: Sendable {
  private let entities: PartialEntities
  let actions: Entities

  init(_ entities: PartialEntities, actions: Entities) {
    self.entities = entities
    self.actions = actions
  }

  subscript(uid: EntityUID) -> PartialEntity {
    if uid.type.isAction, let action = PartialEntity(uid, in: actions) { return action }
    return entities[uid]
  }

  /// nil where it is unknown.
  func isEntity(_ uid: EntityUID, in ancestor: EntityUID) -> Bool? {
    uid == ancestor ? true : self[uid].ancestors?.contains(ancestor)
  }
}
