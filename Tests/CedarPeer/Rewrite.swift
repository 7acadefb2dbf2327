import Cedar
import JSON

extension CedarPeer {
  /// The policies in their JSON form: `{"policiesJSON": text}`.
  static func translate(_ question: Question) throws -> JSON {
    let json = try question.policies(nil).json
    return ["policiesJSON": .string(String(decoding: json.serialised(), as: UTF8.self))]
  }

  /// The policies laid out: `{"policies": text}`.
  static func format(_ question: Question) throws -> JSON {
    let text = try question.reading("policies") {
      try PolicyFormatter().format(question.document("policies") ?? "")
    }
    return ["policies": .string(text)]
  }

  /// The policies printed from what was read: `{"policies": text}`.
  static func print(_ question: Question) throws -> JSON {
    ["policies": .string(try question.policies(nil).description)]
  }
}
