/// A place in a request that policies look at: a variable, or an attribute reached from one.
public struct FactPath: Hashable, Sendable {
  public let variable: Variable
  /// From the variable on; empty for the variable itself.
  public let attributes: [ExactString]

  public init(_ variable: Variable, _ attributes: [ExactString] = []) {
    self.variable = variable
    self.attributes = attributes
  }

  /// The place that an expression names; nil where it is no chain of attributes of a variable.
  init?(_ expression: Expression) {
    switch expression.kind {
    case .variable(let variable): self.init(variable)
    case .attribute(let subject, let name):
      guard let path = FactPath(subject) else { return nil }
      self = path.appending(name)
    default: return nil
    }
  }

  var expression: Expression {
    attributes.reduce(Expression(.variable(variable))) { Expression(.attribute($0, $1)) }
  }

  func appending(_ name: ExactString) -> FactPath {
    FactPath(variable, attributes + [name])
  }

  /// The place that this is an attribute of; nil for a variable.
  var parent: FactPath? {
    attributes.isEmpty ? nil : FactPath(variable, Array(attributes.dropLast()))
  }
}

extension FactPath {
  /// The entity that stands for whatever is here and nowhere else.
  func individual(_ type: EntityType) -> EntityUID {
    EntityUID(type: type, id: description)
  }

  /// What stands for whatever is here and nowhere else; nil for types without such values.
  func own(_ type: ValueType) -> Value? {
    switch type {
    case .entity(let type): .entity(individual(type))
    case .string: .string("another: \(self)")
    default: nil
    }
  }
}

extension FactPath: Comparable {
  /// The principal's places first, then the resource's, then the context's; the nearer before the
  /// farther.
  public static func < (left: FactPath, right: FactPath) -> Bool {
    if left.variable != right.variable { return left.variable.rank < right.variable.rank }
    if left.attributes.count != right.attributes.count {
      return left.attributes.count < right.attributes.count
    }
    return left.attributes.lexicographicallyPrecedes(right.attributes)
  }
}

extension FactPath: CustomStringConvertible {
  /// As policies write it.
  public var description: String {
    variable.rawValue + attributes.map(\.asMember).joined()
  }
}

extension Variable {
  fileprivate var rank: Int {
    switch self {
    case .principal: 0
    case .action: 1
    case .resource: 2
    case .context: 3
    }
  }
}
