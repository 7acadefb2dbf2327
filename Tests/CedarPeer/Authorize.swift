import Cedar
import JSON

extension CedarPeer {
  /// Decides every request: `{"answers": [{"decision", "determining", "errors"} or a refusal]}`, in
  /// their order.
  static func authorize(_ question: Question) throws -> JSON {
    let schema = try question.schema()
    let policies = try question.policies(schema)
    let entities = try question.entities(schema)
    let answers = try question.items("requests").map { json in
      do {
        let request = try question.request(json, schema)
        return CedarPeer.json(policies.authorize(request, entities: entities))
      } catch let refusal as Refusal {
        return refusal.json
      }
    }
    return ["answers": .array(answers)]
  }

  private static func json(_ response: Response) -> JSON {
    [
      "decision": .string(response.decision.rawValue),
      "determining": .array(response.determining.map { .string($0.id) }),
      "errors": .array(response.errors.map { .string($0.policy.id) }),
    ]
  }
}
