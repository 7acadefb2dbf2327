/// A change of one fact in a world.
enum Change: Hashable, Sendable {
  /// What stands at the place becomes a constant, or what stands at another place.
  case set(FactPath, Atom.Term)
  /// What stands at the place becomes a number away from what it is held against.
  case setNumber(FactPath, near: Atom.Term, by: Int64)
  case remove(FactPath)
  /// The set at the place gains or loses an element, or all elements of a set.
  case insert(Atom.Term, into: FactPath)
  case delete(Atom.Term, from: FactPath)
  /// The entity at the place enters a group, or leaves it; of several groups the first, or all.
  case enter(Atom.Term, FactPath)
  case leave(Atom.Term, FactPath)
  /// Another principal or resource of a type, of which nothing is known but that no policy names
  /// it.
  case become(Entity, FactPath)
}

extension Change {
  /// The place that gets a value; nil where the change adds or takes away.
  var target: FactPath? {
    switch self {
    case .set(let path, _), .setNumber(let path, _, _), .remove(let path), .become(_, let path):
      path
    case .insert, .delete, .enter, .leave: nil
    }
  }

  /// Returns whether it could be made.
  func apply(to world: inout World) -> Bool {
    switch self {
    case .set(let path, let term):
      guard let value = term.value(in: world) else { return false }
      return world.set(value, at: path)
    case .setNumber(let path, let term, let distance):
      guard let value = term.value(in: world)?.moved(by: distance) else { return false }
      return world.set(value, at: path)
    case .remove(let path): return world.set(nil, at: path)
    case .insert(let term, let path):
      guard let added = term.elements(in: world), case .set(let present)? = world[path] else {
        return false
      }
      return world.set(.set(Array(present) + added), at: path)
    case .delete(let term, let path):
      guard let removed = term.elements(in: world), case .set(let present)? = world[path] else {
        return false
      }
      return world.set(.set(present.filter { !removed.contains($0) }), at: path)
    case .enter(let term, let path):
      guard let uid = world.entity(at: path),
        let group = term.elements(in: world)?.compactMap(\.uid).first
      else { return false }
      let entity = world.entity(uid) ?? Entity(uid: uid)
      world.put(entity.with(parents: entity.parents + [group]))
      return true
    case .leave(let term, let path):
      guard let uid = world.entity(at: path), let entity = world.entity(uid),
        let groups = term.elements(in: world)?.compactMap(\.uid), let entities = world.hierarchy
      else { return false }
      world.put(
        entity.with(
          parents: entity.parents.filter { parent in
            !groups.contains { entities.isEntity(parent, in: $0) }
          }))
      return true
    case .become(let entity, let path):
      world.put(entity)
      return world.set(.entity(entity.uid), at: path)
    }
  }
}

extension Atom.Term {
  fileprivate func value(in world: World) -> Value? {
    switch self {
    case .path(let path): world[path]
    case .constant(let value): value
    }
  }

  /// The elements of a set, or the one value that it is.
  fileprivate func elements(in world: World) -> [Value]? {
    value(in: world).map { value in
      if case .set(let elements) = value { Array(elements) } else { [value] }
    }
  }
}

extension Value {
  fileprivate var uid: EntityUID? {
    if case .entity(let uid) = self { uid } else { nil }
  }
}
