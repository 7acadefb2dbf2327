/// Something in a policy that contradicts the schema, and where.
public struct ValidationError: Error, Hashable, Sendable {
  /// The id of the policy.
  public let policy: String
  public let position: SourcePosition
  public let reason: Reason

  public indirect enum Reason: Hashable, Sendable {
    case unknownEntityType(EntityType)
    case unknownAction(EntityUID)
    /// An entity of an enumerated type that is none of those declared (RFC 53).
    case unknownChoice(EntityUID, choices: [ExactString])
    /// No action that the head admits applies to a principal and a resource that it admits. `in`
    /// instead of `==` would mend the principal, the resource.
    case noApplicableAction(inMendsPrincipal: Bool, inMendsResource: Bool)
    /// The value is of another type than any of these.
    case unexpectedType(StaticType, expected: [StaticType])
    /// Types that have to agree and do not.
    case incompatibleTypes([StaticType], Agreement)
    /// `mayExist` where only some of the types that the value may have know the attribute.
    case attributeNotFound(ExactString, of: StaticType, mayExist: Bool)
    /// An optional attribute that no `has` has proved.
    case unsafeAttributeAccess(ExactString, of: StaticType)
    /// A tag that no `hasTag` has proved.
    case unsafeTagAccess(of: StaticType)
    case tagsNotAllowed(StaticType)
    case wrongArgumentCount(ExtensionFunction, expected: Int, found: Int)
    case malformedLiteral(ExtensionFunction, ExactString)
    /// Strict mode: only literals make values of extension types.
    case nonLiteralArgument(ExtensionFunction)
    /// Strict mode: nothing tells the type of the elements of `[]`.
    case emptySet
    /// A chain of dereferences longer than the level allows (RFC 76).
    case levelExceeded(maximum: Int)
    /// With a level, only what the request gives is dereferenced, no entity literal (RFC 76).
    case literalDereferenced
  }

  /// Where types have to agree.
  public enum Agreement: String, Hashable, Sendable {
    case set = "The elements of a set"
    case conditional = "The branches of an `if`"
    case equality = "The operands of `==`"
    case contains = "The elements of the set and the operand of `contains`"
    case containsAllOrAny = "The operands of `containsAll` and `containsAny`"
    case tags = "The tags"
  }
}

extension ValidationError: CustomStringConvertible {
  public var description: String { "\(position): \(policy): \(reason)" }
}

extension ValidationError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownEntityType(let type): return "There is no entity type `\(type)`."
    case .unknownAction(let uid): return "There is no action \(uid)."
    case .unknownChoice(let uid, let choices): return uid.refusal(among: choices)
    case .noApplicableAction(let principal, let resource):
      let mended = (principal ? ["the principal"] : []) + (resource ? ["the resource"] : [])
      let advice =
        mended.isEmpty ? "" : " Try `in` instead of `==` for \(mended.joined(separator: " and "))."
      return "No action applies to a principal and a resource as the head demands them.\(advice)"
    case .unexpectedType(let type, let expected):
      let expected = expected.map { "`\($0)`" }.joined(separator: " or ")
      return "Expected \(expected), found `\(type)`."
    case .incompatibleTypes(let types, let agreement):
      let types = types.map { "`\($0)`" }.joined(separator: ", ")
      return "\(agreement.rawValue) must be of one type; here are \(types)."
    case .attributeNotFound(let name, let type, let mayExist):
      return mayExist
        ? "The attribute \(name.quoted) is not one of every `\(type)`."
        : "There is no attribute \(name.quoted) of `\(type)`."
    case .unsafeAttributeAccess(let name, let type):
      return "The attribute \(name.quoted) of `\(type)` may be absent; test it with `has` before."
    case .unsafeTagAccess(let type):
      return "The tag of `\(type)` may be absent; test it with `hasTag` before."
    case .tagsNotAllowed(let type): return "Entities of `\(type)` have no tags."
    case .wrongArgumentCount(let function, let expected, let found):
      return "`\(function.rawValue)` takes \(expected) argument\(expected == 1 ? "" : "s"),"
        + " not \(found)."
    case .malformedLiteral(let function, let text):
      return EvaluationError.malformed(function, text).description
    case .nonLiteralArgument(let function):
      return "`\(function.rawValue)` takes a literal only."
    case .emptySet: return "The type of the elements of an empty set is unknown."
    case .levelExceeded(let maximum):
      return "Here an entity is dereferenced beyond level \(maximum)."
    case .literalDereferenced:
      return "An entity literal cannot be dereferenced when a level is set."
    }
  }
}
