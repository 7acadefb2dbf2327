/// Why a request or an entity does not conform to a schema.
public enum ConformanceError: Error, Hashable, Sendable {
  case unknownEntityType(EntityType)
  case unknownAction(EntityUID)
  /// An entity of an enumerated type that is none of those declared (RFC 53).
  case unknownChoice(EntityUID, choices: [ExactString])
  case principalNotApplicable(EntityType, to: EntityUID)
  case resourceNotApplicable(EntityType, to: EntityUID)
  case missingAttribute(Place)
  case unexpectedAttribute(Place)
  case typeMismatch(Place, expected: ValueType, found: Value)
  /// The first is in the second, directly or through others, and the schema does not foresee it.
  case ancestorNotAllowed(EntityUID, in: EntityUID)
  /// An action with attributes, tags or other groups than the schema gives it.
  case actionDiffers(EntityUID)

  /// Where a value stands: names of attributes, from the outermost on.
  public struct Place: Hashable, Sendable {
    public enum Owner: Hashable, Sendable {
      case context
      case attributes(of: EntityUID)
      case tags(of: EntityUID)
    }

    public let owner: Owner
    public let path: [ExactString]
  }
}

extension ConformanceError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownEntityType(let type): return "The schema has no entity type `\(type)`."
    case .unknownAction(let uid): return "The schema has no action \(uid)."
    case .unknownChoice(let uid, let choices): return uid.refusal(among: choices)
    case .principalNotApplicable(let type, let action):
      return "The action \(action) does not apply to a principal of type `\(type)`."
    case .resourceNotApplicable(let type, let action):
      return "The action \(action) does not apply to a resource of type `\(type)`."
    case .missingAttribute(let place): return "\(place) is missing."
    case .unexpectedAttribute(let place): return "\(place) is not declared."
    case .typeMismatch(let place, let expected, let found):
      return "\(place) is to be `\(StaticType(expected))`, but is \(found)."
    case .ancestorNotAllowed(let uid, let ancestor):
      return "The entity \(uid) is in \(ancestor), and its type may not be."
    case .actionDiffers(let uid): return "The action \(uid) differs from the schema's."
    }
  }
}

extension ConformanceError.Place: CustomStringConvertible {
  public var description: String {
    let path = path.map(\.quoted).joined(separator: ".")
    return switch owner {
    case .context: path.isEmpty ? "The context" : "The context attribute \(path)"
    case .attributes(let uid): "The attribute \(path) of \(uid)"
    case .tags(let uid): "The tag \(path) of \(uid)"
    }
  }
}

extension EntityUID {
  /// Says that its type has only entities of these ids.
  func refusal(among choices: [ExactString]) -> String {
    let choices = choices.map(\.quoted).joined(separator: ", ")
    return "There is no entity \(self): the ids of `\(type)` are \(choices)."
  }
}
