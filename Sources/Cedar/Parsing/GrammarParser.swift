/// What the grammars of policies and of schemas share.
protocol GrammarParser {
  var reader: TokenReader { get set }

  /// Takes an identifier that may be part of a name.
  mutating func identifier() throws(TokenReader.Failure) -> String
}

extension GrammarParser {
  typealias Failure = TokenReader.Failure

  mutating func identifier() throws(Failure) -> String {
    try reader.identifier()
  }

  /// Takes items up to `closing`, commas between; one may stand after the last.
  mutating func list<Item>(
    until closing: Symbol, _ item: (inout Self) throws(Failure) -> Item
  ) throws(Failure) -> [Item] {
    var items: [Item] = []
    while !reader.skip(closing) {
      items.append(try item(&self))
      if !reader.isAt(closing) { try reader.expect(.comma) }
    }
    return items
  }

  /// Takes names joined by `::`, up to the last one that a name follows.
  mutating func path() throws(Failure) -> String {
    var path = try identifier()
    while reader.isAt(.pathSeparator), case .identifier = reader.following.kind {
      reader.advance()
      path += "::\(try identifier())"
    }
    return path
  }

  /// Takes a name that may be written as a string.
  mutating func name() throws(Failure) -> ExactString {
    if case .string = reader.current.kind { return try reader.string() }
    return ExactString(try identifier())
  }

  /// Takes `@name("text")` and `@name` any number of times.
  mutating func annotations() throws(Failure) -> [String: String] {
    var annotations: [String: String] = [:]
    while reader.skip(.at) {
      let start = reader.current
      let name = try reader.anyIdentifier()
      var value = ""
      if reader.skip(.leftParenthesis) {
        value = try reader.string().text
        try reader.expect(.rightParenthesis)
      }
      guard annotations.updateValue(value, forKey: name) == nil else {
        throw reader.failure("The annotation `@\(name)` stands twice.", at: start)
      }
    }
    return annotations
  }
}
