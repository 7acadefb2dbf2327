extension Policy {
  /// What must hold for the policy to be satisfied besides that the action fits, from the left:
  /// what the head demands of principal and resource, then the conditions.
  var conjuncts: [Expression] {
    principal.demands(on: .principal, at: offset) + resource.demands(on: .resource, at: offset)
      + conditions.map(\.demand)
  }

  /// All that must hold for the policy to be satisfied.
  var condition: Expression {
    let head =
      principal.demands(on: .principal, at: offset) + action.demands(at: offset)
      + resource.demands(on: .resource, at: offset)
    return Expression(.and(head + conditions.map(\.demand)), offset: offset)
  }
}

extension Condition {
  fileprivate var demand: Expression {
    switch kind {
    case .when: expression
    case .unless: Expression(.unary(.not, expression), offset: expression.offset)
    }
  }
}

extension EntityScope {
  fileprivate func demands(on variable: Variable, at offset: Int) -> [Expression] {
    let subject = Expression(.variable(variable), offset: offset)
    func entity(_ uid: EntityUID) -> Expression {
      Expression(.literal(.entity(uid)), offset: offset)
    }
    let kinds: [Expression.Kind] =
      switch self {
      case .any: []
      case .equals(let uid): [.binary(.equal, subject, entity(uid))]
      case .within(let uid): [.binary(.in, subject, entity(uid))]
      case .ofType(let type): [.isType(subject, type)]
      case .ofTypeWithin(let type, let uid):
        [.isType(subject, type), .binary(.in, subject, entity(uid))]
      }
    return kinds.map { Expression($0, offset: offset) }
  }
}

extension ActionScope {
  fileprivate func demands(at offset: Int) -> [Expression] {
    let subject = Expression(.variable(.action), offset: offset)
    func entity(_ uid: EntityUID) -> Expression {
      Expression(.literal(.entity(uid)), offset: offset)
    }
    switch self {
    case .any: return []
    case .equals(let uid):
      return [Expression(.binary(.equal, subject, entity(uid)), offset: offset)]
    case .within(let uids):
      let groups = Expression(.set(uids.map(entity)), offset: offset)
      return [Expression(.binary(.in, subject, groups), offset: offset)]
    }
  }
}
