import JSON

// The JSON form of schemas: an object of namespaces, the one without name under "".

extension SchemaSyntax where Place == JSONPlace {
  init(_ place: JSONPlace) throws(DataError) {
    for (name, definition) in try place.members() {
      guard name.isEmpty || Identifier.isPath(name) else {
        throw definition.failure("This is no name of a namespace.")
      }
      try read(definition, namespace: name.isEmpty ? nil : name)
    }
  }

  private mutating func read(_ place: JSONPlace, namespace: String?) throws(DataError) {
    if namespace == nil, let annotations = place.optional("annotations") {
      guard try annotations.members().isEmpty else {
        throw annotations.failure("Only a namespace with a name has annotations.")
      }
    }
    try place.refuseMembers(besides: "commonTypes", "entityTypes", "actions", "annotations")
    try Self.checkAnnotations(of: place)
    for (name, place) in try place.optional("commonTypes")?.members() ?? [] {
      try Self.checkAnnotations(of: place)
      let type = try Self.type(place, namespace, besides: "annotations")
      commonTypes.append(
        CommonType(name: try Self.declaredName(name, namespace, place), type: type))
    }
    for (name, place) in try place.required("entityTypes").members() {
      entities.append(
        try Self.entity(place, named: Self.declaredName(name, namespace, place), namespace))
    }
    for (id, place) in try place.required("actions").members() {
      actions.append(try Self.action(place, id: id, namespace))
    }
  }

  // MARK: - Declarations

  private static func entity(
    _ place: JSONPlace, named name: Name, _ namespace: String?
  ) throws(DataError) -> EntityDeclaration {
    try checkAnnotations(of: place)
    if let choices = place.optional("enum") {
      try place.refuseMembers(besides: "enum", "annotations")
      var ids: [ExactString] = []
      for item in try choices.items() { ids.append(ExactString(try item.text())) }
      guard !ids.isEmpty else { throw choices.failure("At least one id is expected.") }
      return EntityDeclaration(names: [name], memberOf: [], shape: nil, tags: nil, choices: ids)
    }
    try place.refuseMembers(besides: "memberOfTypes", "shape", "tags", "annotations")
    var shape: TypeExpression?
    if let place = place.optional("shape") { shape = try type(place, namespace) }
    var tags: TypeExpression?
    if let place = place.optional("tags") { tags = try type(place, namespace) }
    return EntityDeclaration(
      names: [name], memberOf: try names(place.optional("memberOfTypes"), namespace), shape: shape,
      tags: tags, choices: nil)
  }

  private static func action(
    _ place: JSONPlace, id: String, _ namespace: String?
  ) throws(DataError) -> ActionDeclaration {
    try place.refuseMembers(besides: "memberOf", "appliesTo", "attributes", "annotations")
    try checkAnnotations(of: place)
    if let attributes = place.given("attributes") {
      throw attributes.failure("Attributes of actions are not supported.")
    }
    var groups: [Action] = []
    for item in try place.given("memberOf")?.items() ?? [] {
      try item.refuseMembers(besides: "type", "id")
      var type: String?
      if let place = item.given("type") { type = try path(place) }
      groups.append(
        Action(
          id: ExactString(try item.required("id").text()), type: type, namespace: namespace,
          place: item))
    }
    var principals: [Name] = []
    var resources: [Name] = []
    var context: TypeExpression?
    if let place = place.given("appliesTo") {
      try place.refuseMembers(besides: "principalTypes", "resourceTypes", "context")
      principals = try names(try place.required("principalTypes"), namespace)
      resources = try names(try place.required("resourceTypes"), namespace)
      if let place = place.optional("context") { context = try type(place, namespace) }
    }
    let action = Action(id: ExactString(id), type: nil, namespace: namespace, place: place)
    return ActionDeclaration(
      names: [action], groups: groups, principals: principals, resources: resources,
      context: context)
  }

  private static func checkAnnotations(of place: JSONPlace) throws(DataError) {
    for (name, place) in try place.optional("annotations")?.members() ?? [] {
      guard Identifier.isIdentifier(name), place.json.isNull || place.json.text != nil else {
        throw place.failure("An annotation is a name with a string or null.")
      }
    }
  }

  // MARK: - Names

  private static func declaredName(
    _ name: String, _ namespace: String?, _ place: JSONPlace
  ) throws(DataError) -> Name {
    guard Identifier.isName(name) else {
      throw place.failure("This is no name of a type.")
    }
    return Name(path: name, namespace: namespace, place: place)
  }

  private static func names(
    _ place: JSONPlace?, _ namespace: String?
  ) throws(DataError) -> [Name] {
    var names: [Name] = []
    for item in try place?.items() ?? [] {
      names.append(Name(path: try path(item), namespace: namespace, place: item))
    }
    return names
  }

  /// A name with namespace or without; built-in types are in the reserved one.
  private static func path(_ place: JSONPlace) throws(DataError) -> String {
    let text = try place.text()
    let reserved = "__cedar::"
    guard
      Identifier.isPath(text.hasPrefix(reserved) ? String(text.dropFirst(reserved.count)) : text)
    else { throw place.failure("This is no name of a type.") }
    return text
  }

  // MARK: - Types

  /// Reads a type; `others` are members that may stand beside those of the type.
  private static func type(
    _ place: JSONPlace, _ namespace: String?, besides others: String...
  ) throws(DataError) -> TypeExpression {
    let kind = try place.required("type")
    func refuseMembers(besides known: String...) throws(DataError) {
      try place.refuseMembers(besides: known + ["type"] + others)
    }
    func name(_ place: JSONPlace) throws(DataError) -> Name {
      Name(path: try path(place), namespace: namespace, place: place)
    }
    switch try kind.text() {
    case "Set":
      try refuseMembers(besides: "element")
      return .set(try type(try place.required("element"), namespace))
    case "Record":
      try refuseMembers(besides: "attributes", "additionalAttributes")
      return .record(try attributes(place, namespace))
    case "Entity":
      try refuseMembers(besides: "name")
      return .name(try name(try place.required("name")), .entityType)
    case "EntityOrCommon":
      try refuseMembers(besides: "name")
      return .name(try name(try place.required("name")), .either)
    case "Extension":
      try refuseMembers(besides: "name")
      let name = try place.required("name")
      guard let type = ValueType.builtIn[try name.text()], type.constructor != nil else {
        throw name.failure("There is no extension type of this name.")
      }
      return .builtIn(type)
    case let text:
      try refuseMembers()
      switch text {
      case "String": return .builtIn(.string)
      case "Long": return .builtIn(.long)
      case "Boolean": return .builtIn(.bool)
      default: return .name(try name(kind), .commonType)
      }
    }
  }

  private static func attributes(
    _ place: JSONPlace, _ namespace: String?
  ) throws(DataError) -> [Attribute] {
    if let open = place.optional("additionalAttributes"), open.json.bool != false {
      throw open.failure("Records have no further attributes: only `false` can stand here.")
    }
    var attributes: [Attribute] = []
    for (name, place) in try place.required("attributes").members() {
      try checkAnnotations(of: place)
      var isRequired = true
      if let place = place.optional("required") {
        guard let value = place.json.bool else { throw place.failure("A boolean is expected.") }
        isRequired = value
      }
      attributes.append(
        Attribute(
          name: ExactString(name), isRequired: isRequired,
          type: try type(place, namespace, besides: "required", "annotations")))
    }
    return attributes
  }
}

extension JSONPlace {
  /// The member of that name; nil where there is none or it is null.
  fileprivate func given(_ name: String) -> JSONPlace? {
    optional(name).flatMap { $0.json.isNull ? nil : $0 }
  }
}
