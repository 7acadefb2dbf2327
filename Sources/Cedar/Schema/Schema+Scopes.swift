// What the head of a policy admits, as far as types tell.

extension Schema {
  /// Whether `action` satisfies the scope. No action is in a list that names an unknown one.
  func admits(_ scope: ActionScope, _ action: EntityUID) -> Bool {
    switch scope {
    case .any: true
    case .equals(let uid): uid == action
    case .within(let uids):
      uids.allSatisfy { actions[$0] != nil }
        && uids.contains { actionEntities.isEntity(action, in: $0) }
    }
  }

  /// Whether a policy with that scope is worth typing for `action`: unless its list has mistakes of
  /// its own, a scope that does not admit the action makes the policy false.
  func mayAdmit(_ scope: ActionScope, _ action: EntityUID) -> Bool {
    let uids: [EntityUID]
    switch scope {
    case .any: return true
    case .equals(let uid): uids = [uid]
    case .within(let groups): uids = groups
    }
    let isSound = Set(uids.map(\.type)).count == 1 && uids.allSatisfy { actions[$0] != nil }
    return !isSound || admits(scope, action)
  }

  /// Whether an entity of that type may satisfy the scope.
  func admits(_ scope: EntityScope, _ type: EntityType) -> Bool {
    switch scope {
    case .any: true
    case .equals(let uid): uid.type == type
    case .within(let uid): canBe(type, in: uid.type)
    case .ofType(let demanded): demanded == type
    case .ofTypeWithin(let demanded, let uid): demanded == type && canBe(type, in: uid.type)
    }
  }

  private func canBe(_ type: EntityType, in other: EntityType) -> Bool {
    type == other || ancestors[type]?.contains(other) ?? false
  }
}

extension EntityScope {
  /// Whether it demands with `==` what none of `types` can be, while one of them can be in it.
  func equalMeansIn(_ types: [EntityType], _ schema: Schema) -> Bool {
    guard case .equals(let uid) = self, !types.contains(uid.type) else { return false }
    return types.contains { schema.admits(.within(uid), $0) }
  }
}
