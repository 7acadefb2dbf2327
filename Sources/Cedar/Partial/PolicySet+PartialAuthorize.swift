extension PolicySet {
  /// Answers a request of which parts are unknown, as far as the known parts go (RFC 95).
  ///
  /// What is not among `entities` may be anything, unless they say otherwise; actions are always
  /// known.
  public func authorize(
    _ request: PartialRequest, entities: PartialEntities
  ) -> PartialResponse {
    let facts = PartialFacts(entities, actions: index.actions)
    let evaluator = PartialEvaluator(request, facts)
    let candidates = candidates(
      for: request.action, Facts(entities.complete, actions: index.actions))
    let answers = candidates.map {
      PartialResponse.Answer(policy: policies[$0], outcome: evaluator.outcome(of: policies[$0]))
    }
    return PartialResponse(answers: answers, request: request, facts: facts)
  }
}
