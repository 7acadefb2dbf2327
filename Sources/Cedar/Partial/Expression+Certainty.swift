// What can be said of an expression without evaluating it.
extension Expression {
  var isLiteral: Bool {
    if case .literal = kind { true } else { false }
  }

  /// Whether its value, if it has one, is a truth value.
  var isBoolean: Bool {
    switch kind {
    case .literal(let value): value.kind == .bool
    case .conditional(_, let then, let otherwise): then.isBoolean && otherwise.isBoolean
    case .and, .or, .unary(.not, _), .unary(.isEmpty, _), .hasAttribute, .like, .isType: true
    case .binary(let operation, _, _): operation.isPredicate
    case .call(let function, _): function.resultType == .bool
    case .variable, .unary(.negate, _), .attribute, .set, .record: false
    }
  }

  /// Whether it has a truth value, whatever the request and the entities.
  var isSurelyBoolean: Bool {
    isBoolean && cannotFail
  }

  /// Whether it has a value, whatever the request and the entities.
  ///
  /// An attribute or a tag may always be missing: its entity may not exist.
  private var cannotFail: Bool {
    switch kind {
    case .literal, .variable: true
    case .and(let operands), .or(let operands): operands.allSatisfy(\.isSurelyBoolean)
    case .unary(.not, let operand): operand.isSurelyBoolean
    case .conditional(let condition, let then, let otherwise):
      condition.isSurelyBoolean && then.cannotFail && otherwise.cannotFail
    case .binary(.equal, let left, let right): left.cannotFail && right.cannotFail
    case .binary(.in, let left, let right): left.isSurelyEntity && right.isSurelyEntities
    case .binary(.hasTag, let subject, let tag):
      subject.isSurelyEntity && tag.isLiteral(of: .string)
    case .binary(.contains, let set, let element): set.isLiteral(of: .set) && element.cannotFail
    case .hasAttribute(let subject, _):
      subject.isSurelyEntity || subject.kind == .variable(.context)
    case .isType(let subject, _): subject.isSurelyEntity
    case .set(let elements): elements.allSatisfy(\.cannotFail)
    case .record(let fields): fields.allSatisfy(\.value.cannotFail)
    case .unary, .binary, .attribute, .like, .call: false
    }
  }

  private var isSurelyEntity: Bool {
    switch kind {
    case .variable(.context): false
    case .variable: true
    default: isLiteral(of: .entity)
    }
  }

  /// Whether it is one entity or a set of them.
  fileprivate var isSurelyEntities: Bool {
    switch kind {
    case .literal(.set(let elements)): elements.allSatisfy { $0.kind == .entity }
    case .set(let elements): elements.allSatisfy(\.isSurelyEntity)
    default: isSurelyEntity
    }
  }

  fileprivate func isLiteral(of wanted: Value.Kind) -> Bool {
    if case .literal(let value) = kind { value.kind == wanted } else { false }
  }
}

extension Expression.Kind {
  /// Whether it asks for something of an entity that is written out; where the operands are of the
  /// wrong kinds, it asks nothing.
  var looksAtEntity: Bool {
    switch self {
    case .attribute(let subject, _), .hasAttribute(let subject, _): subject.isLiteral(of: .entity)
    case .binary(.in, let member, let group):
      member.isLiteral(of: .entity) && group.isSurelyEntities
    case .binary(.hasTag, let subject, let tag), .binary(.getTag, let subject, let tag):
      subject.isLiteral(of: .entity) && tag.isLiteral(of: .string)
    default: false
    }
  }
}

extension BinaryOperator {
  fileprivate var isPredicate: Bool {
    switch self {
    case .equal, .less, .lessOrEqual, .in, .contains, .containsAll, .containsAny, .hasTag: true
    case .add, .subtract, .multiply, .getTag: false
    }
  }
}
