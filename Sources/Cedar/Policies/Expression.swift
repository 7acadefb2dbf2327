/// An expression of a policy, as parsed.
///
/// Sugar is resolved: `!=`, `>`, `>=`, `is … in`, `has a.b`. Chains of `&&` and `||` are one node
/// with all operands, however they are put in parentheses: that changes nothing, not even an error.
public struct Expression: Sendable {
  public let kind: Kind
  /// Where it starts, in bytes from the start of its file.
  public let offset: Int
  /// The length of the longest path to a leaf; a leaf has 1.
  let depth: Int

  /// Expressions deeper than this are refused when they are read, so that no walk over one exhausts
  /// the stack: in a release build reading takes less than 512 KiB of it, evaluating less than 256.
  public static let maximumDepth = 200

  public indirect enum Kind: Hashable, Sendable {
    /// A boolean, a number, a string or an entity.
    case literal(Value)
    case variable(Variable)
    case conditional(Expression, then: Expression, else: Expression)
    /// Two operands or more, evaluated from the left until one is false.
    case and([Expression])
    /// Two operands or more, evaluated from the left until one is true.
    case or([Expression])
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case attribute(Expression, ExactString)
    case hasAttribute(Expression, ExactString)
    case like(Expression, Pattern)
    case isType(Expression, EntityType)
    case set([Expression])
    case record([Field])
    case call(ExtensionFunction, [Expression])
  }

  public struct Field: Hashable, Sendable {
    public let name: ExactString
    public let value: Expression

    public init(name: ExactString, value: Expression) {
      self.name = name
      self.value = value
    }
  }

  public init(_ kind: Kind, offset: Int = 0) {
    self.kind = kind.flattened
    self.offset = offset
    depth = 1 + (self.kind.children.map(\.depth).max() ?? 0)
  }
}

public enum Variable: String, Hashable, Sendable {
  case principal, action, resource, context
}

public enum UnaryOperator: String, Hashable, Sendable {
  case not = "!"
  case negate = "-"
  case isEmpty
}

public enum BinaryOperator: String, Hashable, Sendable {
  case equal = "=="
  case less = "<"
  case lessOrEqual = "<="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case `in`
  case contains, containsAll, containsAny, hasTag, getTag
}

extension Expression: Hashable {
  /// Equal when the same is meant, wherever it stands.
  public static func == (left: Expression, right: Expression) -> Bool {
    left.kind == right.kind
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
  }
}

extension Expression.Kind {
  /// The same chain without chains of its kind among the operands.
  fileprivate var flattened: Self {
    switch self {
    case .and(let operands):
      .and(operands.flatMap { if case .and(let inner) = $0.kind { inner } else { [$0] } })
    case .or(let operands):
      .or(operands.flatMap { if case .or(let inner) = $0.kind { inner } else { [$0] } })
    default: self
    }
  }
}
