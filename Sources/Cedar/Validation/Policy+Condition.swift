extension Policy {
  /// Where its text starts, in bytes from the start of its file; 0 where it has none.
  var offset: Int { written.source?.offset ?? 0 }

  /// What must be true for the policy to be satisfied, head included.
  var condition: Expression {
    let head = [
      principal.condition(on: .principal, at: offset), action.condition(at: offset),
      resource.condition(on: .resource, at: offset),
    ]
    let body = conditions.map { condition in
      switch condition.kind {
      case .when: condition.expression
      case .unless:
        Expression(.unary(.not, condition.expression), offset: condition.expression.offset)
      }
    }
    return Expression(.and(head.compactMap(\.self) + body), offset: offset)
  }
}

extension EntityScope {
  /// nil where anything will do.
  fileprivate func condition(on variable: Variable, at offset: Int) -> Expression? {
    let subject = Expression(.variable(variable), offset: offset)
    func entity(_ uid: EntityUID) -> Expression {
      Expression(.literal(.entity(uid)), offset: offset)
    }
    switch self {
    case .any: return nil
    case .equals(let uid):
      return Expression(.binary(.equal, subject, entity(uid)), offset: offset)
    case .within(let uid): return Expression(.binary(.in, subject, entity(uid)), offset: offset)
    case .ofType(let type): return Expression(.isType(subject, type), offset: offset)
    case .ofTypeWithin(let type, let uid):
      let parts = [EntityScope.ofType(type), .within(uid)]
      return Expression(
        .and(parts.compactMap { $0.condition(on: variable, at: offset) }), offset: offset)
    }
  }
}

extension ActionScope {
  /// nil where any action will do.
  fileprivate func condition(at offset: Int) -> Expression? {
    let subject = Expression(.variable(.action), offset: offset)
    func entity(_ uid: EntityUID) -> Expression {
      Expression(.literal(.entity(uid)), offset: offset)
    }
    switch self {
    case .any: return nil
    case .equals(let uid):
      return Expression(.binary(.equal, subject, entity(uid)), offset: offset)
    case .within(let uids):
      let groups = Expression(.set(uids.map(entity)), offset: offset)
      return Expression(.binary(.in, subject, groups), offset: offset)
    }
  }
}
