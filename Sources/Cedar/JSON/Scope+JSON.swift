import JSON

extension TemplateScope {
  /// Reads `{"op": "All"}`, or `==`, `in` with `entity` or `slot`, or `is` with `entity_type` and
  /// perhaps `in`.
  init(_ place: JSONPlace, _ slot: Slot) throws(DataError) {
    let operation = try place.required("op")
    switch try operation.text() {
    case "All", "all":
      try place.refuseMembers(besides: "op")
      self = .any
    case "==": self = .equals(try EntityOrSlot(place, slot))
    case "in": self = .within(try EntityOrSlot(place, slot))
    case "is":
      try place.refuseMembers(besides: "op", "entity_type", "in")
      let type = try EntityType(try place.required("entity_type"))
      if let group = place.optional("in"), !group.json.isNull {
        self = .ofTypeWithin(type, try EntityOrSlot(group, slot))
      } else {
        self = .ofType(type)
      }
    default: throw operation.failure("`All`, `==`, `in` or `is` is expected.")
    }
  }

  func json(_ slot: Slot) -> JSON {
    switch self {
    case .any: return ["op": "All"]
    case .ofType(let type): return ["op": "is", "entity_type": .string(type.name.text)]
    case .equals(let reference): return reference.json(in: ["op": "=="], slot)
    case .within(let reference): return reference.json(in: ["op": "in"], slot)
    case .ofTypeWithin(let type, let reference):
      return [
        "op": "is", "entity_type": .string(type.name.text), "in": reference.json(in: [:], slot),
      ]
    }
  }
}

extension EntityOrSlot {
  fileprivate init(_ place: JSONPlace, _ slot: Slot) throws(DataError) {
    guard let name = place.optional("slot") else {
      try place.refuseMembers(besides: "op", "entity")
      self = .entity(try EntityUID(try place.required("entity")))
      return
    }
    try place.refuseMembers(besides: "op", "slot")
    guard Slot(rawValue: try name.text()) == slot else {
      throw name.failure("Of slots, only `\(slot.rawValue)` can stand here.")
    }
    self = .slot
  }

  /// `members` with this reference.
  fileprivate func json(in members: JSONObject, _ slot: Slot) -> JSON {
    var members = members
    switch self {
    case .entity(let uid): members["entity"] = uid.json
    case .slot: members["slot"] = .string(slot.rawValue)
    }
    return .object(members)
  }
}

extension ActionScope {
  /// Reads `{"op": "All"}`, or `==` with `entity`, or `in` with `entity` or `entities`.
  init(_ place: JSONPlace) throws(DataError) {
    let operation = try place.required("op")
    switch try operation.text() {
    case "All", "all":
      try place.refuseMembers(besides: "op")
      self = .any
    case "==":
      try place.refuseMembers(besides: "op", "entity")
      self = .equals(try Self.action(try place.required("entity")))
    case "in":
      if let entities = place.optional("entities") {
        try place.refuseMembers(besides: "op", "entities")
        var groups: [EntityUID] = []
        for item in try entities.items() { groups.append(try Self.action(item)) }
        self = .within(groups)
      } else {
        try place.refuseMembers(besides: "op", "entity")
        self = .within([try Self.action(try place.required("entity"))])
      }
    default: throw operation.failure("`All`, `==` or `in` is expected.")
    }
  }

  private static func action(_ place: JSONPlace) throws(DataError) -> EntityUID {
    let action = try EntityUID(place)
    guard action.type.isAction else {
      throw place.failure("\(action) is no action: its type must be named `Action`.")
    }
    return action
  }

  var json: JSON {
    switch self {
    case .any: ["op": "All"]
    case .equals(let uid): ["op": "==", "entity": uid.json]
    case .within(let groups) where groups.count == 1: ["op": "in", "entity": groups[0].json]
    case .within(let groups): ["op": "in", "entities": .array(groups.map(\.json))]
    }
  }
}
