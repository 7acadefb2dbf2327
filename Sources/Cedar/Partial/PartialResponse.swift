/// What the policies answer to a partial request, each on its own.
public struct PartialResponse: Sendable {
  /// What came out of one policy.
  public struct Answer: Sendable {
    public let policy: Policy
    public let outcome: Outcome
  }

  public enum Outcome: Sendable {
    case satisfied
    /// Its head or its conditions surely do not hold.
    case unsatisfied
    case failed(EvaluationError)
    /// What is left of head and conditions: true, false or an error as the policy is, once what is
    /// unknown is known. Offsets of its parts are those of the policy's text.
    case residual(Expression)
  }

  /// One for each policy whose head admits the action, in their order.
  public let answers: [Answer]
  let request: PartialRequest
  let facts: PartialFacts
}

extension PartialResponse {
  /// What is decided whatever the unknown parts are; nil where they matter.
  public var decision: Decision? {
    let permits = answers.filter { $0.policy.effect == .permit }
    let forbids = answers.filter { $0.policy.effect == .forbid }
    if forbids.contains(where: \.outcome.isSatisfied) { return .deny }
    guard permits.contains(where: \.outcome.maySatisfy) else { return .deny }
    guard !forbids.contains(where: \.outcome.maySatisfy) else { return nil }
    return permits.contains(where: \.outcome.isSatisfied) ? .allow : nil
  }

  /// Decides the request that the partial one stands for, from what is left: answers as
  /// `PolicySet.authorize` does, for less work.
  ///
  /// `request` and `entities` must agree with everything that the partial request knew.
  public func reauthorize(_ request: Request, entities: Entities) -> Response {
    let evaluator = Evaluator(request, Facts(entities, actions: facts.actions))
    var permits: [Policy] = []
    var forbids: [Policy] = []
    var errors: [PolicyError] = []
    for answer in answers {
      do throws(EvaluationError) {
        guard try answer.isSatisfied(evaluator) else { continue }
        switch answer.policy.effect {
        case .permit: permits.append(answer.policy)
        case .forbid: forbids.append(answer.policy)
        }
      } catch {
        errors.append(PolicyError(policy: answer.policy, error: error))
      }
    }
    return Response(permits: permits, forbids: forbids, errors: errors)
  }
}

extension PartialResponse.Answer {
  fileprivate func isSatisfied(_ evaluator: Evaluator) throws(EvaluationError) -> Bool {
    switch outcome {
    case .satisfied: true
    case .unsatisfied: false
    // Again, as the error names the entity, which may have been unknown.
    case .failed: try CompiledPolicy(policy).isSatisfied(evaluator)
    case .residual(let expression): try evaluator.isTrue(Program(expression))
    }
  }
}

extension PartialResponse.Outcome {
  fileprivate var isSatisfied: Bool {
    if case .satisfied = self { true } else { false }
  }

  /// Whether the policy is satisfied, or may turn out to be.
  fileprivate var maySatisfy: Bool {
    switch self {
    case .satisfied: true
    case .unsatisfied, .failed: false
    case .residual(let expression): expression.mayBeTrue
    }
  }
}

extension Expression {
  /// False for a chain that ends at a false operand, if it gets so far.
  fileprivate var mayBeTrue: Bool {
    guard case .and(let operands) = kind, let last = operands.last else { return true }
    return last.kind != .literal(false)
  }
}
