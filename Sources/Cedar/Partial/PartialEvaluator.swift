/// Evaluates as much of an expression as can be, given what is known (Cedar specification,
/// `Cedar/TPE/Evaluator`).
struct PartialEvaluator {
  let request: PartialRequest
  let facts: PartialFacts

  init(_ request: PartialRequest, _ facts: PartialFacts) {
    self.request = request
    self.facts = facts
  }

  func outcome(of policy: Policy) -> PartialResponse.Outcome {
    .unsatisfied
  }
}
