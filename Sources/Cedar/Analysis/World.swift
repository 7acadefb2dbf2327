/// A question in the making: its facts can be set one by one.
struct World: Hashable {
  private(set) var principal: EntityUID
  let action: EntityUID
  private(set) var resource: EntityUID
  private var context: Record
  /// Few, so that a list is searched faster than hashed.
  private var entities: [Entity]

  init(_ question: Question) {
    let request = question.request
    (principal, action, resource) = (request.principal, request.action, request.resource)
    context = request.context
    entities = Array(question.entities)
  }

  init(principal: EntityUID, action: EntityUID, resource: EntityUID) {
    (self.principal, self.action, self.resource) = (principal, action, resource)
    context = [:]
    entities = []
  }

  /// nil where the entities make no hierarchy.
  var question: Question? {
    hierarchy.map { Question(request, entities: $0) }
  }

  var hierarchy: Entities? {
    try? Entities(entities)
  }

  /// The facts set so far, where others may hold too; who asks, or about what, may be open.
  func partialRequest(open: Set<Variable>) -> PartialRequest {
    PartialRequest(
      principal: open.contains(.principal) ? .unknown(principal.type) : .known(principal),
      action: action,
      resource: open.contains(.resource) ? .unknown(resource.type) : .known(resource),
      context: PartialRecord(context, absent: []))
  }

  /// What is set of the entities, where there may be more, and others.
  var partialEntities: PartialEntities {
    let known = entities.map { entity in
      (entity.uid, PartialEntity(attributes: PartialRecord(entity.attributes, absent: [])))
    }
    return PartialEntities(.none, partial: Dictionary(known) { first, _ in first })
  }

  private var request: Request {
    Request(principal: principal, action: action, resource: resource, context: context)
  }

  subscript(path: FactPath) -> Value? {
    path.value(in: request) { uid in entities.first { $0.uid == uid }?.attributes }
  }

  func entity(_ uid: EntityUID) -> Entity? {
    entities.first { $0.uid == uid }
  }

  /// The entity that stands at a place.
  func entity(at path: FactPath) -> EntityUID? {
    if case .entity(let uid)? = self[path] { uid } else { nil }
  }

  mutating func put(_ entity: Entity) {
    if let position = entities.firstIndex(where: { $0.uid == entity.uid }) {
      entities[position] = entity
    } else {
      entities.append(entity)
    }
  }

  /// Sets what stands at a place, nil to remove it. Returns whether there is anything to carry it.
  mutating func set(_ value: Value?, at path: FactPath) -> Bool {
    guard let parent = path.parent, let name = path.attributes.last else {
      return setVariable(path.variable, value)
    }
    if parent == FactPath(.context) {
      context[name] = value
      return true
    }
    switch self[parent] {
    case .entity(let uid)?:
      let entity = entity(uid) ?? Entity(uid: uid)
      var attributes = entity.attributes
      attributes[name] = value
      put(entity.with(attributes: attributes))
      return true
    case .record(var record)?:
      record[name] = value
      return set(.record(record), at: parent)
    default: return false
    }
  }

  private mutating func setVariable(_ variable: Variable, _ value: Value?) -> Bool {
    switch (variable, value) {
    case (.principal, .entity(let uid)?): principal = uid
    case (.resource, .entity(let uid)?): resource = uid
    case (.context, .record(let record)?): context = record
    default: return false
    }
    return true
  }
}

extension Entity {
  func with(attributes: Record) -> Entity {
    Entity(uid: uid, attributes: attributes, parents: parents, tags: tags)
  }

  func with(parents: [EntityUID]) -> Entity {
    Entity(uid: uid, attributes: attributes, parents: parents, tags: tags)
  }
}
