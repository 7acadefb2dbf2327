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

  /// The policies with their links, found by action where there is a schema.
  func policies(_ schema: Schema?) throws -> PolicySet {
    let policies = try reading("policies") {
      let policies =
        if let json = document("policiesJSON") {
          try PolicySet(json: Self.parsed(json))
        } else {
          try PolicySet(parsing: document("policies") ?? "")
        }
      let links = try (json["links"]?.items ?? []).map(link)
      return try PolicySet(policies.policies, templates: policies.templates, links: links)
    }
    return schema.map { policies.indexed(by: $0.actionEntities) } ?? policies
  }

  /// A link such as `{"template": id, "id": new, "values": {"?principal": {"type", "id"}}}`.
  private func link(_ json: JSON) throws -> (id: String, link: Policy.Link) {
    var values: [Slot: EntityUID] = [:]
    for (name, value) in json["values"]?.members ?? [:] {
      guard let slot = Slot(rawValue: name) else {
        throw Misunderstanding(description: "There is no slot \(name).")
      }
      values[slot] = try EntityUID(json: value)
    }
    let link = Policy.Link(template: json["template"]?.text ?? "", values: values)
    return (json["id"]?.text ?? "", link)
  }

  func schema() throws -> Schema? {
    if let json = document("schemaJSON") {
      return try reading("schema") { try Schema(json: Self.parsed(json)) }
    }
    return try document("schema").map { text in
      try reading("schema") { try Schema(parsing: text) }
    }
  }

  func requiredSchema() throws -> Schema {
    guard let schema = try schema() else {
      throw Misunderstanding(description: "A schema is needed.")
    }
    return schema
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
    try JSON(parsing: text, maximumDepth: 2 * Expression.maximumDepth)
  }

  func reading<Document>(_ part: String, _ read: () throws -> Document) throws -> Document {
    do {
      return try read()
    } catch {
      throw Refusal(part: part, reason: "\(error)")
    }
  }
}
