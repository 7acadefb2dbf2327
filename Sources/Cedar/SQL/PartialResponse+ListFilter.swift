extension PartialResponse {
  /// The condition in SQL that selects exactly the resources on which the request is allowed; the
  /// resource must have been unknown, everything else known.
  ///
  /// Throws where a policy cannot be told in SQL. `entities` of the partial request must hold what
  /// the principal and the context lead to; what a table of the map holds need not be among them.
  public func filter(
    through map: FieldMap, errors rule: ListFilter.ErrorRule = .skipsPolicy
  ) throws(TranslationErrors) -> ListFilter {
    let filter = superset(through: map, errors: rule)
    guard filter.isExact else { throw TranslationErrors(errors: filter.untranslated) }
    return filter
  }

  /// The same for any policies: a condition that selects every allowed resource, and no other if it
  /// `isExact`. If it is not, ask `reauthorize` of each row selected, and where errors deny, leave
  /// out what has any.
  public func superset(
    through map: FieldMap, errors rule: ListFilter.ErrorRule = .skipsPolicy
  ) -> ListFilter {
    let translator = Translator(map: map, evaluator: PartialEvaluator(request, facts))
    return ListFilter(answers.map { translator.translated($0) }, rule)
  }
}

extension Translator {
  /// A policy, and on which rows it is satisfied or fails.
  typealias Translated = (policy: Policy, result: Result<Formula, TranslationError>)

  fileprivate func translated(_ answer: PartialResponse.Answer) -> Translated {
    let policy = answer.policy
    do throws(Refusal) {
      let formula: Formula =
        switch answer.outcome {
        case .satisfied: .constant(true)
        case .unsatisfied: .constant(false)
        case .failed: .failure
        case .residual(let expression): try self.formula(expression)
        }
      return (policy, .success(formula))
    } catch {
      return (
        policy,
        .failure(
          TranslationError(
            policy: policy, position: policy.position(at: error.expression.offset),
            expression: error.expression, reason: error.reason))
      )
    }
  }
}

extension ListFilter {
  fileprivate init(_ policies: [Translator.Translated], _ rule: ErrorRule) {
    var (permits, forbids) = ([Clause](), [Clause]())
    var reservations: [Selection] = []
    var untranslated: [TranslationError] = []
    for (policy, result) in policies {
      switch (result, policy.effect) {
      case (.success(let formula), .permit):
        permits.append(Clause(policy: policy, truth: formula.isTrue))
        if rule == .denies { reservations.append(formula.isDefined) }
      case (.success(let formula), .forbid):
        forbids.append(Clause(policy: policy, truth: formula.isTrue))
        reservations.append(
          rule == .denies ? formula.negated.isTrue : .not(formula.isTrue))
      case (.failure(let error), .permit):
        // It may be satisfied anywhere; a forbid, nowhere.
        permits.append(Clause(policy: policy, truth: .always))
        untranslated.append(error)
      case (.failure(let error), .forbid): untranslated.append(error)
      }
    }
    self.permits = permits.filter { !$0.truth.isNever }
    self.forbids = forbids.filter { !$0.truth.isNever }
    self.untranslated = untranslated
    reservation = .all(reservations)
  }
}
