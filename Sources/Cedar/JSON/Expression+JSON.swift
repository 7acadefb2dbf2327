public import JSON

extension Expression {
  /// Reads an expression in its JSON form (Cedar documentation, "JSON policy format").
  ///
  /// Throws besides when it is nested deeper than `maximumDepth`. The document nests at least two
  /// levels for each of the expression.
  public init(json: JSON) throws(DataError) {
    self = try ExpressionPlace(JSONPlace(json), depth: 1).expression()
  }

  init(_ place: JSONPlace) throws(DataError) {
    self = try ExpressionPlace(place, depth: 1).expression()
  }
}

/// A JSON value that stands where an expression is expected.
private struct ExpressionPlace {
  private let place: JSONPlace
  /// How many expressions it is in, itself counted.
  private let depth: Int

  init(_ place: JSONPlace, depth: Int) throws(DataError) {
    guard depth <= Expression.maximumDepth else { throw place.tooDeep }
    self.place = place
    self.depth = depth
  }

  /// An object with one member, whose name says what it is.
  func expression() throws(DataError) -> Expression {
    let members = try place.members()
    guard members.count == 1 else {
      throw place.failure("An expression is an object with one member.")
    }
    let (name, content) = members[0]
    switch name {
    case "Value": return try value(content)
    case "Var":
      guard let variable = Variable(rawValue: try content.text()) else {
        throw content.failure("There are the variables principal, action, resource and context.")
      }
      return try node(.variable(variable))
    case "Slot": throw content.failure("A slot stands only in the head of a template.")
    case "!": return try node(.unary(.not, try unaryOperand(content)))
    case "neg": return try node(.unary(.negate, try unaryOperand(content)))
    case "isEmpty": return try node(.unary(.isEmpty, try unaryOperand(content)))
    case "&&": return try node(.and(try chain("&&")))
    case "||": return try node(.or(try chain("||")))
    case "!=": return try negated(.equal, content)
    case ">": return try negated(.lessOrEqual, content)
    case ">=": return try negated(.less, content)
    case ".":
      try content.refuseMembers(besides: "left", "attr")
      let name = ExactString(try content.required("attr").text())
      return try node(.attribute(try operand(content, "left"), name))
    case "has": return try presence(content)
    case "like":
      try content.refuseMembers(besides: "left", "pattern")
      let pattern = try Pattern(try content.required("pattern"))
      return try node(.like(try operand(content, "left"), pattern))
    case "is": return try typeTest(content)
    case "if-then-else":
      try content.refuseMembers(besides: "if", "then", "else")
      return try node(
        .conditional(
          try operand(content, "if"), then: try operand(content, "then"),
          else: try operand(content, "else")))
    case "Set": return try node(.set(try operands(content)))
    case "Record":
      var fields: [Expression.Field] = []
      for (name, field) in try content.members() {
        fields.append(Expression.Field(name: ExactString(name), value: try operand(field)))
      }
      return try node(.record(fields))
    default:
      if let operation = BinaryOperator(rawValue: name) { return try binary(operation, content) }
      guard let function = ExtensionFunction(rawValue: name) else {
        throw content.failure("There is no operator and no function of this name.")
      }
      return try call(function, try operands(content), at: content)
    }
  }

  private func node(_ kind: Expression.Kind) throws(DataError) -> Expression {
    let expression = Expression(kind)
    guard expression.depth <= Expression.maximumDepth else { throw place.tooDeep }
    return expression
  }

  // MARK: - Operands

  private func operand(_ place: JSONPlace) throws(DataError) -> Expression {
    try ExpressionPlace(place, depth: depth + 1).expression()
  }

  private func operand(_ place: JSONPlace, _ name: String) throws(DataError) -> Expression {
    try operand(try place.required(name))
  }

  private func operands(_ place: JSONPlace) throws(DataError) -> [Expression] {
    var operands: [Expression] = []
    for item in try place.items() { operands.append(try operand(item)) }
    return operands
  }

  private func unaryOperand(_ content: JSONPlace) throws(DataError) -> Expression {
    try content.refuseMembers(besides: "arg")
    return try operand(content, "arg")
  }

