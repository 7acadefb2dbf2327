extension Expression.Kind {
  /// The expressions right below, from the left.
  public var children: [Expression] {
    switch self {
    case .literal, .variable: []
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .and(let operands), .or(let operands), .set(let operands), .call(_, let operands):
      operands
    case .unary(_, let operand), .attribute(let operand, _), .hasAttribute(let operand, _),
      .like(let operand, _), .isType(let operand, _):
      [operand]
    case .binary(_, let left, let right): [left, right]
    case .record(let fields): fields.map(\.value)
    }
  }
}

extension Expression {
  /// The same with other expressions right below, as many as there are `children`.
  func with(children: [Expression]) -> Expression {
    let kind: Kind =
      switch self.kind {
      case .literal, .variable: self.kind
      case .conditional: .conditional(children[0], then: children[1], else: children[2])
      case .and: .and(children)
      case .or: .or(children)
      case .unary(let operation, _): .unary(operation, children[0])
      case .binary(let operation, _, _): .binary(operation, children[0], children[1])
      case .attribute(_, let name): .attribute(children[0], name)
      case .hasAttribute(_, let name): .hasAttribute(children[0], name)
      case .like(_, let pattern): .like(children[0], pattern)
      case .isType(_, let type): .isType(children[0], type)
      case .set: .set(children)
      case .record(let fields):
        .record(zip(fields, children).map { Field(name: $0.name, value: $1) })
      case .call(let function, _): .call(function, children)
      }
    return Expression(kind, offset: offset)
  }
}
