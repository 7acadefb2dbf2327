// Expressions, one function for each level of the grammar, loosest first.

extension PolicyParser {
  /// `Expr`: a conditional, or alternatives.
  mutating func expression() throws(Failure) -> Expression {
    // Every way to nest an expression in another comes through here: this bounds the recursion.
    depth += 1
    defer { depth -= 1 }
    guard depth <= Expression.maximumDepth else { throw tooDeep(at: reader.current) }
    let start = reader.current
    guard reader.isAt(word: "if"), reader.following.kind != .symbol(.pathSeparator) else {
      return try alternatives()
    }
    reader.advance()
    let condition = try expression()
    try expect(word: "then")
    let consequence = try expression()
    try expect(word: "else")
    let alternative = try expression()
    return try node(.conditional(condition, then: consequence, else: alternative), at: start)
  }

  /// `Or`: conjunctions joined by `||`.
  private mutating func alternatives() throws(Failure) -> Expression {
    let start = reader.current
    var operands = [try conjunction()]
    while reader.skip(.or) { operands.append(try conjunction()) }
    return operands.count == 1 ? operands[0] : try node(.or(operands), at: start)
  }

  /// `And`: relations joined by `&&`.
  private mutating func conjunction() throws(Failure) -> Expression {
    let start = reader.current
    var operands = [try relation()]
    while reader.skip(.and) { operands.append(try relation()) }
    return operands.count == 1 ? operands[0] : try node(.and(operands), at: start)
  }

  /// `Relation`: a sum, or one comparison of two; comparisons do not chain.
  private mutating func relation() throws(Failure) -> Expression {
    let start = reader.current
    let left = try sum()
    guard let relation = try self.relation(of: left, at: start) else { return left }
    switch reader.current.kind {
    case .symbol(.equal), .symbol(.notEqual), .symbol(.less), .symbol(.lessOrEqual),
      .symbol(.greater), .symbol(.greaterOrEqual), .identifier("in"), .identifier("has"),
      .identifier("like"), .identifier("is"):
      throw reader.failure("Comparisons do not chain; put one of them in parentheses.")
    default: return relation
    }
  }

  /// What follows the left operand of a relation; nil where none does.
  private mutating func relation(
    of left: Expression, at start: Token
  ) throws(Failure) -> Expression? {
    let operation = reader.current.kind
    switch operation {
    case .symbol(.assign): throw reader.failure("Equality is written `==`.")
    case .symbol(.equal), .symbol(.notEqual), .symbol(.less), .symbol(.lessOrEqual),
      .symbol(.greater), .symbol(.greaterOrEqual), .identifier("in"), .identifier("has"),
      .identifier("like"), .identifier("is"):
      reader.advance()
    default: return nil
    }
    switch operation {
    case .symbol(.equal): return try node(.binary(.equal, left, try sum()), at: start)
    case .symbol(.notEqual):
      return try negated(try node(.binary(.equal, left, try sum()), at: start), at: start)
    case .symbol(.less): return try node(.binary(.less, left, try sum()), at: start)
    case .symbol(.lessOrEqual): return try node(.binary(.lessOrEqual, left, try sum()), at: start)
    case .symbol(.greater):
      return try negated(try node(.binary(.lessOrEqual, left, try sum()), at: start), at: start)
    case .symbol(.greaterOrEqual):
      return try negated(try node(.binary(.less, left, try sum()), at: start), at: start)
    case .identifier("in"): return try node(.binary(.in, left, try sum()), at: start)
    case .identifier("has"): return try presence(in: left, at: start)
    case .identifier("like"): return try node(.like(left, try pattern()), at: start)
    default: return try typeTest(of: left, at: start)
    }
  }

  /// What follows `has`: a string, or names joined by dots, which demand each step (RFC 62).
  private mutating func presence(
    in subject: Expression, at start: Token
  ) throws(Failure) -> Expression {
    if case .string = reader.current.kind {
      return try node(.hasAttribute(subject, try reader.string()), at: start)
    }
    var name = ExactString(try reader.identifier())
    var subject = subject
    var steps = [try node(.hasAttribute(subject, name), at: start)]
    while reader.skip(.dot) {
      subject = try node(.attribute(subject, name), at: start)
      name = ExactString(try reader.identifier())
      steps.append(try node(.hasAttribute(subject, name), at: start))
    }
    return steps.count == 1 ? steps[0] : try node(.and(steps), at: start)
  }

