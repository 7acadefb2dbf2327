import Cedar
import JSON
import SQLite

/// Asks the rules. One gate serves one actor within one transaction; only a gate of a writing transaction makes a `Permit`.
public final class Gate {
  public let actor: Actor
  let rules: RuleBook
  let connection: Connection
  private let now: Instant
  let reportFault: @Sendable (String) -> Void
  private var knownPrincipal: [Entity]?
  /// The audit entry of what this gate has refused.
  private(set) var refused: Audit.Entry?

  init(
    actor: Actor, rules: RuleBook, connection: Connection, now: Instant,
    reportFault: @escaping @Sendable (String) -> Void
  ) {
    self.actor = actor
    self.rules = rules
    self.connection = connection
    self.now = now
    self.reportFault = reportFault
  }

  /// The same rules in the same transaction, asked by somebody else.
  func asking(as actor: Actor) -> Gate {
    Gate(
      actor: actor, rules: rules, connection: connection, now: now, reportFault: reportFault)
  }

  /// What the rules and the thing's state say.
  public enum Verdict: Sendable {
    case allowed(by: [Rule])
    case refused(Refusal)
    case obstructed(Text)
  }

  /// The one function that decides: requests, offers and explanations all come here.
  public func decide(
    _ action: Action, on resource: some Protected, context: Context = .none
  ) throws -> Verdict {
    try decide(action, on: resource, in: situation(of: resource), context: context)
  }

  private func decide(
    _ action: Action, on resource: some Protected, in situation: Situation, context: Context
  ) throws -> Verdict {
    switch try answer(action, in: situation, context: context) {
    case .refused(var refusal):
      refusal.shortage = context.shortage
      return .refused(refusal)
    case .allowed(let rules):
      if let obstacle = resource.obstacle(to: action) { return .obstructed(obstacle) }
      return .allowed(by: rules)
    }
  }

  private func situation(of resource: some Protected) throws -> Situation {
    try rules.situation(of: principal(), facing: resource.entity)
  }

  /// What the rules say, whatever the state of the thing.
  func answer(
    _ action: Action, on resource: some Protected, context: Context
  ) throws -> RuleBook.Answer {
    try answer(action, in: situation(of: resource), context: context)
  }

  private func answer(
    _ action: Action, in situation: Situation, context: Context
  ) throws -> RuleBook.Answer {
    let answer = try rules.answer(action, in: situation, context: context)
    if case .refused(let refusal) = answer {
      for failure in refusal.failures {
        reportFault("rule \(failure.rule.id) failed on \(action.rawValue): \(failure.error)")
      }
    }
    return answer
  }

  public func allows(
    _ action: Action, on resource: some Protected, context: Context = .none
  ) throws -> Bool {
    if case .allowed = try decide(action, on: resource, context: context) { true } else { false }
  }

  /// Throws `refused` or `wrongState` unless the action is allowed.
  @discardableResult
  public func require(
    _ action: Action, on resource: some Protected, context: Context = .none
  ) throws -> [Rule] {
    switch try decide(action, on: resource, context: context) {
    case .allowed(let rules): return rules
    case .refused(let refusal):
      refused = entry(
        action, resource, .refused, policies: refusal.forbidding,
        refusal.failures.map { ("failed/\($0.rule.id)", .string($0.error)) })
      throw PortalError.refused(refusal)
    case .obstructed(let why): throw obstruction(action, on: resource, why)
    }
  }

  /// The error to throw, and the audit entry to leave, when something beyond the thing itself stands against a deed.
  func obstruction(_ action: Action, on resource: some Protected, _ why: Text) -> PortalError {
    refused = entry(action, resource, .refused, policies: [], [("state", .string(why.french))])
    return .wrongState(action, why)
  }

  /// Throws `notFound` unless the actor may see the thing: what one may not view does not exist for them.
  public func requireSight(_ action: Action, of resource: some Protected) throws {
    guard try allows(action, on: resource) else { throw PortalError.notFound }
  }

  /// Every deed on a record, allowed or not, and why not.
  public func offers<Resource: Protected>(on resource: Resource) throws -> [Offer] {
    let situation = try situation(of: resource)
    return try Resource.deeds.map { action in
      switch try decide(action, on: resource, in: situation, context: .hopeful(for: action)) {
      case .allowed: Offer(action: action, isAllowed: true, why: nil)
      case .refused(let refusal): Offer(action: action, isAllowed: false, why: refusal.text)
      case .obstructed(let why): Offer(action: action, isAllowed: false, why: why)
      }
    }
  }

  fileprivate func entry(
    _ action: Action, _ resource: some Protected, _ outcome: Audit.Outcome, policies: [Rule],
    _ detail: Audit.Detail = []
  ) -> Audit.Entry {
    Audit.Entry(
      at: now, actor: actor, action: action, outcome: outcome,
      resourceType: type(of: resource).resourceType, resource: resource.resourceID,
      policies: policies.map(\.id), detail: detail)
  }

  /// The actor as the rules see them, read in this transaction: a grant that has ended grants nothing any more.
  func principal() throws -> [Entity] {
    if let knownPrincipal { return knownPrincipal }
    let entities = try PrincipalFacts(connection: connection, now: now).entities(of: actor)
    knownPrincipal = entities
    return entities
  }
}

/// A deed on a record: offered, or why not.
public struct Offer: Hashable, Sendable {
  public let action: Action
  public let isAllowed: Bool
  public let why: Text?
}

/// Leave to change one thing, made by the gate of a writing transaction and by nothing else. Stores ask for it, so that
/// a write without the rules' consent does not compile; making it writes the audit entry in the same transaction.
public struct Permit<Resource: Protected>: ~Copyable {
  public let action: Action
  let actor: Actor
  let at: Instant
  private let resourceID: String

  fileprivate init(action: Action, actor: Actor, at: Instant, resourceID: String) {
    self.action = action
    self.actor = actor
    self.at = at
    self.resourceID = resourceID
  }

  /// Throws unless the permit was given for this very thing.
  func check(_ resource: Resource) throws {
    guard resource.resourceID == resourceID else {
      throw PortalError.damaged("permit \(action) for \(resourceID) used on \(resource.resourceID)")
    }
  }
}

extension Work {
  /// Asks the rules; on yes writes the audit entry and hands out the permit, on no throws `refused` or `wrongState`.
  public func permit<Resource: Protected>(
    _ action: Action, on resource: Resource, context: Context = .none, detail: Audit.Detail = []
  ) throws -> Permit<Resource> {
    let granting = try gate.require(action, on: resource, context: context)
    try audit.append(gate.entry(action, resource, .done, policies: granting, detail))
    return Permit(action: action, actor: gate.actor, at: now, resourceID: resource.resourceID)
  }
}
