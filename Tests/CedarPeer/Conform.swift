import Cedar
import JSON

extension CedarPeer {
  /// Whether entities and requests fit the schema: `{"answers": [{"conforms": true} or a refusal]}`
  /// for the requests, in their order.
  static func conform(_ question: Question) throws -> JSON {
    let schema = try question.requiredSchema()
    let entities = try question.entities(schema)
    try question.reading("entities") { try schema.validate(entities) }
    let answers = try question.items("requests").map { json -> JSON in
      do {
        let request = try question.request(json, schema)
        try question.reading("request") { try schema.validate(request) }
        return ["conforms": true]
      } catch let refusal as Refusal {
        return refusal.json
      }
    }
    return ["answers": .array(answers)]
  }
}