  private func binary(
    _ operation: BinaryOperator, _ content: JSONPlace
  ) throws(DataError) -> Expression {
    try content.refuseMembers(besides: "left", "right")
    return try node(
      .binary(operation, try operand(content, "left"), try operand(content, "right")))
  }

  private func negated(
    _ operation: BinaryOperator, _ content: JSONPlace
  ) throws(DataError) -> Expression {
    try node(.unary(.not, try binary(operation, content)))
  }

  /// The operands of the chain that starts here. It nests to the left; that it is long makes no
  /// deep expression of it.
  private func chain(_ symbol: String) throws(DataError) -> [Expression] {
    var operands: [Expression] = []
    var first = place
    while let content = first.only(symbol) {
      try content.refuseMembers(besides: "left", "right")
      operands.append(try operand(content, "right"))
      first = try content.required("left")
    }
    operands.append(try operand(first))
    return operands.reversed()
  }

  // MARK: - Operators of their own form

  /// One name, or several that demand each step (RFC 62).
  private func presence(_ content: JSONPlace) throws(DataError) -> Expression {
    try content.refuseMembers(besides: "left", "attr")
    let attribute = try content.required("attr")
    var subject = try operand(content, "left")
    guard case .array = attribute.json else {
      return try node(.hasAttribute(subject, ExactString(try attribute.text())))
    }
    var steps: [Expression] = []
    for item in try attribute.items() {
      let name = ExactString(try item.text())
      steps.append(try node(.hasAttribute(subject, name)))
      subject = try node(.attribute(subject, name))
    }
    guard let first = steps.first else { throw attribute.failure("A name is missing.") }
    return steps.count == 1 ? first : try node(.and(steps))
  }

  private func typeTest(_ content: JSONPlace) throws(DataError) -> Expression {
    try content.refuseMembers(besides: "left", "entity_type", "in")
    let subject = try operand(content, "left")
    let test = try node(.isType(subject, try EntityType(try content.required("entity_type"))))
    guard let group = content.optional("in"), !group.json.isNull else { return test }
    return try node(.and([test, try node(.binary(.in, subject, try operand(group)))]))
  }

  /// A literal, or a set, a record or a call in the form that they have in entities.
  private func value(_ place: JSONPlace) throws(DataError) -> Expression {
    func values(_ places: [JSONPlace]) throws(DataError) -> [Expression] {
      var values: [Expression] = []
      for place in places {
        values.append(try ExpressionPlace(place, depth: depth + 1).value(place))
      }
      return values
    }
    switch (place.json, place.escape) {
    case (_, .call(let inner)):
      let (function, arguments) = try inner.call()
      return try call(function, try values(arguments), at: inner)
    case (.array, _): return try node(.set(try values(try place.items())))
    case (.object, nil):
      let members = try place.members()
      let fields = zip(members, try values(members.map(\.place))).map {
        Expression.Field(name: ExactString($0.name), value: $1)
      }
      return try node(.record(fields))
    default: return try node(.literal(try Value(place, as: nil)))
    }
  }

  private func call(
    _ function: ExtensionFunction, _ arguments: [Expression], at place: JSONPlace
  ) throws(DataError) -> Expression {
    guard function.isConstructor || !arguments.isEmpty else {
      throw place.failure("The method `\(function.rawValue)` is called on nothing.")
    }
    return try node(.call(function, arguments))
  }
}

extension JSONPlace {
  fileprivate var tooDeep: DataError {
    failure("Expressions are nested deeper than \(Expression.maximumDepth) levels.")
  }
}

extension Pattern {
  /// Reads an array of `"Wildcard"` and `{"Literal": "text"}`.
  fileprivate init(_ place: JSONPlace) throws(DataError) {
    var elements: [UInt8?] = []
    for item in try place.items() {
      if let literal = item.only("Literal") {
        elements.append(contentsOf: try literal.text().utf8.map { $0 })
      } else if item.json == "Wildcard" {
        elements.append(nil)
      } else {
        throw item.failure("`\"Wildcard\"` or `{\"Literal\": …}` is expected.")
      }
    }
    self.init(elements)
  }
}
