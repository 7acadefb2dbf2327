public import JSON

extension Expression {
  /// Its JSON form (Cedar documentation, "JSON policy format"); reading it gives an equal
  /// expression.
  public var json: JSON {
    if let (operation, left, right) = comparison {
      return [operation: ["left": left.json, "right": right.json]]
    }
    return switch kind {
    case .literal(.entity(let uid)): ["Value": ["__entity": uid.json]]
    case .literal(.bool(let value)): ["Value": .bool(value)]
    case .literal(.long(let value)): ["Value": .integer(value)]
    case .literal(.string(let text)): ["Value": .string(text.text)]
    case .literal(let value): Expression(value).json
    case .variable(let variable): ["Var": .string(variable.rawValue)]
    case .conditional(let condition, let then, let otherwise):
      ["if-then-else": ["if": condition.json, "then": then.json, "else": otherwise.json]]
    case .and(let operands): Self.chain("&&", operands[...])
    case .or(let operands): Self.chain("||", operands[...])
    case .unary(.negate, let operand): ["neg": ["arg": operand.json]]
    case .unary(let operation, let operand): [operation.rawValue: ["arg": operand.json]]
    case .binary(let operation, let left, let right):
      [operation.rawValue: ["left": left.json, "right": right.json]]
    case .attribute(let subject, let name):
      [".": ["left": subject.json, "attr": .string(name.text)]]
    case .hasAttribute(let subject, let name):
      ["has": ["left": subject.json, "attr": .string(name.text)]]
    case .like(let subject, let pattern):
      ["like": ["left": subject.json, "pattern": pattern.json]]
    case .isType(let subject, let type):
      ["is": ["left": subject.json, "entity_type": .string(type.name.text)]]
    case .set(let elements): ["Set": .array(elements.map(\.json))]
    case .record(let fields):
      ["Record": .object(JSONObject(fields.map { ($0.name.text, $0.value.json) }))]
    case .call(let function, let arguments):
      [function.rawValue: .array(arguments.map(\.json))]
    }
  }

  /// Nested to the left, as the format has two operands only; a long chain is halved first, so that
  /// the document does not become deep.
  private static func chain(_ symbol: String, _ operands: ArraySlice<Expression>) -> JSON {
    guard operands.count > 1 else { return operands.first?.json ?? .null }
    let split = operands.count > 64 ? operands.count / 2 : operands.count - 1
    return [
      symbol: [
        "left": chain(symbol, operands.prefix(split)),
        "right": chain(symbol, operands.dropFirst(split)),
      ]
    ]
  }
}

extension Pattern {
  fileprivate var json: JSON {
    var items: [JSON] = []
    for (position, literal) in elements.split(
      separator: nil, omittingEmptySubsequences: false
    ).enumerated() {
      if position > 0 { items.append("Wildcard") }
      guard !literal.isEmpty else { continue }
      items.append(["Literal": .string(String(decoding: literal.compactMap(\.self), as: UTF8.self))]
      )
    }
    return .array(items)
  }
}
