/// Something that would have to differ in a request.
public struct Fact: Hashable, Sendable {
  /// What would have to be otherwise: `principal.role`.
  public let path: FactPath
  /// What is there now; nil where there is nothing.
  public let present: Value?
  public let need: Need

  /// What would have to be there instead.
  public enum Need: Hashable, Sendable {
    /// One of these values, in the order of the schema or of the policies.
    case oneOf([Value])
    /// Something else than these values.
    case noneOf([Value])
    /// The same as at another place, or something else than there.
    case same(as: FactPath)
    case different(from: FactPath)
    /// A set that contains this, all or any of these.
    case containing(SetTest, Operand)
    case lacking(SetTest, Operand)
    /// An entity that is in this one, or in one of these.
    case within(Operand)
    case outside(Operand)
    /// Any value at all, where there is none; or none.
    case present
    case absent
    /// An entity of this type.
    case ofType(EntityType)
    /// A value before or behind another one.
    case compared(Comparison, Operand)
  }

  public enum Comparison: String, Hashable, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  public enum SetTest: String, Hashable, Sendable {
    case contains, containsAll, containsAny
  }

  /// What a place is held against.
  public enum Operand: Hashable, Sendable {
    case path(FactPath)
    case value(Value)
  }
}

extension Fact {
  /// Whether it says enough to decide a condition on these places: it speaks of them all, or leaves
  /// no doubt what stands at one of them.
  func decides(_ places: Set<FactPath>) -> Bool {
    switch need {
    case .oneOf, .absent: places.contains(path)
    case .same(let other), .different(let other), .containing(_, .path(let other)),
      .lacking(_, .path(let other)), .within(.path(let other)), .outside(.path(let other)),
      .compared(_, .path(let other)):
      places.isSubset(of: [path, other])
    case .noneOf, .containing, .lacking, .within, .outside, .present, .ofType, .compared:
      places == [path]
    }
  }
}

extension Fact.Operand: CustomStringConvertible {
  public var description: String {
    switch self {
    case .path(let path): "\(path)"
    case .value(let value): "\(value)"
    }
  }
}

extension Fact: CustomStringConvertible {
  /// The condition that would have to hold, as policies write it.
  public var description: String {
    switch need {
    case .oneOf([.bool(true)]): "\(path)"
    case .oneOf([.bool(false)]): "!\(path)"
    case .oneOf(let values) where values.count == 1: "\(path) == \(values[0])"
    case .oneOf(let values): "\(Value.set(values)).contains(\(path))"
    case .noneOf(let values) where values.count == 1: "\(path) != \(values[0])"
    case .noneOf(let values): "!\(Value.set(values)).contains(\(path))"
    case .same(let other): "\(path) == \(other)"
    case .different(let other): "\(path) != \(other)"
    case .containing(let test, let operand): "\(path).\(test.rawValue)(\(operand))"
    case .lacking(let test, let operand): "!\(path).\(test.rawValue)(\(operand))"
    case .within(let group): "\(path) in \(group)"
    case .outside(let group): "!(\(path) in \(group))"
    case .present: presence
    case .absent: "!(\(presence))"
    case .ofType(let type): "\(path) is \(type)"
    case .compared(let comparison, let operand): "\(path) \(comparison.rawValue) \(operand)"
    }
  }

  private var presence: String {
    guard let parent = path.parent, let name = path.attributes.last else { return "\(path)" }
    return "\(parent) has \(name.asName)"
  }
}
