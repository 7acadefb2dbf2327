import Cedar
import JSON

/// The readers of the Cedar kit, and what is done with what they read.
enum CedarReaders {
  @Sendable static func policies(_ bytes: [UInt8]) throws {
    let text = text(bytes)
    let policies = try PolicySet(parsing: text)
    use(policies)
    let formatted = try PolicyFormatter().format(text)
    guard try PolicyFormatter().format(formatted) == formatted else {
      fatalError("Formatting twice is not formatting once.")
    }
  }

  @Sendable static func policiesJSON(_ bytes: [UInt8]) throws {
    use(try PolicySet(json: JSON(parsing: bytes, maximumDepth: 2 * Expression.maximumDepth)))
  }

  @Sendable static func schema(_ bytes: [UInt8]) throws {
    try use(Schema(parsing: text(bytes)))
  }

  @Sendable static func schemaJSON(_ bytes: [UInt8]) throws {
    try use(Schema(json: JSON(parsing: bytes, maximumDepth: 2 * Expression.maximumDepth)))
  }

  @Sendable static func entities(_ bytes: [UInt8]) throws {
    let json = try JSON(parsing: bytes, maximumDepth: Expression.maximumDepth)
    if let entities = try? Entities(json: json, schema: Sample.schema) {
      try? Sample.schema.validate(entities)
    }
    decide(Sample.policies, try Entities(json: json))
  }

  @Sendable static func context(_ bytes: [UInt8]) throws {
    let json = try JSON(parsing: bytes, maximumDepth: Expression.maximumDepth)
    let request = Request(
      principal: Sample.user, action: Sample.view, resource: Sample.document,
      context: try Record(json: json))
    _ = Sample.policies.authorize(request, entities: Sample.entities)
  }

  // MARK: - What becomes of them

  private static func use(_ policies: PolicySet) {
    decide(policies, Sample.entities)
    decide(policies.indexed(by: Sample.schema.actionEntities), Sample.entities)
    _ = Validator(schema: Sample.schema).validate(policies, level: 2)
    // What was read can be written and read again.
    guard (try? PolicySet(json: policies.json)) != nil,
      (try? PolicySet(parsing: policies.description)) != nil
    else { fatalError("What was read and written cannot be read again.") }
  }

  private static func use(_ schema: Schema) throws {
    _ = Validator(schema: schema).validate(Sample.policies)
    try schema.validate(Entities(json: Sample.entitiesJSON, schema: schema))
  }

  private static func decide(_ policies: PolicySet, _ entities: Entities) {
    for action in [Sample.view, Sample.edit] {
      let request = Request(
        principal: Sample.user, action: action, resource: Sample.document, context: Sample.context)
      let response = policies.authorize(request, entities: entities)
      for error in response.errors { _ = error.description }
    }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