  private mutating func pattern() throws(Failure) -> Pattern {
    guard case .string(let raw) = reader.current.kind else { throw reader.unexpected("a string") }
    reader.advance()
    return try reader.resolved { () throws(Escapes.Failure) in try Escapes.pattern(raw) }
  }

  /// What follows `is`: a type, then perhaps `in` and where the entity must be.
  private mutating func typeTest(
    of subject: Expression, at start: Token
  ) throws(Failure) -> Expression {
    let test = try node(.isType(subject, try entityType()), at: start)
    guard reader.skip(word: "in") else { return test }
    return try node(.and([test, try node(.binary(.in, subject, try sum()), at: start)]), at: start)
  }

  /// `Add`: products joined by `+` and `-`.
  private mutating func sum() throws(Failure) -> Expression {
    let start = reader.current
    var sum = try product()
    while true {
      if reader.skip(.plus) {
        sum = try node(.binary(.add, sum, try product()), at: start)
      } else if reader.skip(.minus) {
        sum = try node(.binary(.subtract, sum, try product()), at: start)
      } else {
        return sum
      }
    }
  }

  /// `Mult`: unary expressions joined by `*`.
  private mutating func product() throws(Failure) -> Expression {
    let start = reader.current
    var product = try unary()
    while true {
      if reader.skip(.times) {
        product = try node(.binary(.multiply, product, try unary()), at: start)
      } else if reader.isAt(.slash) || reader.isAt(.percent) {
        throw reader.failure("There is no division in this language.")
      } else {
        return product
      }
    }
  }

  /// `Unary`: up to four times the same sign before a member expression.
  private mutating func unary() throws(Failure) -> Expression {
    let start = reader.current
    for (symbol, operation) in [(Symbol.not, UnaryOperator.not), (.minus, .negate)] {
      var count = 0
      while reader.skip(symbol) { count += 1 }
      guard count > 0 else { continue }
      guard count <= 4 else {
        throw reader.failure("`\(symbol.rawValue)` stands at most four times in a row.", at: start)
      }
      var operand: Expression
      if operation == .negate, let literal = try negativeLiteral() {
        operand = literal
        count -= 1
      } else {
        operand = try member()
      }
      for _ in 0..<count { operand = try node(.unary(operation, operand), at: start) }
      return operand
    }
    return try member()
  }

  /// The number that stands here with its sign turned; the least one has no positive twin.
  private mutating func negativeLiteral() throws(Failure) -> Expression? {
    guard case .number(let magnitude) = reader.current.kind else { return nil }
    switch reader.following.kind {
    case .symbol(.dot), .symbol(.leftBracket), .symbol(.leftParenthesis): return nil
    default: break
    }
    let start = reader.current
    guard let magnitude, magnitude <= Int64.min.magnitude else { throw tooLarge(at: start) }
    reader.advance()
    return try node(.literal(.long(Int64(truncatingIfNeeded: 0 &- magnitude))), at: start)
  }

  // MARK: - Nodes

  func node(_ kind: Expression.Kind, at start: Token) throws(Failure) -> Expression {
    let expression = Expression(kind, offset: start.range.lowerBound)
    guard expression.depth <= Expression.maximumDepth else { throw tooDeep(at: start) }
    return expression
  }

  private func negated(_ expression: Expression, at start: Token) throws(Failure) -> Expression {
    try node(.unary(.not, expression), at: start)
  }

  private mutating func expect(word: String) throws(Failure) {
    guard reader.skip(word: word) else { throw reader.unexpected("`\(word)`") }
  }

  private func tooDeep(at token: Token) -> Failure {
    reader.failure(
      "Expressions are nested deeper than \(Expression.maximumDepth) levels.", at: token)
  }

  func tooLarge(at token: Token) -> Failure {
    reader.failure("The number does not fit into 64 bits.", at: token)
  }
}
