/// What the policies answer, and why.
public struct Response: Sendable {
  public let decision: Decision
  /// The policies that decided: satisfied permits of an `allow`, satisfied forbids of a `deny`
  /// (none, when none permits).
  public let determining: [Policy]
  /// The policies that had no value; they count as not satisfied.
  public let errors: [PolicyError]

  /// Decides from the policies that are satisfied.
  init(permits: [Policy], forbids: [Policy], errors: [PolicyError]) {
    let isAllowed = forbids.isEmpty && !permits.isEmpty
    decision = isAllowed ? .allow : .deny
    determining = isAllowed ? permits : forbids
    self.errors = errors
  }
}

public enum Decision: String, Hashable, Sendable {
  case allow, deny
}

/// A policy that could not be evaluated, and why.
public struct PolicyError: Error, Sendable {
  public let policy: Policy
  public let error: EvaluationError
}

extension PolicyError: CustomStringConvertible {
  public var description: String {
    "\(policy.position): \(policy.id): \(error)"
  }
}
