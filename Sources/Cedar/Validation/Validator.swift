/// Holds policies against a schema (Cedar 4.5, "Policy validation"; RFC 76 for levels).
///
/// A policy that passes in strict mode evaluates, for a request and entities that conform to the
/// schema, to a boolean, or fails only because an entity does not exist, a result overflows or an
/// extension function rejects a value.
public struct Validator: Sendable {
  private let vocabulary: Vocabulary

  public init(schema: Schema) {
    vocabulary = Vocabulary(schema)
  }

  public var schema: Schema { vocabulary.schema }

  /// Everything that is wrong with the policies and templates, and with the links between them.
  ///
  /// With a `level`, chains of more dereferences than that are errors: how many entities away from
  /// the request those stand that must be loaded to decide.
  public func validate(
    _ policies: PolicySet, mode: ValidationMode = .strict, level: Int? = nil
  ) -> ValidationResult {
    var errors: [ValidationError] = []
    var warnings: [ValidationWarning] = []
    for policy in policies.policies + policies.templates.compactMap(\.opened) {
      var check = PolicyCheck(policy, vocabulary, mode, level: level)
      if let link = policy.link { check.run(link) } else { check.run() }
      errors += check.errors
      warnings += check.warnings
    }
    return ValidationResult(errors: errors, warnings: warnings)
  }

  /// The kinds of request that a policy may be satisfied for, as far as types tell; those in which
  /// it is mistaken count.
  public func environments(
    satisfying policy: Policy, mode: ValidationMode = .strict
  ) -> [RequestEnvironment] {
    var check = PolicyCheck(policy, vocabulary, mode, level: nil)
    check.run()
    return check.possible
  }
}
