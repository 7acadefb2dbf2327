/// Why an expression has no value. A policy that ends so counts as not satisfied.
public indirect enum EvaluationError: Error, Hashable, Sendable {
  case typeMismatch(expected: [Value.Kind], found: Value.Kind)
  case noSuchEntity(EntityUID)
  /// The entity is nil when a record lacks the attribute.
  case noSuchAttribute(ExactString, of: EntityUID?)
  case noSuchTag(ExactString, of: EntityUID)
  case overflow
  case wrongArguments(ExtensionFunction, [Value.Kind])
  case malformed(ExtensionFunction, ExactString)
  case extensionOverflow(ExtensionFunction)
}

extension EvaluationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .typeMismatch(let expected, let found):
      let expected = expected.map(\.rawValue).joined(separator: " or ")
      return "Expected \(expected), found \(found.rawValue)."
    case .noSuchEntity(let uid): return "The entity \(uid) does not exist."
    case .noSuchAttribute(let name, of: let uid?):
      return "The entity \(uid) has no attribute \(name.quoted)."
    case .noSuchAttribute(let name, of: nil): return "The record has no attribute \(name.quoted)."
    case .noSuchTag(let name, let uid): return "The entity \(uid) has no tag \(name.quoted)."
    case .overflow: return "The result does not fit into 64 bits."
    case .wrongArguments(let function, let kinds):
      let kinds = kinds.map(\.rawValue).joined(separator: ", ")
      return "`\(function.rawValue)` cannot be applied to (\(kinds))."
    case .malformed(let function, let text):
      return "\(text.quoted) is no well-formed argument of `\(function.rawValue)`."
    case .extensionOverflow(let function):
      return "The result of `\(function.rawValue)` is out of range."
    }
  }
}
