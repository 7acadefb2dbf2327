// Requests and entities held against a schema (Rust `RequestSchema` and
// `EntitySchemaConformanceChecker`). What conforms cannot lead a valid policy to a type error.

extension Schema {
  /// Throws the first thing in which the request does not conform.
  public func validate(_ request: Request) throws(ConformanceError) {
    for uid in [request.principal, request.resource] {
      guard entityTypes[uid.type] != nil else { throw .unknownEntityType(uid.type) }
      try checkIdentity(of: uid)
    }
    guard let action = actions[request.action] else { throw .unknownAction(request.action) }
    guard action.principals.contains(request.principal.type) else {
      throw .principalNotApplicable(request.principal.type, to: request.action)
    }
    guard action.resources.contains(request.resource.type) else {
      throw .resourceNotApplicable(request.resource.type, to: request.action)
    }
    let check = ValueCheck(schema: self, owner: .context)
    try check.check(request.context, as: action.context, at: [])
  }

  /// Throws the first thing in which one of the entities does not conform.
  public func validate(_ entities: Entities) throws(ConformanceError) {
    for entity in entities {
      let ancestors = entities.ancestors(of: entity.uid)
      if entity.uid.type.isAction {
        try checkAction(entity, in: ancestors)
      } else {
        try check(entity, in: ancestors, allowed: self.ancestors[entity.uid.type] ?? [])
      }
    }
  }

  private func checkAction(
    _ entity: Entity, in ancestors: Set<EntityUID>
  ) throws(ConformanceError) {
    guard actions[entity.uid] != nil else { throw .unknownAction(entity.uid) }
    guard entity.attributes.isEmpty, entity.tags.isEmpty,
      ancestors == actionEntities.ancestors(of: entity.uid)
    else { throw .actionDiffers(entity.uid) }
  }

  private func check(
    _ entity: Entity, in ancestors: Set<EntityUID>, allowed: Set<EntityType>
  ) throws(ConformanceError) {
    let uid = entity.uid
    guard let declaration = entityTypes[uid.type] else { throw .unknownEntityType(uid.type) }
    try checkIdentity(of: uid)
    let attributes = ValueCheck(schema: self, owner: .attributes(of: uid))
    try attributes.check(entity.attributes, as: declaration.attributes, at: [])
    for ancestor in ancestors {
      try checkIdentity(of: ancestor)
      guard allowed.contains(ancestor.type) else { throw .ancestorNotAllowed(uid, in: ancestor) }
    }
    let tags = ValueCheck(schema: self, owner: .tags(of: uid))
    for tag in entity.tags {
      guard let type = declaration.tags else {
        throw .unexpectedAttribute(.init(owner: .tags(of: uid), path: [tag.name]))
      }
      try tags.check(tag.value, as: type, at: [tag.name])
    }
  }

  /// An action, and an entity of an enumerated type, must be one of those declared.
  fileprivate func checkIdentity(of uid: EntityUID) throws(ConformanceError) {
    if let choices = entityTypes[uid.type]?.choices, !choices.contains(uid.id) {
      throw .unknownChoice(uid, choices: choices)
    }
    if uid.type.isAction, actions[uid] == nil { throw .unknownAction(uid) }
  }
}

/// Values held against the types that a schema gives them.
private struct ValueCheck {
  let schema: Schema
  let owner: ConformanceError.Place.Owner

  func check(
    _ record: Record, as type: RecordType, at path: [ExactString]
  ) throws(ConformanceError) {
    for (name, attribute) in type.attributes
    where attribute.isRequired && !record.contains(name) {
      throw .missingAttribute(place(path + [name]))
    }
    for member in record {
      let path = path + [member.name]
      guard let attribute = type.attributes[member.name] else {
        throw .unexpectedAttribute(place(path))
      }
      try check(member.value, as: attribute.type, at: path)
    }
  }

  func check(
    _ value: Value, as type: ValueType, at path: [ExactString]
  ) throws(ConformanceError) {
    switch (value, type) {
    case (.bool, .bool), (.long, .long), (.string, .string), (.decimal, .decimal),
      (.ipAddress, .ipAddress), (.datetime, .datetime), (.duration, .duration):
      return
    case (.entity(let uid), .entity(let type)) where uid.type == type:
      try schema.checkIdentity(of: uid)
    case (.set(let elements), .set(let type)):
      for element in elements { try check(element, as: type, at: path) }
    case (.record(let record), .record(let type)): try check(record, as: type, at: path)
    default: throw .typeMismatch(place(path), expected: type, found: value)
    }
  }

  private func place(_ path: [ExactString]) -> ConformanceError.Place {
    ConformanceError.Place(owner: owner, path: path)
  }
}
