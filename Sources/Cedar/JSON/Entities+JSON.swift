public import JSON

extension Entity {
  /// Reads `{"uid", "attrs", "parents"}` with `"tags"` or without (Cedar documentation, "Entities
  /// JSON format").
  ///
  /// The schema tells which values are entities or of extension types where they are not written
  /// so.
  public init(json: JSON, schema: Schema? = nil) throws(DataError) {
    try self.init(JSONPlace(json), schema)
  }

  init(_ place: JSONPlace, _ schema: Schema?) throws(DataError) {
    try place.refuseMembers(besides: "uid", "attrs", "parents", "tags")
    let uid = try EntityUID(try place.required("uid"))
    let declaration = schema?.entityTypes[uid.type]
    var parents: [EntityUID] = []
    for item in try place.required("parents").items() {
      let parent = try EntityUID(item)
      guard parent.type.isAction || !uid.type.isAction else {
        throw item.failure("An action is in actions only.")
      }
      parents.append(parent)
    }
    var tags: Record = [:]
    if let place = place.optional("tags") {
      tags = try Record(place) { _ in declaration?.tags }
    }
    self.init(
      uid: uid, attributes: try Record(try place.required("attrs"), as: declaration?.attributes),
      parents: parents, tags: tags)
  }
}

extension Entities {
  /// Reads an array of entities. Throws besides when they make no hierarchy.
  public init(json: JSON, schema: Schema? = nil) throws(DataError) {
    let place = JSONPlace(json)
    var entities: [Entity] = []
    for item in try place.items() { entities.append(try Entity(item, schema)) }
    do throws(EntitiesError) {
      try self.init(entities)
    } catch {
      throw place.failure(error.description)
    }
  }
}
