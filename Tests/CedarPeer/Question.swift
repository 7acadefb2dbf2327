import Cedar
import JSON

/// What an ability is asked, with the documents that most abilities need.
struct Question {
  let json: JSON

  init(_ json: JSON) {
    self.json = json
  }

  /// The document of that name; nil where there is none.
  func document(_ name: String) -> String? {
    json[name]?.text
  }

  func items(_ name: String) throws -> [JSON] {
    guard let items = json[name]?.items else {
      throw Misunderstanding(description: "The array `\(name)` is missing.")
    }
    return items
  }

  /// The policies, found by action where there is a schema.
  func policies(_ schema: Schema?) throws -> PolicySet {
    let policies = try reading("policies") { try PolicySet(parsing: document("policies") ?? "") }
    return schema.map { policies.indexed(by: $0.actionEntities) } ?? policies
  }

  func schema() throws -> Schema? {
    try document("schema").map { text in
      try reading("schema") { try Schema(parsing: text) }
    }
  }

  func entities(_ schema: Schema?) throws -> Entities {
    try reading("entities") {
      try Entities(json: Self.parsed(document("entities") ?? "[]"), schema: schema)
    }
  }

  /// A request such as `{"principal": {"type", "id"}, "action": …, "resource": …, "context": text}`.
  func request(_ json: JSON, _ schema: Schema?) throws -> Request {
    try reading("request") {
      let action = try EntityUID(json: json["action"] ?? .null)
      return Request(
        principal: try EntityUID(json: json["principal"] ?? .null), action: action,
        resource: try EntityUID(json: json["resource"] ?? .null),
        context: try Record(
          json: Self.parsed(json["context"]?.text ?? "{}"), as: schema?.actions[action]?.context))
    }
  }

  private static func parsed(_ text: String) throws -> JSON {
    try JSON(parsing: text, maximumDepth: Expression.maximumDepth)
  }

  private func reading<Document>(_ part: String, _ read: () throws -> Document) throws -> Document {
    do {
      return try read()
    } catch {
      throw Refusal(part: part, reason: "\(error)")
    }
  }
}
