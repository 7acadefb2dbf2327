extension PolicySet {
  /// Decides a request: `allow` when a permit is satisfied and no forbid is (Cedar specification,
  /// `Authorizer`).
  ///
  /// `entities` are those that the policies may look at for this request.
  public func authorize(_ request: Request, entities: Entities) -> Response {
    let facts = Facts(entities, actions: index.actions)
    let evaluator = Evaluator(request, facts)
    var permits: [Policy] = []
    var forbids: [Policy] = []
    var errors: [PolicyError] = []
    // By span, as taking a policy out of the array would copy it.
    let compiled = compiled.span
    for position in candidates(for: request.action, facts) {
      do throws(EvaluationError) {
        guard try compiled[position].isSatisfied(evaluator) else { continue }
        switch compiled[position].effect {
        case .permit: permits.append(policies[position])
        case .forbid: forbids.append(policies[position])
        }
      } catch {
        errors.append(PolicyError(policy: policies[position], error: error))
      }
    }
    return Response(permits: permits, forbids: forbids, errors: errors)
  }

  /// The policies whose head admits the action, in order: what could grant or forbid it to
  /// somebody.
  public func policies(for action: EntityUID) -> [Policy] {
    candidates(for: action, Facts(.none, actions: index.actions)).map { policies[$0] }
  }

  /// The positions of the policies whose head admits the action.
  func candidates(for action: EntityUID, _ facts: Facts) -> [Int] {
    if let positions = index.positions(for: action) { return positions }
    let place = facts.place(of: action)
    return policies.indices.filter {
      policies[$0].action.admits(action) { facts.isEntity(action, at: place, in: $0) }
    }
  }
}
