import Cedar

/// The policy folder, loaded once: who may do what, and the words that explain it.
public struct RuleBook: Sendable {
  let policies: PolicySet
  let schema: Schema
  /// The rules as people cite them, by the id of their policy.
  let rules: [String: Rule]
  /// Tells what would have to differ for a refusal to be an allowance.
  let counterfactuals: Remedies
  /// Where what lists are made of stands in the database.
  let tables: FieldMap
  /// The texts that it was made of, the vocabulary first, by the names of their files.
  let texts: [(name: String, text: String)]

  /// Reads a policy folder. Throws everything that is wrong with it at once; the portal does not start on a bad one.
  public init(folder path: String) throws(RuleBookError) {
    let folder = try PolicyFolder(path)
    let complaints = folder.complaints
    guard complaints.isEmpty else { throw RuleBookError(complaints: complaints) }
    policies = folder.policies
    schema = folder.schema
    texts = folder.texts
    do {
      tables = try FieldMap(vocabulary: schema)
    } catch {
      throw RuleBookError(complaints: error.complaints)
    }
    counterfactuals = Remedies(
      schema: schema, policies: policies, cost: Self.cost(of:),
      isPossible: FiniteModel.roleFitsKind)
    var rules: [String: Rule] = [:]
    for policy in policies.policies {
      let annotations = policy.annotations
      rules[policy.id] = Rule(
        id: PolicyFolder.ruleID(policy),
        reason: Text(annotations["reason"] ?? "", annotations["reason_en"] ?? ""))
    }
    self.rules = rules
  }
}

extension RuleBook {
  enum Answer {
    case allowed(by: [Rule])
    case refused(Refusal)

    var isAllowed: Bool { if case .allowed = self { true } else { false } }
  }

  /// Asks the policies.
  ///
  /// Stricter than Cedar, which passes over a policy that cannot be evaluated: here it denies, as nobody knows what it
  /// would have said.
  func answer(_ action: Action, in situation: Situation, context: Context) throws -> Answer {
    let question = Question(
      Request(
        principal: situation.principal, action: action.uid, resource: situation.resource,
        context: Record(context.attributes)),
      entities: situation.entities)
    guard schema.actions[action.uid]?.principals.contains(situation.principal.type) == true else {
      return .refused(
        Refusal(action: action, question: question, granting: rulesGranting(action)))
    }
    try requireConformance { () throws(ConformanceError) in try schema.validate(question.request) }
    let response = policies.authorize(question.request, entities: question.entities)
    let failures = response.errors.compactMap { failure in
      rules[failure.policy.id].map { RuleFailure(rule: $0, error: "\(failure.error)") }
    }
    guard failures.isEmpty else {
      return .refused(Refusal(action: action, question: question, failures: failures))
    }
    let determining = response.determining.compactMap { rules[$0.id] }
    if response.decision == .allow { return .allowed(by: determining) }
    return .refused(
      Refusal(
        action: action, question: question, forbidding: determining,
        granting: determining.isEmpty ? rulesGranting(action) : []))
  }

  /// The rules that grant an action to somebody: what a refusal without a forbidding rule points to.
  private func rulesGranting(_ action: Action) -> [Rule] {
    policies.policies(for: action.uid).filter { $0.effect == .permit }.compactMap { rules[$0.id] }
  }
}

/// Who asks, and of what: ready for questions about any deed.
struct Situation {
  let principal: EntityUID
  let resource: EntityUID
  let entities: Entities
}

extension RuleBook {
  /// The first principal entity is the one that acts; the others are what it refers to.
  func situation(of principal: [Entity], facing resource: Entity) throws -> Situation {
    guard let acting = principal.first else { throw PortalError.signInRequired }
    let entities = try Entities(
      principal.contains { $0.uid == resource.uid } ? principal : principal + [resource])
    try requireConformance { () throws(ConformanceError) in try schema.validate(entities) }
    return Situation(principal: acting.uid, resource: resource.uid, entities: entities)
  }

  /// What does not fit the vocabulary is a fault of ours: what was proved of valid rules holds of fitting questions only.
  private func requireConformance(
    _ check: () throws(ConformanceError) -> Void
  ) throws(PortalError) {
    do throws(ConformanceError) {
      try check()
    } catch {
      throw .damaged("a question to the rules does not fit their vocabulary: \(error)")
    }
  }
}

extension Action {
  var uid: EntityUID { EntityUID(type: "Action", id: rawValue) }
}
