/// Reads policies from a text (Cedar grammar, language 4.5) by recursive descent.
struct PolicyParser: GrammarParser {
  private let source: SourceText
  var reader: TokenReader
  /// How deep expressions are being read within one another.
  var depth = 0

  private init(_ source: SourceText) {
    self.source = source
    reader = TokenReader(Lexer.tokens(of: source.bytes))
  }

  /// Every policy and template of the text, ids counted from `firstNumber`, and the first mistake
  /// of each that has one.
  static func parse(
    _ text: String, file: String?, firstNumber: Int
  ) -> (templates: [Template], errors: [ParseError]) {
    var parser = PolicyParser(SourceText(text, file: file))
    var templates: [Template] = []
    var errors: [ParseError] = []
    while parser.reader.current.kind != .end {
      do throws(Failure) {
        templates.append(try parser.template(id: "policy\(firstNumber + templates.count)"))
      } catch {
        errors.append(parser.source.error(error))
        parser.reader.skipStatement()
      }
    }
    return (templates, errors)
  }

  private mutating func template(id: String) throws(Failure) -> Template {
    depth = 0
    let start = reader.current.range.lowerBound
    let annotations = try annotations()
    let effect = try effect()
    try reader.expect(.leftParenthesis)
    let principal = try templateScope(of: .principal)
    try reader.expect(.comma)
    let action = try actionScope()
    try reader.expect(.comma)
    let resource = try templateScope(of: .resource)
    _ = reader.skip(.comma)
    try reader.expect(.rightParenthesis)
    let conditions = try conditions()
    try reader.expect(.semicolon)
    return Template(
      id: id, effect: effect, annotations: annotations, principal: principal, action: action,
      resource: resource, conditions: conditions,
      source: Template.Source(
        position: source.position(at: start), text: source.text(in: start..<reader.end),
        offset: start))
  }

  private mutating func effect() throws(Failure) -> Effect {
    guard case .identifier(let name) = reader.current.kind, let effect = Effect(rawValue: name)
    else { throw reader.unexpected("`permit` or `forbid`") }
    reader.advance()
    return effect
  }

  private mutating func conditions() throws(Failure) -> [Condition] {
    var conditions: [Condition] = []
    while case .identifier(let name) = reader.current.kind,
      let kind = Condition.Kind(rawValue: name)
    {
      reader.advance()
      try reader.expect(.leftBrace)
      guard !reader.isAt(.rightBrace) else {
        throw reader.failure("The condition after `\(name)` is empty.")
      }
      conditions.append(Condition(kind: kind, expression: try expression()))
      try reader.expect(.rightBrace)
    }
    return conditions
  }
}
