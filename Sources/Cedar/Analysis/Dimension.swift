/// One thing that may be so or otherwise in a request, and all the ways it may be.
public struct Dimension: Hashable, Sendable {
  public enum Aspect: Hashable, Sendable {
    /// What stands at the place.
    case value
    /// What the entity at the place is in.
    case groups
  }

  public let path: FactPath
  public let aspect: Aspect
  /// At least one.
  public let choices: [Choice]
}

/// One of the ways that a thing may be.
public struct Choice: Hashable, Sendable {
  public indirect enum Meaning: Hashable, Sendable {
    /// There is no such attribute.
    case absent
    /// A value that a policy or the schema names.
    case named(Value)
    /// The same as at another place.
    case same(as: FactPath)
    /// An entity that is in the set at another place.
    case element(of: FactPath)
    /// Whatever no policy names and no other place has.
    case another
    /// A set of these, or the groups that an entity is in.
    case members([Choice])
  }

  public let meaning: Meaning
  /// What stands for it in the questions; nil where it is absent.
  public let value: Value?
}

extension Choice: CustomStringConvertible {
  /// As in `role == …`: a value, a place, or a word.
  public var description: String {
    switch meaning {
    case .absent: "absent"
    case .named(let value): "\(value)"
    case .same(let path): "\(path)"
    case .element(let path): "an element of \(path)"
    case .another: "another"
    case .members(let members): "[\(members.map(\.description).joined(separator: ", "))]"
    }
  }
}

extension Choice {
  static func named(_ value: Value) -> Choice { Choice(meaning: .named(value), value: value) }

  /// Whether the places it speaks of are, in this world, as it says.
  func isTrue(in world: World) -> Bool {
    switch meaning {
    case .absent, .named, .another: return true
    case .same(let path): return world[path] == value
    case .element(let path):
      guard case .set(let elements)? = world[path], let value else { return false }
      return elements.contains(value)
    case .members(let members): return members.allSatisfy { $0.isTrue(in: world) }
    }
  }
}
