public import JSON

extension Value {
  /// Its JSON form (Cedar documentation, "JSON format for entities and context"), explicit about
  /// entities and extension types; reading it gives an equal value.
  ///
  /// Throws where it holds a record whose only member has the name of such an explicit form.
  public func json() throws(DataError) -> JSON {
    switch self {
    case .bool(let value): return .bool(value)
    case .long(let value): return .integer(value)
    case .string(let text): return .string(text.text)
    case .entity(let uid): return ["__entity": uid.json]
    case .set(let elements):
      var items: [JSON] = []
      for element in elements { items.append(try element.json()) }
      return .array(items)
    case .record(let record): return try record.json()
    case .decimal(let value): return value.call.json
    case .ipAddress(let value): return value.call.json
    case .datetime(let value): return value.call.json
    case .duration(let value): return value.call.json
    }
  }
}

extension ExtensionCall {
  fileprivate var json: JSON {
    switch self {
    case .constructor(let function, let text):
      ["__extn": ["fn": .string(function.rawValue), "arg": .string(text)]]
    case .method(let function, let subject, let argument):
      ["__extn": ["fn": .string(function.rawValue), "args": [subject.json, argument.json]]]
    }
  }
}

extension Record {
  /// Its JSON form, members by name; see `Value.json()`.
  public func json() throws(DataError) -> JSON {
    var members = JSONObject()
    for member in self { members[member.name.text] = try member.value.json() }
    guard count != 1 || JSONPlace(.object(members)).escape == nil else {
      let reason = "A record whose only member is \(self[0].name.quoted) has no JSON form."
      throw DataError(pointer: "", reason: reason)
    }
    return .object(members)
  }
}

extension EntityUID {
  /// `{"type": "User", "id": "alice"}`.
  public var json: JSON {
    ["type": .string(type.name.text), "id": .string(id.text)]
  }
}

extension Entity {
  /// `{"uid", "attrs", "parents"}` and, where there are any, `"tags"`; see `Value.json()`.
  public func json() throws(DataError) -> JSON {
    var members: JSONObject = [
      "uid": uid.json, "attrs": try attributes.json(), "parents": .array(parents.map(\.json)),
    ]
    if !tags.isEmpty { members["tags"] = try tags.json() }
    return .object(members)
  }
}

extension Entities {
  /// An array of entities in their order, each with its direct parents; see `Value.json()`.
  public func json() throws(DataError) -> JSON {
    var items: [JSON] = []
    for entity in self { items.append(try entity.json()) }
    return .array(items)
  }
}
