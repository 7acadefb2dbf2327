public import JSON

extension Template {
  /// Reads `{"effect", "principal", "action", "resource", "conditions"}` with `"annotations"` or
  /// without (Cedar documentation, "JSON policy format"). It need have no slot.
  public init(json: JSON, id: String) throws(DataError) {
    try self.init(JSONPlace(json), id: id)
  }

  init(_ place: JSONPlace, id: String) throws(DataError) {
    try place.refuseMembers(
      besides: "effect", "principal", "action", "resource", "conditions", "annotations")
    let effect = try place.required("effect")
    guard let known = Effect(rawValue: try effect.text()) else {
      throw effect.failure("`permit` or `forbid` is expected.")
    }
    var conditions: [Condition] = []
    for item in try place.required("conditions").items() { conditions.append(try Condition(item)) }
    self.init(
      id: id, effect: known, annotations: try Self.annotations(place.optional("annotations")),
      principal: try TemplateScope(try place.required("principal"), .principal),
      action: try ActionScope(try place.required("action")),
      resource: try TemplateScope(try place.required("resource"), .resource),
      conditions: conditions)
  }

  private static func annotations(_ place: JSONPlace?) throws(DataError) -> [String: String] {
    var annotations: [String: String] = [:]
    for (name, value) in try place?.members() ?? [] {
      guard Identifier.isIdentifier(name) else {
        throw value.failure("This is no name of an annotation.")
      }
      annotations[name] = value.json.isNull ? "" : try value.text()
    }
    return annotations
  }

  /// Its JSON form; reading it gives an equal template.
  public var json: JSON {
    var members: JSONObject = [
      "effect": .string(effect.rawValue), "principal": principal.json(.principal),
      "action": action.json, "resource": resource.json(.resource),
      "conditions": .array(conditions.map(\.json)),
    ]
    if !annotations.isEmpty {
      let sorted = annotations.sorted { $0.key < $1.key }
      members["annotations"] = .object(JSONObject(sorted.map { ($0.key, .string($0.value)) }))
    }
    return .object(members)
  }
}

extension Policy {
  /// Reads a static policy as `Template.init(json:id:)` does.
  public init(json: JSON, id: String) throws(DataError) {
    try self.init(JSONPlace(json), id: id)
  }

  init(_ place: JSONPlace, id: String) throws(DataError) {
    guard let policy = Policy(try Template(place, id: id)) else {
      throw place.failure("A policy has no slots; this is a template.")
    }
    self = policy
  }

  /// Its JSON form; of a linked policy with the values in place of the slots.
  public var json: JSON { filled.json }
}

extension Condition {
  fileprivate init(_ place: JSONPlace) throws(DataError) {
    try place.refuseMembers(besides: "kind", "body")
    let kind = try place.required("kind")
    guard let known = Kind(rawValue: try kind.text()) else {
      throw kind.failure("`when` or `unless` is expected.")
    }
    self.init(kind: known, expression: try Expression(try place.required("body")))
  }

  fileprivate var json: JSON {
    ["kind": .string(kind.rawValue), "body": expression.json]
  }
}
