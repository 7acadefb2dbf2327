public import Cedar

/// What a public body asks for: resources over a period, for one use case and one class of data.
public struct HostingRequest: Hashable, Sendable {
  public typealias ID = Identifier<HostingRequest>

  public let id: ID
  /// The body to be hosted.
  public let organisation: Organisation.ID
  /// That body's public status now.
  public let publicStatus: Organisation.PublicStatus
  /// What it would change; `nil`: it asks for a new deployment.
  public let changes: Deployment.ID?
  /// What it would replace; `nil`: nothing.
  public internal(set) var succession: Succession? = nil
  public internal(set) var useCase: UseCase.ID
  /// What of the catalogue is to run; `nil`: what is shipped with the site's agent.
  public internal(set) var solution: SolutionVersion.ID?
  public internal(set) var title: String
  public internal(set) var state: State
  public internal(set) var stateAt: Instant
  /// What is asked for.
  public internal(set) var wanted: Resources
  /// What was granted, where it is less than what is asked for.
  public internal(set) var granted: Resources?
  public internal(set) var period: Period
  public internal(set) var dataClass: DataClass
  public internal(set) var aipdState: AIPDState
  /// The technical maintainer; may be a partner. `nil`: the body itself.
  public internal(set) var maintainer: Organisation.ID?
  public internal(set) var justification: String
  /// The use case's class of risk now.
  public let riskClass: RiskClass
  /// The address of the system's entry in the EU database of high-risk systems; empty when there is none.
  public internal(set) var euDatabaseEntry: String
  /// Who drafted it.
  public let requester: Person.ID
  /// Whoever drafted, changed or submitted it.
  public internal(set) var editors: Set<Person.ID>
  public let createdAt: Instant
  public internal(set) var submittedAt: Instant?
  /// Its place in the waiting list; `nil` unless it waits there.
  public internal(set) var waits: Waiting?
  /// What the rules called for when it was submitted, in order; none before.
  public internal(set) var stages: [Decision.RequiredStage]
  /// At most one per stage, in the order in which they were taken.
  public internal(set) var decisions: [Decision]
  public internal(set) var version: Int

  /// Another request of the same body for the very same.
  public struct Twin: Hashable, Sendable {
    public let id: ID
    public let title: String
  }

  /// A place in the waiting list.
  public struct Waiting: Hashable, Sendable {
    public let since: Instant
    /// The last day on which it still wants to be served.
    public let until: Day
  }

  /// Whether it is about a high-risk system that should be in the EU database on that day, and is not.
  func lacksRegistration(on today: Day) -> Bool {
    today >= AIAct.highRiskDutiesApply && riskClass == .eleve && euDatabaseEntry.isEmpty
  }

  /// The only thing that is ever held and handed over: what was granted, or asked for as long as nothing else was.
  public var spec: Resources { granted ?? wanted }

  /// The stages that nobody has answered yet.
  public var openStages: [Decision.RequiredStage] {
    stages.filter { decision($0.stage) == nil }
  }

  /// The stages whose turn it is.
  public var dueStages: [Decision.RequiredStage] {
    let first = openStages.map(\.stage.rank).min()
    return openStages.filter { $0.stage.rank == first }
  }

  /// The decision that handed it over; `nil` unless it is approved.
  public var approval: Decision? {
    state == .approved ? decisions.last { $0.stage.isGranting } : nil
  }

  public func decision(_ stage: Decision.Stage) -> Decision? {
    decisions.first { $0.stage == stage }
  }

  /// Moves on. Throws `damaged` where the workflow has no such step, which the gate rules out before.
  mutating func apply(_ event: Event, at instant: Instant) throws {
    guard let next = Self.next(state, event) else {
      throw PortalError.damaged("hosting request \(id): no step \(event) from \(state)")
    }
    state = next
    stateAt = instant
    if event == .submit { submittedAt = instant }
    if event != .waitlist { waits = nil }
  }

  /// Throws `stale` unless the deed is based on the version that stands.
  func expect(version: Int) throws {
    guard version == self.version else {
      throw PortalError.stale(Staleness(currentVersion: self.version, differences: []))
    }
  }
}

extension HostingRequest: Protected {
  public static let resourceType = ResourceType.hostingRequest
  public var resourceID: String { id.text }

  public static var deeds: [Action] {
    [
      .editHostingRequest, .submitHostingRequest, .queueHostingRequest, .withdrawHostingRequest,
      .decideTechnical, .decideDataProtection, .decideApproval, .decideSecondApproval,
    ]
  }

  public var entity: Entity {
    var attributes: Record = [
      "organisation": .entity(EntityUID(organisation)),
      "bodies": .set([organisation, succession?.giver ?? organisation].map { .entity(EntityUID($0)) }),
      "publicStatus": .member("PublicStatus", publicStatus.rawValue),
      "state": .member("RequestState", state.rawValue),
      "requester": .entity(EntityUID(requester)),
      "editors": .set(editors.map { .entity(EntityUID($0)) }),
      "deciders": .set(Set(decisions.map(\.person)).map { .entity(EntityUID($0)) }),
      "personalData": .bool(dataClass.isPersonal),
      "prohibited": .bool(riskClass == .inacceptable),
      "sensitiveData": .bool(dataClass == .sensitive),
    ]
    for resourceClass in ResourceClass.allCases {
      attributes[ExactString(resourceClass.rawValue)] = .long(Int64(wanted[resourceClass]))
    }
    attributes["maintainer"] = maintainer.map { .entity(EntityUID($0)) }
    return Entity(uid: uid, attributes: attributes)
  }

  public func obstacle(to action: Action) -> Text? {
    switch action {
    case .editHostingRequest: state == .draft ? nil : state.obstacle
    // Who waits is served in their turn, and submits nothing past it.
    case .submitHostingRequest: state == .draft ? nil : state.obstacle
    case .withdrawHostingRequest: obstacle(to: .withdraw)
    case .queueHostingRequest: state == .draft ? nil : state.obstacle
    case .serveHostingRequest: state == .waitlisted ? nil : state.obstacle
    case .expireHostingRequest: obstacle(to: .expire)
    case .decideTechnical: obstacle(toDeciding: .technical)
    case .decideDataProtection: obstacle(toDeciding: .dataProtection)
    case .decideApproval: obstacle(toDeciding: .approval)
    case .decideSecondApproval: obstacle(toDeciding: .secondApproval)
    default: nil
    }
  }

  private func obstacle(to event: Event) -> Text? {
    Self.next(state, event) == nil ? state.obstacle : nil
  }

  /// Why a stage's turn has not come, or is over.
  private func obstacle(toDeciding stage: Decision.Stage) -> Text? {
    if let obstacle = obstacle(to: .review) { return obstacle }
    if decision(stage) != nil {
      return Text("Cette décision est déjà rendue.", "This decision has been taken already.")
    }
    guard stages.contains(where: { $0.stage == stage }) else {
      return Text(
        "Les règles n’exigent pas cette étape pour cette demande (\(stage.label.french)).",
        "The rules do not call for this stage on this request (\(stage.label.english)).")
    }
    guard let missing = openStages.first(where: { $0.stage.rank < stage.rank })?.stage else {
      return nil
    }
    return Text(
      "Il manque une étape : \(missing.label.french).",
      "A stage is missing: \(missing.label.english).")
  }
}
