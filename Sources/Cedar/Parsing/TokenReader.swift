/// Walks over tokens; what every grammar of this kit needs.
struct TokenReader {
  /// Why reading stopped, and where in bytes.
  struct Failure: Error {
    let reason: String
    let offset: Int
  }

  private let tokens: [Token]
  private var position = 0

  /// `tokens` ends with an `.end`.
  init(_ tokens: [Token]) {
    self.tokens = tokens
  }

  /// The token to be read; stays at the end once there.
  var current: Token { tokens[position] }

  /// The token after the current one.
  var following: Token { tokens[min(position + 1, tokens.count - 1)] }

  /// Where the last token read ends.
  var end: Int { position > 0 ? tokens[position - 1].range.upperBound : 0 }

  mutating func advance() {
    if current.kind != .end { position += 1 }
  }

  func isAt(_ symbol: Symbol) -> Bool {
    current.kind == .symbol(symbol)
  }

  func isAt(word: String) -> Bool {
    current.kind == .identifier(word)
  }

  /// Passes `symbol` if it stands here.
  mutating func skip(_ symbol: Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  /// Passes `word` if it stands here.
  mutating func skip(word: String) -> Bool {
    guard isAt(word: word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Symbol) throws(Failure) {
    guard skip(symbol) else { throw unexpected("`\(symbol.rawValue)`") }
  }

  /// Takes any identifier, reserved or not.
  mutating func anyIdentifier() throws(Failure) -> String {
    guard case .identifier(let name) = current.kind else { throw unexpected("a name") }
    advance()
    return name
  }

  /// Takes an identifier that is not reserved.
  mutating func identifier() throws(Failure) -> String {
    let start = current
    let name = try anyIdentifier()
    guard !Identifier.isReserved(name) else {
      throw failure("`\(name)` is a reserved word and names nothing.", at: start)
    }
    return name
  }

  /// Takes a string literal that is no pattern.
  mutating func string() throws(Failure) -> ExactString {
    guard case .string(let raw) = current.kind else { throw unexpected("a string") }
    advance()
    return try resolved { () throws(Escapes.Failure) in try Escapes.text(raw) }
  }

  func resolved<Result>(
    _ escapes: () throws(Escapes.Failure) -> Result
  ) throws(Failure) -> Result {
    do throws(Escapes.Failure) {
      return try escapes()
    } catch {
      throw Failure(reason: error.reason, offset: error.offset)
    }
  }

  /// Goes on behind the next semicolon.
  mutating func skipStatement() {
    while current.kind != .end, !skip(.semicolon) { advance() }
  }

  // MARK: - Failures

  func failure(_ reason: String, at token: Token? = nil) -> Failure {
    Failure(reason: reason, offset: (token ?? current).range.lowerBound)
  }

  func unexpected(_ expected: String) -> Failure {
    if case .invalid(let reason) = current.kind { return failure(reason) }
    return failure("Expected \(expected), found \(current.kind).")
  }
}
