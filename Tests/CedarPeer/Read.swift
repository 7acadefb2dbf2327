import Cedar
import JSON

extension CedarPeer {
  /// Whether the engine takes the documents of a question: `{"read": true}`, or a refusal.
  static func read(_ question: Question) throws -> JSON {
    let schema = try question.schema()
    _ = try question.policies(schema)
    _ = try question.entities(schema)
    return ["read": true]
  }
}
