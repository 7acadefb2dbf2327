/// A policy made ready to be evaluated often.
struct CompiledPolicy: Sendable {
  struct Condition: Sendable {
    let expected: Bool
    let program: Program
  }

  let effect: Effect
  private let principal: EntityScope
  private let resource: EntityScope
  private let conditions: [Condition]

  init(_ policy: Policy) {
    effect = policy.effect
    principal = policy.principal
    resource = policy.resource
    conditions = policy.conditions.map {
      Condition(expected: $0.kind == .when, program: Program($0.expression))
    }
  }

  /// Whether principal and resource fit and all conditions hold; the action has been held against
  /// the head before.
  func isSatisfied(_ evaluator: Evaluator) throws(EvaluationError) -> Bool {
    guard evaluator.fit(principal: principal, resource: resource) else { return false }
    // By span, as iterating over the array would copy every program.
    let conditions = conditions.span
    for position in conditions.indices
    where try evaluator.isTrue(conditions[position].program) != conditions[position].expected {
      return false
    }
    return true
  }
}
