// The innermost levels of the grammar: literals, names, calls and access by dot or bracket.

extension PolicyParser {
  /// `Member`: a primary expression, and what is taken from it step by step.
  mutating func member() throws(Failure) -> Expression {
    let start = reader.current
    var subject = try primary()
    while true {
      if reader.skip(.dot) {
        let name = reader.current
        let attribute = try reader.identifier()
        if reader.skip(.leftParenthesis) {
          subject = try method(attribute, named: name, of: subject, at: start)
        } else {
          subject = try node(.attribute(subject, ExactString(attribute)), at: start)
        }
      } else if reader.skip(.leftBracket) {
        let attribute = try reader.string()
        try reader.expect(.rightBracket)
        subject = try node(.attribute(subject, attribute), at: start)
      } else if reader.isAt(.leftParenthesis) {
        throw reader.failure("Only functions and methods can be called.")
      } else {
        return subject
      }
    }
  }

  /// A method behind its opening parenthesis.
  private mutating func method(
    _ name: String, named token: Token, of subject: Expression, at start: Token
  ) throws(Failure) -> Expression {
    let arguments = try expressions(until: .rightParenthesis)
    if name == UnaryOperator.isEmpty.rawValue {
      try demand(0, arguments, of: token)
      return try node(.unary(.isEmpty, subject), at: start)
    }
    if let operation = Self.methods[name] {
      try demand(1, arguments, of: token)
      return try node(.binary(operation, subject, arguments[0]), at: start)
    }
    guard let function = ExtensionFunction(rawValue: name), !function.isConstructor else {
      throw reader.failure("There is no method `\(name)`.", at: token)
    }
    return try node(.call(function, [subject] + arguments), at: start)
  }

  private static let methods: [String: BinaryOperator] = [
    "contains": .contains, "containsAll": .containsAll, "containsAny": .containsAny,
    "hasTag": .hasTag, "getTag": .getTag,
  ]

  private func demand(
    _ count: Int, _ arguments: [Expression], of token: Token
  ) throws(Failure) {
    guard arguments.count == count else {
      throw reader.failure(
        "\(token.kind) takes \(count) argument\(count == 1 ? "" : "s"), not \(arguments.count).",
        at: token)
    }
  }

  private mutating func expressions(until closing: Symbol) throws(Failure) -> [Expression] {
    try list(until: closing) { (parser) throws(Failure) in try parser.expression() }
  }

  private mutating func primary() throws(Failure) -> Expression {
    let start = reader.current
    switch start.kind {
    case .number(let value):
      guard let value, let value = Int64(exactly: value) else { throw tooLarge(at: start) }
      reader.advance()
      return try node(.literal(.long(value)), at: start)
    case .string:
      return try node(.literal(.string(try reader.string())), at: start)
    case .symbol(.leftParenthesis):
      reader.advance()
      let inner = try expression()
      try reader.expect(.rightParenthesis)
      return inner
    case .symbol(.leftBracket):
      reader.advance()
      return try node(.set(try expressions(until: .rightBracket)), at: start)
    case .symbol(.leftBrace):
      reader.advance()
      return try record(at: start)
    case .slot(let name):
      throw reader.failure("`\(name)` stands only in the head of a template.")
    case .identifier(let name):
      return try named(name, at: start)
    default:
      throw reader.unexpected("an expression")
    }
  }

  /// A variable, a truth value, an entity or a function, all of which begin with a name.
  private mutating func named(_ name: String, at start: Token) throws(Failure) -> Expression {
    let isPath = reader.following.kind == .symbol(.pathSeparator)
    if !isPath, name == "true" || name == "false" {
      reader.advance()
      return try node(.literal(.bool(name == "true")), at: start)
    }
    if !isPath, let variable = Variable(rawValue: name) {
      reader.advance()
      return try node(.variable(variable), at: start)
    }
    if !isPath, name == "if" {
      throw reader.failure("`if` stands within another expression only in parentheses.")
    }
    let path = try path()
    if reader.skip(.pathSeparator) {
      let uid = EntityUID(type: EntityType(path), id: try reader.string().text)
      return try node(.literal(.entity(uid)), at: start)
    }
    guard reader.skip(.leftParenthesis) else {
      throw reader.failure(
        "There is no variable `\(path)`; there are principal, action, resource and context.",
        at: start)
    }
    guard let function = ExtensionFunction(rawValue: path), function.isConstructor else {
      throw reader.failure("There is no function `\(path)`.", at: start)
    }
    return try node(.call(function, try expressions(until: .rightParenthesis)), at: start)
  }

  /// A record behind its opening brace.
  private mutating func record(at start: Token) throws(Failure) -> Expression {
    var names: Set<ExactString> = []
    let fields = try list(until: .rightBrace) { (parser) throws(Failure) in
      let token = parser.reader.current
      let name = try parser.name()
      guard names.insert(name).inserted else {
        throw parser.reader.failure(
          "The name \(name.quoted) stands twice in this record.", at: token)
      }
      try parser.reader.expect(.colon)
      return Expression.Field(name: name, value: try parser.expression())
    }
    return try node(.record(fields), at: start)
  }
}
