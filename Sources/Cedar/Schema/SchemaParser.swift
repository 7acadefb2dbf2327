/// Reads a schema in Cedar's own syntax (RFC 24, 53, 82) by recursive descent.
struct SchemaParser: GrammarParser {
  var reader: TokenReader
  private var namespace: String?
  private var depth = 0
  private var syntax = SchemaSyntax()

  static func parse(_ source: SourceText) throws(Failure) -> SchemaSyntax {
    var parser = SchemaParser(reader: TokenReader(Lexer.tokens(of: source.bytes)))
    while parser.reader.current.kind != .end { try parser.statement() }
    return parser.syntax
  }

  private init(reader: TokenReader) {
    self.reader = reader
  }

  private mutating func statement() throws(Failure) {
    _ = try annotations()
    guard reader.skip(word: "namespace") else { return try declaration() }
    namespace = try path()
    try reader.expect(.leftBrace)
    while !reader.skip(.rightBrace) {
      _ = try annotations()
      try declaration()
    }
    namespace = nil
  }

  private mutating func declaration() throws(Failure) {
    if reader.skip(word: "entity") {
      syntax.entities.append(try entity())
    } else if reader.skip(word: "action") {
      syntax.actions.append(try action())
    } else if reader.skip(word: "type") {
      let start = reader.current
      let name = name(try reader.identifier(), at: start)
      try reader.expect(.assign)
      syntax.commonTypes.append(SchemaSyntax.CommonType(name: name, type: try type()))
    } else {
      throw reader.unexpected("`entity`, `action` or `type`")
    }
    try reader.expect(.semicolon)
  }

  // MARK: - Entities

  private mutating func entity() throws(Failure) -> SchemaSyntax.EntityDeclaration {
    var names: [SchemaSyntax.Name] = []
    repeat {
      let start = reader.current
      names.append(name(try reader.identifier(), at: start))
    } while reader.skip(.comma)
    var choices: [ExactString]?
    var memberOf: [SchemaSyntax.Name] = []
    var attributes: [SchemaSyntax.Attribute] = []
    var tags: SchemaSyntax.TypeExpression?
    if reader.skip(word: "enum") {
      try reader.expect(.leftBracket)
      choices = try list(until: .rightBracket) { (parser) throws(Failure) in
        try parser.reader.string()
      }
    } else {
      if reader.skip(word: "in") { memberOf = try typeNames() }
      if reader.skip(.assign) || reader.isAt(.leftBrace) { attributes = try record() }
      if reader.skip(word: "tags") { tags = try type() }
    }
    return SchemaSyntax.EntityDeclaration(
      names: names, memberOf: memberOf, attributes: attributes, tags: tags, choices: choices)
  }

  // MARK: - Actions

  private mutating func action() throws(Failure) -> SchemaSyntax.ActionDeclaration {
    var names: [SchemaSyntax.Action] = []
    repeat { names.append(try actionName()) } while reader.skip(.comma)
    var groups: [SchemaSyntax.Action] = []
    if reader.skip(word: "in") {
      groups =
        reader.skip(.leftBracket)
        ? try list(until: .rightBracket) { (parser) throws(Failure) in try parser.actionReference()
        }
        : [try actionReference()]
    }
    var principals: [SchemaSyntax.Name]?
    var resources: [SchemaSyntax.Name]?
    var context: SchemaSyntax.TypeExpression?
    if reader.skip(word: "appliesTo") {
      try reader.expect(.leftBrace)
      _ = try list(until: .rightBrace) { (parser) throws(Failure) in
        let start = parser.reader.current
        let part = try parser.reader.anyIdentifier()
        try parser.reader.expect(.colon)
        switch part {
        case "principal" where principals == nil: principals = try parser.typeNames()
        case "resource" where resources == nil: resources = try parser.typeNames()
        case "context" where context == nil: context = try parser.type()
        default:
          throw parser.reader.failure(
            "Here stand `principal`, `resource` and `context`, each once.", at: start)
        }
      }
    }
    if reader.skip(word: "attributes") {
      try reader.expect(.leftBrace)
      try reader.expect(.rightBrace)
    }
    return SchemaSyntax.ActionDeclaration(
      names: names, groups: groups, principals: principals ?? [], resources: resources ?? [],
      context: context)
  }

  private mutating func actionName() throws(Failure) -> SchemaSyntax.Action {
    let offset = reader.current.range.lowerBound
    return SchemaSyntax.Action(id: try name(), type: nil, namespace: namespace, offset: offset)
  }

  /// `view`, `"view"` or `Shop::Action::"view"`.
  private mutating func actionReference() throws(Failure) -> SchemaSyntax.Action {
    guard reader.following.kind == .symbol(.pathSeparator) else { return try actionName() }
    let offset = reader.current.range.lowerBound
    let type = try path()
    try reader.expect(.pathSeparator)
    return SchemaSyntax.Action(
      id: try reader.string(), type: type, namespace: namespace, offset: offset)
  }

  // MARK: - Types

  private mutating func typeNames() throws(Failure) -> [SchemaSyntax.Name] {
    guard reader.skip(.leftBracket) else { return [try typeName()] }
    return try list(until: .rightBracket) { (parser) throws(Failure) in try parser.typeName() }
  }

  private mutating func typeName() throws(Failure) -> SchemaSyntax.Name {
    let start = reader.current
    // The reserved namespace names the built-in types, whatever else is declared under their names.
    if reader.skip(word: "__cedar") {
      try reader.expect(.pathSeparator)
      return name("__cedar::\(try reader.identifier())", at: start)
    }
    return name(try path(), at: start)
  }

  private func name(_ path: String, at start: Token) -> SchemaSyntax.Name {
    SchemaSyntax.Name(path: path, namespace: namespace, offset: start.range.lowerBound)
  }

  private mutating func type() throws(Failure) -> SchemaSyntax.TypeExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ValueType.maximumDepth else {
      throw reader.failure("Types are nested deeper than \(ValueType.maximumDepth) levels.")
    }
    if reader.isAt(.leftBrace) { return .record(try record()) }
    if reader.isAt(word: "Set"), reader.following.kind == .symbol(.less) {
      reader.advance()
      try reader.expect(.less)
      let element = try type()
      try reader.expect(.greater)
      return .set(element)
    }
    return .name(try typeName())
  }

  private mutating func record() throws(Failure) -> [SchemaSyntax.Attribute] {
    try reader.expect(.leftBrace)
    return try list(until: .rightBrace) { (parser) throws(Failure) in
      _ = try parser.annotations()
      let offset = parser.reader.current.range.lowerBound
      let name = try parser.name()
      let isRequired = !parser.reader.skip(.question)
      try parser.reader.expect(.colon)
      return SchemaSyntax.Attribute(
        name: name, isRequired: isRequired, type: try parser.type(), offset: offset)
    }
  }
}
