/// Entities by uid, with everything that each is in, directly or through others.
///
/// A parent need not be among the entities itself.
public struct Entities: Sendable {
  private var entities: [Entity] = []
  private var positions: [EntityUID: Int] = [:]
  /// What each entity is in, at the same position as the entity.
  private var ancestors: [Set<EntityUID>] = []

  public static let none = Entities()

  private init() {}

  /// Throws when an entity is given twice or is, through its parents, in itself.
  public init(_ entities: [Entity]) throws(EntitiesError) {
    self.entities = entities
    positions.reserveCapacity(entities.count)
    for (position, entity) in entities.enumerated() {
      guard positions.updateValue(position, forKey: entity.uid) == nil else {
        throw .duplicate(entity.uid)
      }
    }
    try closeUnderAncestry()
  }

  /// The entity with that uid; nil where there is none.
  public subscript(uid: EntityUID) -> Entity? {
    positions[uid].map { entities[$0] }
  }

  /// Whether `uid` is `ancestor` or in it, directly or through others. An unknown entity is in
  /// itself only.
  public func isEntity(_ uid: EntityUID, in ancestor: EntityUID) -> Bool {
    if uid == ancestor { return true }
    guard let position = positions[uid] else { return false }
    return isEntity(at: position, in: ancestor)
  }

  /// Everything that `uid` is in, directly or through others; nothing for an unknown entity.
  public func ancestors(of uid: EntityUID) -> Set<EntityUID> {
    positions[uid].map { ancestors[$0] } ?? []
  }

  /// Visits every entity after all its parents, with an own stack, as a chain of parents may be
  /// long.
  private mutating func closeUnderAncestry() throws(EntitiesError) {
    ancestors = Array(repeating: [], count: entities.count)
    var states = Array(repeating: VisitState.unvisited, count: entities.count)
    for start in entities.indices where !entities[start].parents.isEmpty {
      var stack = [start]
      while let position = stack.last {
        switch states[position] {
        case .closed:
          stack.removeLast()
        case .open:
          close(position)
          states[position] = .closed
          stack.removeLast()
        case .unvisited:
          states[position] = .open
          for case let parent? in entities[position].parents.map({ positions[$0] }) {
            guard states[parent] != .open else { throw .cycle(entities[parent].uid) }
            if states[parent] == .unvisited { stack.append(parent) }
          }
        }
      }
    }
  }

  private enum VisitState {
    case unvisited, open, closed
  }

  private mutating func close(_ position: Int) {
    var closure = Set(entities[position].parents)
    for case let parent? in entities[position].parents.map({ positions[$0] }) {
      closure.formUnion(ancestors[parent])
    }
    ancestors[position] = closure
  }
}

extension Entities: RandomAccessCollection {
  public var startIndex: Int { entities.startIndex }
  public var endIndex: Int { entities.endIndex }
  public subscript(position: Int) -> Entity { entities[position] }
}

// Access by position, for who asks about one entity often.
extension Entities {
  /// Where the entity with that uid stands; nil where there is none.
  func position(of uid: EntityUID) -> Int? {
    positions[uid]
  }

  func isEntity(at position: Int, in ancestor: EntityUID) -> Bool {
    ancestors[position].contains(ancestor)
  }

  /// Everything that the entity is in, directly or through others.
  func ancestors(at position: Int) -> Set<EntityUID> {
    ancestors[position]
  }

  func attribute(_ name: ExactString, at position: Int) -> Value? {
    entities[position].attributes[name]
  }

  func hasAttribute(_ name: ExactString, at position: Int) -> Bool {
    entities[position].attributes.contains(name)
  }

  func tag(_ name: ExactString, at position: Int) -> Value? {
    entities[position].tags[name]
  }

  func hasTag(_ name: ExactString, at position: Int) -> Bool {
    entities[position].tags.contains(name)
  }
}

/// Why entities make no hierarchy.
public enum EntitiesError: Error, Hashable, Sendable, CustomStringConvertible {
  case duplicate(EntityUID)
  case cycle(EntityUID)

  public var description: String {
    switch self {
    case .duplicate(let uid): "The entity \(uid) is given twice."
    case .cycle(let uid): "The entity \(uid) is in itself through its parents."
    }
  }
}
