extension Expression: CustomStringConvertible {
  /// On one line, as policies write it; reading it gives an equal expression.
  public var description: String {
    var printer = ExpressionPrinter()
    printer.print(self)
    return printer.text
  }
}

/// Writes expressions with as few parentheses as the grammar allows.
private struct ExpressionPrinter {
  var text = ""

  /// The levels of the grammar, loosest first; an operand looser than its place demands is put in
  /// parentheses.
  enum Level: Int {
    case conditional, alternatives, conjunction, relation, sum, product, unary, member
  }

  mutating func print(_ expression: Expression, atLeast level: Level = .conditional) {
    if expression.level.rawValue < level.rawValue {
      text += "("
      printBare(expression)
      text += ")"
    } else {
      printBare(expression)
    }
  }

  private mutating func printBare(_ expression: Expression) {
    if let (operation, left, right) = expression.comparison {
      return relation(left, operation, right)
    }
    switch expression.kind {
    case .literal(let value): text += value.description
    case .variable(let variable): text += variable.rawValue
    case .conditional(let condition, let then, let otherwise):
      text += "if "
      print(condition)
      text += " then "
      print(then)
      text += " else "
      print(otherwise)
    case .and(let operands): list(operands, separator: " && ", atLeast: .relation)
    case .or(let operands): list(operands, separator: " || ", atLeast: .conjunction)
    case .unary(.isEmpty, let operand): method(UnaryOperator.isEmpty.rawValue, of: operand, [])
    case .unary(let sign, let operand): signed(sign, operand)
    case .binary(let operation, let left, let right): binary(operation, left, right)
    case .attribute(let subject, let name):
      print(subject, atLeast: .member)
      text += name.asMember
    case .hasAttribute(let subject, let name):
      print(subject, atLeast: .sum)
      text += " has \(name.asName)"
    case .like(let subject, let pattern):
      print(subject, atLeast: .sum)
      text += " like \(pattern)"
    case .isType(let subject, let type):
      print(subject, atLeast: .sum)
      text += " is \(type)"
    case .set(let elements): enclosed("[", elements, "]")
    case .record(let fields): record(fields)
    case .call(let function, let arguments): call(function, arguments)
    }
  }

  private mutating func list(
    _ operands: [Expression], separator: String, atLeast level: Level = .conditional
  ) {
    for (position, operand) in operands.enumerated() {
      if position > 0 { text += separator }
      print(operand, atLeast: level)
    }
  }

  private mutating func enclosed(_ opening: String, _ items: [Expression], _ closing: String) {
    text += opening
    list(items, separator: ", ")
    text += closing
  }

  private mutating func record(_ fields: [Expression.Field]) {
    text += "{"
    for (position, field) in fields.enumerated() {
      if position > 0 { text += ", " }
      text += "\(field.name.asName): "
      print(field.value)
    }
    text += "}"
  }

  private mutating func relation(_ left: Expression, _ operation: String, _ right: Expression) {
    print(left, atLeast: .sum)
    text += " \(operation) "
    print(right, atLeast: .sum)
  }

  private mutating func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression
  ) {
    switch operation {
    case .equal, .less, .lessOrEqual, .in: relation(left, operation.rawValue, right)
    case .add, .subtract:
      print(left, atLeast: .sum)
      text += " \(operation.rawValue) "
      print(right, atLeast: .product)
    case .multiply:
      print(left, atLeast: .product)
      text += " * "
      print(right, atLeast: .unary)
    case .contains, .containsAll, .containsAny, .hasTag, .getTag:
      method(operation.rawValue, of: left, [right])
    }
  }

  private mutating func method(_ name: String, of subject: Expression, _ arguments: [Expression]) {
    print(subject, atLeast: .member)
    text += "."
    text += name
    enclosed("(", arguments, ")")
  }

  private mutating func call(_ function: ExtensionFunction, _ arguments: [Expression]) {
    if !function.isConstructor, let subject = arguments.first {
      method(function.rawValue, of: subject, Array(arguments.dropFirst()))
    } else {
      text += function.rawValue
      enclosed("(", arguments, ")")
    }
  }

  /// A sign before its operand. A minus before a number would become part of it, and more than four
  /// signs in a row are refused: both demand parentheses.
  private mutating func signed(_ sign: UnaryOperator, _ operand: Expression) {
    text += sign.rawValue
    let signs = operand.signs(sign)
    if (1...3).contains(signs) {
      printBare(operand)
    } else if signs == 0, case .literal(.long) = operand.kind, sign == .negate {
      text += "(\(operand))"
    } else {
      print(operand, atLeast: .member)
    }
  }
}

extension Expression {
  fileprivate var level: ExpressionPrinter.Level {
    if comparison != nil { return .relation }
    return switch kind {
    case .conditional: .conditional
    case .or: .alternatives
    case .and: .conjunction
    case .hasAttribute, .like, .isType: .relation
    case .binary(let operation, _, _):
      switch operation {
      case .equal, .less, .lessOrEqual, .in: .relation
      case .add, .subtract: .sum
      case .multiply: .product
      case .contains, .containsAll, .containsAny, .hasTag, .getTag: .member
      }
    case .unary(.not, _), .unary(.negate, _): .unary
    case .literal(.long(let value)) where value < 0: .unary
    case .literal, .variable, .unary(.isEmpty, _), .attribute, .set, .record, .call: .member
    }
  }

  /// How many times it begins with the sign when printed.
  fileprivate func signs(_ sign: UnaryOperator) -> Int {
    switch kind {
    case .literal(.long(let value)) where value < 0 && sign == .negate: return 1
    case .unary(sign, let operand) where comparison == nil:
      let signs = operand.signs(sign)
      return signs < 4 ? signs + 1 : 1
    default: return 0
    }
  }

  /// Where it is what `!=`, `>` and `>=` stand for: that operator and the operands.
  var comparison: (operation: String, left: Expression, right: Expression)? {
    guard case .unary(.not, let negated) = kind,
      case .binary(let operation, let left, let right) = negated.kind
    else { return nil }
    return switch operation {
    case .equal: ("!=", left, right)
    case .lessOrEqual: (">", left, right)
    case .less: (">=", left, right)
    default: nil
    }
  }
}

extension Pattern: CustomStringConvertible {
  /// As a string literal of the language, wildcards as `*`, stars as `\*`.
  public var description: String {
    let literals = elements.split(separator: nil, omittingEmptySubsequences: false).map {
      String(decoding: $0.compactMap(\.self), as: UTF8.self).unicodeScalars
        .map { $0 == "*" ? "\\*" : $0.escaped }.joined()
    }
    return "\"\(literals.joined(separator: "*"))\""
  }
}
