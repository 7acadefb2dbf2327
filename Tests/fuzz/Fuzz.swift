import Cedar
import Glibc
import JSON

/// Gives one input to the reader that the environment names (`CEDAR_FUZZ`), and what it makes of it
/// to the engine. Whatever the bytes, it must come back (LLVM libFuzzer).
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzz.reader(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

enum Fuzz {
  /// A new reader of the engine is one more entry here.
  private static let readers: [(name: String, read: @Sendable ([UInt8]) throws -> Void)] = [
    ("policies", policies), ("policiesJSON", policiesJSON), ("schema", schema),
    ("schemaJSON", schemaJSON), ("entities", entities), ("context", context),
  ]

  static let reader: @Sendable ([UInt8]) -> Void = {
    let name = getenv("CEDAR_FUZZ").map { String(cString: $0) }
    guard let reader = readers.first(where: { $0.name == name }) else {
      print("CEDAR_FUZZ is one of \(readers.map(\.name)).")
      exit(2)
    }
    return { bytes in
      // A refusal is as good an end as any.
      try? reader.read(bytes)
    }
  }()

  // MARK: - Readers

  @Sendable private static func policies(_ bytes: [UInt8]) throws {
    let text = text(bytes)
    let policies = try PolicySet(parsing: text)
    use(policies)
    let formatted = try PolicyFormatter().format(text)
    guard try PolicyFormatter().format(formatted) == formatted else {
      fatalError("Formatting twice is not formatting once.")
    }
  }

  @Sendable private static func policiesJSON(_ bytes: [UInt8]) throws {
    use(try PolicySet(json: JSON(parsing: bytes, maximumDepth: 2 * Expression.maximumDepth)))
  }

  @Sendable private static func schema(_ bytes: [UInt8]) throws {
    try use(Schema(parsing: text(bytes)))
  }

  @Sendable private static func schemaJSON(_ bytes: [UInt8]) throws {
    try use(Schema(json: JSON(parsing: bytes, maximumDepth: 2 * Expression.maximumDepth)))
  }

  @Sendable private static func entities(_ bytes: [UInt8]) throws {
    let json = try JSON(parsing: bytes, maximumDepth: Expression.maximumDepth)
    if let entities = try? Entities(json: json, schema: Sample.schema) {
      try? Sample.schema.validate(entities)
    }
    decide(Sample.policies, try Entities(json: json))
  }

  @Sendable private static func context(_ bytes: [UInt8]) throws {
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
