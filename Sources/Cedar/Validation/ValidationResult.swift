/// What validation found, in the order of the policies.
public struct ValidationResult: Sendable {
  public let errors: [ValidationError]
  public let warnings: [ValidationWarning]

  /// Whether nothing contradicts the schema; warnings do not count.
  public var isValid: Bool { errors.isEmpty }
}

/// Something in a policy that is hardly meant.
public struct ValidationWarning: Hashable, Sendable {
  /// The id of the policy.
  public let policy: String
  public let position: SourcePosition
  public let reason: Reason

  public enum Reason: Hashable, Sendable {
    /// The policy is satisfied by no request that the schema allows.
    case impossible
    /// A text or a name that turns the direction of writing: it may read otherwise than it is.
    case bidirectional(ExactString)
  }
}

extension ValidationWarning: CustomStringConvertible {
  public var description: String { "\(position): \(policy): \(reason)" }
}

extension ValidationWarning.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .impossible: "No request satisfies this policy."
    case .bidirectional(let text): "\(text.quoted) turns the direction of writing."
    }
  }
}
