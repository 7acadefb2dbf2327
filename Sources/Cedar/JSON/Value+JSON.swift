public import JSON

extension Value {
  /// Reads a value in its JSON form (Cedar documentation, "JSON format for entities and context").
  ///
  /// Entities are `{"__entity": {"type", "id"}}`, values of extension types `{"__extn": {"fn",
  /// "arg"}}`; where `type` says that one stands, the inner object suffices, or the string that
  /// makes an extension value. Besides that, the value is not held against the type. Numbers with a
  /// fraction and null have no meaning.
  public init(json: JSON, as type: ValueType? = nil) throws(DataError) {
    try self.init(JSONPlace(json), as: type)
  }

  init(_ place: JSONPlace, as type: ValueType?) throws(DataError) {
    if case .entity = type, place.json.members != nil {
      self = .entity(try EntityUID(place))
      return
    }
    if let constructor = type?.constructor {
      self = try Self.extensionValue(place, constructor)
      return
    }
    switch place.json {
    case .bool(let value): self = .bool(value)
    case .integer(let value): self = .long(value)
    case .string(let text): self = .string(text)
    case .array:
      let elementType: ValueType? = if case .set(let type) = type { type } else { nil }
      var elements: [Value] = []
      for item in try place.items() { elements.append(try Value(item, as: elementType)) }
      self = .set(elements)
    case .object: self = try Self.object(place, as: type)
    case .number: throw place.failure("Numbers have no fraction and fit into 64 bits.")
    case .null: throw place.failure("There is no null in Cedar.")
    }
  }

  private static func object(
    _ place: JSONPlace, as type: ValueType?
  ) throws(DataError) -> Value {
    switch place.escape {
    case .entity: return .entity(try EntityUID(place))
    case .call(let call): return try extensionValue(call)
    case .expression: throw place.failure("`__expr` is no longer supported.")
    case nil: break
    }
    let recordType: RecordType? = if case .record(let type) = type { type } else { nil }
    return .record(try Record(place, as: recordType))
  }

  /// What stands where the schema has an extension type.
  private static func extensionValue(
    _ place: JSONPlace, _ constructor: ExtensionFunction
  ) throws(DataError) -> Value {
    guard case .string(let text) = place.json else {
      return try extensionValue(place.only("__extn") ?? place)
    }
    return try called(constructor, [.string(text)], at: place)
  }

  private static func extensionValue(_ place: JSONPlace) throws(DataError) -> Value {
    let (function, arguments) = try place.call()
    var values: [Value] = []
    for argument in arguments { values.append(try Value(argument, as: nil)) }
    return try called(function, values, at: place)
  }

  private static func called(
    _ function: ExtensionFunction, _ arguments: [Value], at place: JSONPlace
  ) throws(DataError) -> Value {
    do throws(EvaluationError) {
      return try function.call(arguments)
    } catch {
      throw place.failure(error.description)
    }
  }
}

extension Record {
  /// Reads the members of an object as values: a context, attributes.
  public init(json: JSON, as type: RecordType? = nil) throws(DataError) {
    try self.init(JSONPlace(json), as: type)
  }

  init(_ place: JSONPlace, as type: RecordType?) throws(DataError) {
    try self.init(place) { type?.attributes[$0]?.type }
  }

  init(_ place: JSONPlace, typed type: (ExactString) -> ValueType?) throws(DataError) {
    var members: [(ExactString, Value)] = []
    for (name, member) in try place.members() {
      let name = ExactString(name)
      members.append((name, try Value(member, as: type(name))))
    }
    self.init(members)
  }
}

extension EntityUID {
  /// Reads `{"type": "User", "id": "alice"}`, alone or within `{"__entity": …}`.
  public init(json: JSON) throws(DataError) {
    try self.init(JSONPlace(json))
  }

  init(_ place: JSONPlace) throws(DataError) {
    let place = place.only("__entity") ?? place
    try place.refuseMembers(besides: "type", "id")
    let type = try EntityType(try place.required("type"))
    self.init(type: type, id: try place.required("id").text())
  }
}

extension EntityType {
  init(_ place: JSONPlace) throws(DataError) {
    guard let type = EntityType(parsing: try place.text()) else {
      throw place.failure("This is no name of an entity type.")
    }
    self = type
  }
}

extension JSONPlace {
  /// What an object with one member stands for, if that has one of the names set apart.
  enum Escape {
    case entity
    case call(JSONPlace)
    case expression
  }

  var escape: Escape? {
    if only("__entity") != nil { return .entity }
    if let call = only("__extn") { return .call(call) }
    return only("__expr") == nil ? nil : .expression
  }

  /// The parts of a call such as `{"fn": "ip", "arg": "::1"}`; functions of two parameters have
  /// `args`.
  func call() throws(DataError) -> (ExtensionFunction, [JSONPlace]) {
    try refuseMembers(besides: "fn", "arg", "args")
    let name = try required("fn")
    guard let function = ExtensionFunction(rawValue: try name.text()) else {
      throw name.failure("There is no function of this name.")
    }
    if let argument = optional("arg") {
      if let arguments = optional("args") {
        throw arguments.failure("`arg` and `args` exclude each other.")
      }
      return (function, [argument])
    }
    return (function, try required("args").items())
  }
}
