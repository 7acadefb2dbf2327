/// An expression made ready to be evaluated often: a flat array of nodes that refer to one another
/// by position, so that walking over it counts no references.
struct Program: Sendable {
  typealias Index = Int32

  enum Node: Sendable {
    /// Among `values`.
    case constant(Index)
    case variable(Variable)
    case conditional(Index, then: Index, else: Index)
    /// A stretch of `operands`.
    case and(Range<Index>)
    case or(Range<Index>)
    case not(Index)
    case negate(Index)
    case isEmpty(Index)
    case binary(BinaryOperator, Index, Index)
    /// The name is among `names`.
    case attribute(Index, name: Index)
    case hasAttribute(Index, name: Index)
    /// The pattern is among `patterns`.
    case like(Index, pattern: Index)
    /// The type is among `types`.
    case isType(Index, type: Index)
    case set(Range<Index>)
    /// Stretches of `operands` and, of the same length, of `names`.
    case record(Range<Index>, names: Index)
    case call1(ExtensionFunction, Index)
    case call2(ExtensionFunction, Index, Index)
    /// A call with a number of arguments that the function does not take.
    case wrongCall(ExtensionFunction, Range<Index>)
  }

  fileprivate(set) var nodes: [Node] = []
  fileprivate(set) var operands: [Index] = []
  fileprivate(set) var values: [Value] = []
  fileprivate(set) var names: [ExactString] = []
  fileprivate(set) var patterns: [Pattern] = []
  fileprivate(set) var types: [EntityType] = []

  /// The position of the whole expression.
  var root: Index { Index(nodes.count - 1) }

  init(_ expression: Expression) {
    _ = add(expression)
  }
}

// MARK: - Compiling

extension Program {
  /// Adds the nodes of an expression, its own last.
  private mutating func add(_ expression: Expression) -> Index {
    nodes.append(node(expression.kind))
    foldLastNode()
    return root
  }

  private mutating func node(_ kind: Expression.Kind) -> Node {
    switch kind {
    case .literal(let value): return .constant(append(value, to: \.values))
    case .variable(let variable): return .variable(variable)
    case .conditional(let condition, let then, let otherwise):
      return .conditional(add(condition), then: add(then), else: add(otherwise))
    case .and(let operands): return .and(add(operands))
    case .or(let operands): return .or(add(operands))
    case .unary(.not, let operand): return .not(add(operand))
    case .unary(.negate, let operand): return .negate(add(operand))
    case .unary(.isEmpty, let operand): return .isEmpty(add(operand))
    case .binary(let operation, let left, let right):
      return .binary(operation, add(left), add(right))
    case .attribute(let subject, let name):
      return .attribute(add(subject), name: append(name, to: \.names))
    case .hasAttribute(let subject, let name):
      return .hasAttribute(add(subject), name: append(name, to: \.names))
    case .like(let subject, let pattern):
      return .like(add(subject), pattern: append(pattern, to: \.patterns))
    case .isType(let subject, let type):
      return .isType(add(subject), type: append(type, to: \.types))
    case .set(let elements): return .set(add(elements))
    case .record(let fields):
      let operands = add(fields.map(\.value))
      let firstName = Index(names.count)
      names += fields.map(\.name)
      return .record(operands, names: firstName)
    case .call(let function, let arguments):
      guard arguments.count == function.parameterCount else {
        return .wrongCall(function, add(arguments))
      }
      return arguments.count == 1
        ? .call1(function, add(arguments[0]))
        : .call2(function, add(arguments[0]), add(arguments[1]))
    }
  }

  private mutating func add(_ expressions: [Expression]) -> Range<Index> {
    let added = expressions.map { add($0) }
    let start = Index(operands.count)
    operands += added
    return start..<Index(operands.count)
  }

  private mutating func append<Element>(
    _ element: Element, to list: WritableKeyPath<Program, [Element]>
  ) -> Index {
    self[keyPath: list].append(element)
    return Index(self[keyPath: list].count - 1)
  }

  /// Replaces sets, records and values of extension types that are made of constants by their
  /// value.
  private mutating func foldLastNode() {
    let isMadeOfConstants =
      switch nodes[Int(root)] {
      case .set(let elements), .record(let elements, _):
        elements.allSatisfy { isConstant(operands[Int($0)]) }
      case .call1(let function, let argument): function.isConstructor && isConstant(argument)
      default: false
      }
    // What cannot be evaluated stays, to fail when it is reached.
    if isMadeOfConstants, let value = try? Evaluator.constant(self) {
      nodes[Int(root)] = .constant(append(value, to: \.values))
    }
  }

  private func isConstant(_ index: Index) -> Bool {
    if case .constant = nodes[Int(index)] { true } else { false }
  }
}
