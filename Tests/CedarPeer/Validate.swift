import Cedar
import JSON

extension CedarPeer {
  /// Which policies are not strictly valid: `{"invalid": [id]}`.
  static func validate(_ question: Question) throws -> JSON {
    let schema = try question.requiredSchema()
    let result = Validator(schema: schema).validate(try question.policies(schema))
    return ["invalid": .array(result.errors.map { .string($0.policy) })]
  }
}
