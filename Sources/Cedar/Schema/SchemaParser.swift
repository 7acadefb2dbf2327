/// Reads a schema in Cedar's own syntax (RFC 24, 48, 53, 82) by recursive descent.
struct SchemaParser: GrammarParser {
  /// Places are offsets, in bytes from the start of the text.
  typealias Syntax = SchemaSyntax<Int>

  var reader: TokenReader
  private var namespace: String?
  private var namespaces: Set<String> = []
  private var depth = 0
  private var syntax = Syntax()

  static func parse(_ source: SourceText) throws(Failure) -> Syntax {
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
    let start = reader.current
    let path = try path()
    guard Identifier.isPath(path) else {
      throw reader.failure("`\(path)` is reserved and cannot be declared.", at: start)
    }
    guard namespaces.insert(path).inserted else {
      throw reader.failure("The namespace `\(path)` is declared twice.", at: start)
    }
    namespace = path
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
      let name = try declaredName()
      try reader.expect(.assign)
      syntax.commonTypes.append(Syntax.CommonType(name: name, type: try type()))
    } else {
      throw reader.unexpected("`entity`, `action` or `type`")
    }
    try reader.expect(.semicolon)
  }

  // MARK: - Entities

  private mutating func entity() throws(Failure) -> Syntax.EntityDeclaration {
    var names: [Syntax.Name] = []
    repeat { names.append(try declaredName()) } while reader.skip(.comma)
    var choices: [ExactString]?
    var memberOf: [Syntax.Name] = []
    var shape: Syntax.TypeExpression?
    var tags: Syntax.TypeExpression?
    if reader.skip(word: "enum") {
      try reader.expect(.leftBracket)
      choices = try items { (parser) throws(Failure) in try parser.reader.string() }
    } else {
      if reader.skip(word: "in") { memberOf = try typeNames() }
      if reader.skip(.assign) || reader.isAt(.leftBrace) { shape = .record(try record()) }
      if reader.skip(word: "tags") { tags = try type() }
    }
    return Syntax.EntityDeclaration(
      names: names, memberOf: memberOf, shape: shape, tags: tags, choices: choices)
  }

  // MARK: - Actions

  private mutating func action() throws(Failure) -> Syntax.ActionDeclaration {
    var names: [Syntax.Action] = []
    repeat { names.append(try actionName()) } while reader.skip(.comma)
    var groups: [Syntax.Action] = []
    if reader.skip(word: "in") {
      groups =
        reader.skip(.leftBracket)
        ? try items { (parser) throws(Failure) in try parser.actionReference() }
        : [try actionReference()]
    }
    var application = Application()
    if reader.skip(word: "appliesTo") { application = try self.application() }
    if reader.skip(word: "attributes") {
      try reader.expect(.leftBrace)
      try reader.expect(.rightBrace)
    }
    return Syntax.ActionDeclaration(
      names: names, groups: groups, principals: application.principals ?? [],
      resources: application.resources ?? [], context: application.context)
  }

  private struct Application {
    var principals: [Syntax.Name]?
    var resources: [Syntax.Name]?
    var context: Syntax.TypeExpression?
  }

  /// What follows `appliesTo`.
  private mutating func application() throws(Failure) -> Application {
    var application = Application()
    let start = reader.current
    try reader.expect(.leftBrace)
    _ = try list(until: .rightBrace) { (parser) throws(Failure) in
      let start = parser.reader.current
      let part = try parser.reader.anyIdentifier()
      try parser.reader.expect(.colon)
      switch part {
      case "principal" where application.principals == nil:
        application.principals = try parser.someTypeNames()
      case "resource" where application.resources == nil:
        application.resources = try parser.someTypeNames()
      case "context" where application.context == nil:
        application.context =
          parser.reader.isAt(.leftBrace)
          ? .record(try parser.record()) : .name(try parser.typeName(), .commonType)
      default:
        throw parser.reader.failure(
          "Here stand `principal`, `resource` and `context`, each once.", at: start)
      }
    }
    guard application.principals != nil, application.resources != nil else {
      throw reader.failure("`appliesTo` names both a `principal` and a `resource`.", at: start)
    }
    return application
  }

  private mutating func actionName() throws(Failure) -> Syntax.Action {
    let place = place
    return Syntax.Action(id: try name(), type: nil, namespace: namespace, place: place)
  }

  /// `view`, `"view"` or `Shop::Action::"view"`.
  private mutating func actionReference() throws(Failure) -> Syntax.Action {
    guard reader.following.kind == .symbol(.pathSeparator) else { return try actionName() }
    let place = place
    let type = try path()
    try reader.expect(.pathSeparator)
    return Syntax.Action(
      id: try reader.string(), type: type, namespace: namespace, place: place)
  }

  // MARK: - Names

  /// The reserved namespace may stand in a name, as it holds the built-in types.
  mutating func identifier() throws(Failure) -> String {
    let reserved = "__cedar"
    return reader.skip(word: reserved) ? reserved : try reader.identifier()
  }

  private var place: Int { reader.current.range.lowerBound }

  private mutating func declaredName() throws(Failure) -> Syntax.Name {
    let place = place
    return Syntax.Name(path: try reader.identifier(), namespace: namespace, place: place)
  }

  private mutating func typeName() throws(Failure) -> Syntax.Name {
    let place = place
    return Syntax.Name(path: try path(), namespace: namespace, place: place)
  }

  private mutating func typeNames() throws(Failure) -> [Syntax.Name] {
    guard reader.skip(.leftBracket) else { return [try typeName()] }
    return reader.skip(.rightBracket)
      ? [] : try items { (parser) throws(Failure) in try parser.typeName() }
  }

  private mutating func someTypeNames() throws(Failure) -> [Syntax.Name] {
    let start = reader.current
    let names = try typeNames()
    guard !names.isEmpty else {
      throw reader.failure("Here stands at least one entity type.", at: start)
    }
    return names
  }

  /// Takes one item or more up to `]`, commas between and none after the last.
  private mutating func items<Item>(
    _ item: (inout Self) throws(Failure) -> Item
  ) throws(Failure) -> [Item] {
    var items = [try item(&self)]
    while reader.skip(.comma) { items.append(try item(&self)) }
    try reader.expect(.rightBracket)
    return items
  }

  // MARK: - Types

  private mutating func type() throws(Failure) -> Syntax.TypeExpression {
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
    return .name(try typeName(), .either)
  }

  /// Of attributes with the same name the last counts, as in the engine of reference.
  private mutating func record() throws(Failure) -> [Syntax.Attribute] {
    try reader.expect(.leftBrace)
    return try list(until: .rightBrace) { (parser) throws(Failure) in
      _ = try parser.annotations()
      let name = try parser.name()
      let isRequired = !parser.reader.skip(.question)
      try parser.reader.expect(.colon)
      return Syntax.Attribute(name: name, isRequired: isRequired, type: try parser.type())
    }
  }
}
