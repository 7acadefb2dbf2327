extension Policy {
  /// What must hold for the policy to be satisfied, from the left: what the head demands of
  /// principal and resource, then the conditions. The action is held against the head elsewhere.
  var conjuncts: [Expression] {
    demands(of: .principal, principal) + demands(of: .resource, resource)
      + conditions.map { condition in
        switch condition.kind {
        case .when: condition.expression
        case .unless:
          Expression(.unary(.not, condition.expression), offset: condition.expression.offset)
        }
      }
  }

  private func demands(of variable: Variable, _ scope: EntityScope) -> [Expression] {
    let subject = Expression(.variable(variable), offset: offset)
    func entity(_ uid: EntityUID) -> Expression {
      Expression(.literal(.entity(uid)), offset: offset)
    }
    let kinds: [Expression.Kind] =
      switch scope {
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
