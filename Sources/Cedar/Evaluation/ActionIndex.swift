/// For each known action the positions of the policies whose head admits it.
struct ActionIndex: Sendable {
  let actions: Entities
  private var positions: [EntityUID: [Int]] = [:]

  /// Knows no action.
  init() {
    actions = .none
  }

  init(of policies: [Policy], actions: Entities) {
    self.actions = actions
    for action in actions {
      positions[action.uid] = policies.indices.filter {
        policies[$0].action.admits(action.uid) { actions.isEntity(action.uid, in: $0) }
      }
    }
  }

  /// nil where the action is unknown.
  func positions(for action: EntityUID) -> [Int]? {
    positions[action]
  }
}

extension ActionScope {
  /// Whether the action fits, given what it is in.
  func admits(_ action: EntityUID, isIn: (EntityUID) -> Bool) -> Bool {
    switch self {
    case .any: true
    case .equals(let uid): action == uid
    case .within(let groups): groups.contains(where: isIn)
    }
  }
}
