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
    ("policies", policies), ("schema", schema), ("entities", entities), ("context", context),
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
    let policies = try PolicySet(parsing: text(bytes))
    decide(policies, Sample.entities)
    decide(policies.indexed(by: Sample.schema.actionEntities), Sample.entities)
  }

  @Sendable private static func schema(_ bytes: [UInt8]) throws {
    let schema = try Schema(parsing: text(bytes))
    _ = try Entities(json: Sample.entitiesJSON, schema: schema)
  }

  @Sendable private static func entities(_ bytes: [UInt8]) throws {
    let json = try JSON(parsing: bytes, maximumDepth: Expression.maximumDepth)
    _ = try? Entities(json: json, schema: Sample.schema)
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
