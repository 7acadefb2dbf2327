/// A condition without connectives, true or false by itself: what heads and clauses are made of.
enum Atom: Hashable, Sendable {
  case holds(FactPath)
  case present(FactPath)
  case ofType(FactPath, EntityType)
  /// `==`, `<`, `<=`, `in`, `contains`, `containsAll` or `containsAny`, at least one side a path.
  case relation(BinaryOperator, Term, Term)
  /// Anything else that looks at the request.
  case other(Expression)

  enum Term: Hashable, Sendable {
    case path(FactPath)
    case constant(Value)
  }
}

extension Atom {
  /// The atoms of a policy, head first, each once.
  static func atoms(of policy: Policy) -> [Atom] {
    var atoms = atoms(of: policy.principal, for: .principal)
    atoms += self.atoms(of: policy.resource, for: .resource)
    for condition in policy.conditions { collect(condition.expression, into: &atoms) }
    return atoms.unique()
  }

  private static func atoms(of scope: EntityScope, for variable: Variable) -> [Atom] {
    let path = FactPath(variable)
    func within(_ uid: EntityUID) -> Atom {
      .relation(.in, .path(path), .constant(.entity(uid)))
    }
    return switch scope {
    case .any: []
    case .equals(let uid): [.relation(.equal, .path(path), .constant(.entity(uid)))]
    case .within(let uid): [within(uid)]
    case .ofType(let type): [.ofType(path, type)]
    case .ofTypeWithin(let type, let uid): [.ofType(path, type), within(uid)]
    }
  }

  private static func collect(_ expression: Expression, into atoms: inout [Atom]) {
    switch expression.kind {
    case .and, .or, .unary(.not, _), .conditional:
      for operand in expression.kind.children { collect(operand, into: &atoms) }
    case .hasAttribute(let subject, let name):
      guard let path = FactPath(subject) else { return collectOther(expression, into: &atoms) }
      atoms.append(.present(path.appending(name)))
    case .isType(let subject, let type):
      guard let path = FactPath(subject) else { return collectOther(expression, into: &atoms) }
      atoms.append(.ofType(path, type))
    case .binary(let operation, let left, let right) where operation.relatesTerms:
      guard let left = Term(left), let right = Term(right) else {
        return collectOther(expression, into: &atoms)
      }
      atoms.append(.relation(operation, left, right))
    case .attribute:
      guard let path = FactPath(expression) else { return collectOther(expression, into: &atoms) }
      atoms.append(.holds(path))
    default: collectOther(expression, into: &atoms)
    }
  }

  private static func collectOther(_ expression: Expression, into atoms: inout [Atom]) {
    if !expression.paths.isEmpty { atoms.append(.other(expression)) }
  }

  /// The condition as policies write it.
  var expression: Expression {
    switch self {
    case .holds(let path): path.expression
    case .present(let path):
      if let parent = path.parent, let name = path.attributes.last {
        Expression(.hasAttribute(parent.expression, name))
      } else {
        Expression(.literal(true))
      }
    case .ofType(let path, let type): Expression(.isType(path.expression, type))
    case .relation(let operation, let left, let right):
      Expression(.binary(operation, left.expression, right.expression))
    case .other(let expression): expression
    }
  }

  /// The places that it looks at.
  var paths: [FactPath] {
    switch self {
    case .holds(let path), .present(let path), .ofType(let path, _): [path]
    case .relation(_, let left, let right): [left, right].compactMap(\.path)
    case .other(let expression): expression.paths
    }
  }

  /// The values that it holds those places against; sets stand for their elements too.
  var constants: [Value] {
    let constants: [Value] =
      switch self {
      case .holds, .present, .ofType: []
      case .relation(_, let left, let right): [left, right].compactMap(\.constant)
      case .other(let expression): expression.constants
      }
    return constants.flatMap { constant in
      if case .set(let elements) = constant { [constant] + elements } else { [constant] }
    }
  }
}

extension Atom.Term {
  /// nil where the expression is neither a place nor constant.
  init?(_ expression: Expression) {
    if let path = FactPath(expression) {
      self = .path(path)
    } else if let value = expression.constant {
      self = .constant(value)
    } else {
      return nil
    }
  }

  fileprivate var expression: Expression {
    switch self {
    case .path(let path): path.expression
    case .constant(let value): Expression(.literal(value))
    }
  }

  var path: FactPath? {
    if case .path(let path) = self { path } else { nil }
  }

  var constant: Value? {
    if case .constant(let value) = self { value } else { nil }
  }
}

extension BinaryOperator {
  /// Whether it makes a truth value of two values by comparing them.
  fileprivate var relatesTerms: Bool {
    switch self {
    case .equal, .less, .lessOrEqual, .in, .contains, .containsAll, .containsAny: true
    case .add, .subtract, .multiply, .hasTag, .getTag: false
    }
  }
}

extension Expression {
  /// Its value, where it depends on no request and has one.
  fileprivate var constant: Value? {
    paths.isEmpty ? try? Evaluator.constant(Program(self)) : nil
  }

  /// The places that it looks at, each chain of attributes as a whole.
  fileprivate var paths: [FactPath] {
    if let path = FactPath(self) { return [path] }
    var paths = kind.children.flatMap(\.paths)
    if case .hasAttribute(let subject, let name) = kind, let path = FactPath(subject) {
      paths.append(path.appending(name))
    }
    return paths.unique()
  }

  /// The constants in it, the literal text of patterns included.
  fileprivate var constants: [Value] {
    if let constant { return [constant] }
    var constants = kind.children.flatMap(\.constants)
    if case .like(_, let pattern) = kind {
      constants.append(
        .string(String(decoding: pattern.elements.compactMap(\.self), as: UTF8.self)))
    }
    return constants.unique()
  }
}
