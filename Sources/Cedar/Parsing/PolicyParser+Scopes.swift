// The head of a policy: principal, action, resource.

extension PolicyParser {
  mutating func templateScope(of slot: Slot) throws(Failure) -> TemplateScope {
    try scopeVariable(String(slot.rawValue.dropFirst()))
    if reader.skip(word: "is") {
      let type = try entityType()
      return reader.skip(word: "in")
        ? .ofTypeWithin(type, try reference(slot)) : .ofType(type)
    }
    if reader.skip(.equal) { return .equals(try reference(slot)) }
    if reader.skip(word: "in") { return .within(try reference(slot)) }
    return .any
  }

  mutating func actionScope() throws(Failure) -> ActionScope {
    try scopeVariable("action")
    if reader.skip(.equal) { return .equals(try actionEntity()) }
    if reader.skip(word: "in") {
      guard reader.skip(.leftBracket) else { return .within([try actionEntity()]) }
      return .within(
        try list(until: .rightBracket) { (parser) throws(Failure) in try parser.actionEntity() })
    }
    return .any
  }

  private mutating func scopeVariable(_ variable: String) throws(Failure) {
    guard reader.skip(word: variable) else { throw reader.unexpected("`\(variable)`") }
    if reader.isAt(.assign) { throw reader.failure("Equality is written `==`.") }
    if reader.isAt(.colon) { throw reader.failure("A type is demanded by `is`.") }
  }

  /// An entity, or the slot that may stand in its place.
  private mutating func reference(_ slot: Slot) throws(Failure) -> EntityOrSlot {
    guard case .slot(let name) = reader.current.kind else { return .entity(try entity()) }
    guard name == slot.rawValue else {
      throw reader.failure("Of slots, only `\(slot.rawValue)` can stand here.")
    }
    reader.advance()
    return .slot
  }

  private mutating func actionEntity() throws(Failure) -> EntityUID {
    let start = reader.current
    if case .slot = start.kind {
      throw reader.failure("There are slots for the principal and the resource, not the action.")
    }
    let action = try entity()
    guard action.type.isAction else {
      throw reader.failure("\(action) is no action: its type must be named `Action`.", at: start)
    }
    return action
  }

  private mutating func entity() throws(Failure) -> EntityUID {
    guard case .identifier = reader.current.kind else { throw reader.unexpected("an entity") }
    let type = EntityType(try path())
    try reader.expect(.pathSeparator)
    return EntityUID(type: type, id: try reader.string().text)
  }

  mutating func entityType() throws(Failure) -> EntityType {
    let type = EntityType(try path())
    if reader.isAt(.pathSeparator) {
      throw reader.failure("A type is expected here, not an entity.")
    }
    return type
  }
}
