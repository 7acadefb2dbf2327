public import JSON

/// One line of the log as people read it.
public struct AuditEntry: Sendable {
  /// Lines are numbered 1, 2, 3 … without a gap.
  public let number: Int64
  public let at: Instant
  /// What kind of actor: `visitor`, `person`, `member`, `agent` or `console`.
  public let actor: String
  /// The id of the person, or of the agent.
  public let person: String?
  public let personName: String?
  /// The organisation acted for.
  public let organisation: Organisation.ID?
  public let organisationName: String?
  public let role: Role?
  public let action: Action
  public let outcome: Audit.Outcome
  public let resourceType: String
  public let resource: String
  /// Ids of the rules that decided.
  public let policies: [String]
  public let detail: JSONObject
}

/// Which lines to look for; everything not said lets all through. Days are of UTC.
public struct AuditFilter: Hashable, Sendable {
  public var person: Person.ID?
  /// The organisation acted for.
  public var organisation: Organisation.ID?
  public var action: Action?
  public var outcome: Audit.Outcome?
  /// The id of the thing acted upon.
  public var resource: String?
  public var from: Day?
  /// The last day that counts.
  public var to: Day?

  public init(
    person: Person.ID? = nil, organisation: Organisation.ID? = nil, action: Action? = nil,
    outcome: Audit.Outcome? = nil, resource: String? = nil, from: Day? = nil, to: Day? = nil
  ) {
    self.person = person
    self.organisation = organisation
    self.action = action
    self.outcome = outcome
    self.resource = resource
    self.from = from
    self.to = to
  }
}
