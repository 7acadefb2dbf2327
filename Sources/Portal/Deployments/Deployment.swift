public import Cedar

/// An approved request being carried out at a site. What is wanted and what was seen are kept apart; the label is derived.
public struct Deployment: Hashable, Sendable {
  public typealias ID = Identifier<Deployment>

  public let id: ID
  public let request: HostingRequest.ID
  /// What it replaces; `nil`: nothing.
  public internal(set) var predecessor: Deployment.ID? = nil
  public let organisation: Organisation.ID
  public let site: Site.ID
  public let maintainer: Organisation.ID?
  public let title: String
  /// What of the catalogue runs; `nil`: what is shipped with the site's agent.
  public internal(set) var solution: SolutionVersion.ID?
  /// The approved amounts: the only thing ever handed over.
  public internal(set) var granted: Resources
  public internal(set) var period: Period
  public internal(set) var desired: Desired
  public internal(set) var observed: Observed
  public let createdAt: Instant
  public internal(set) var version: Int

  /// What is wanted; the revision rises with every change.
  public struct Desired: Hashable, Sendable {
    public internal(set) var state: DesiredState
    public internal(set) var revision: Int
    public internal(set) var at: Instant
  }

  /// What the site's agent reported last.
  public struct Observed: Hashable, Sendable {
    public internal(set) var phase: Phase
    /// The revision of the order that the report is about; 0 before the first.
    public internal(set) var revision: Int
    /// When it was reported; `nil` before the first.
    public internal(set) var at: Instant?
    /// The agent's words, for people.
    public internal(set) var reason: String
    /// Where the workload answers: a URL, or empty.
    public internal(set) var endpoint: String

    static let nothing = Observed(
      phase: .unobserved, revision: 0, at: nil, reason: "", endpoint: "")
  }

  /// Goes through an event as a new revision. Throws `damaged` where there is no such step, which the gate rules out before.
  mutating func apply(_ event: Event, at instant: Instant) throws {
    guard let next = Self.next(desired.state, event) else {
      throw PortalError.damaged("deployment \(id): no step \(event) from \(desired.state)")
    }
    desired = Desired(state: next, revision: desired.revision + 1, at: instant)
  }

  /// Grants other amounts, or another end, as a new revision.
  mutating func regrant(_ amounts: Resources, until end: Day, at instant: Instant) throws {
    guard let period = Period(start: period.start, end: end) else {
      throw PortalError.damaged("deployment \(id) ends before it starts")
    }
    granted = amounts
    self.period = period
    desired.revision += 1
    desired.at = instant
  }

  /// The same as a new revision.
  mutating func reissue(at instant: Instant) {
    desired = Desired(state: desired.state, revision: desired.revision + 1, at: instant)
  }

  /// Whether its resources are free again: the site reported it absent after release was ordered. Final.
  public var isReleased: Bool {
    desired.state == .released && observed.phase == .absent
      && observed.revision == desired.revision
  }
}

extension Deployment {
  /// The order for a request that is being approved.
  init(
    id: ID, of request: HostingRequest, at site: Site.ID, orderedAt instant: Instant
  ) {
    self.init(
      id: id, request: request.id, predecessor: request.succession?.predecessor,
      organisation: request.organisation, site: site, maintainer: request.maintainer,
      title: request.title, solution: request.solution, granted: request.spec,
      period: request.periodGranted(on: instant.day),
      desired: Desired(state: .running, revision: 1, at: instant),
      observed: .nothing, createdAt: instant, version: 1)
  }
}

extension Deployment: Protected {
  public static let resourceType = ResourceType.deployment
  public var resourceID: String { id.text }

  public static let deeds: [Action] = [
    .suspendDeployment, .resumeDeployment, .shrinkDeployment, .offerDeployment, .releaseDeployment,
  ]

  public var entity: Entity {
    var attributes: Record = [
      "organisation": .entity(EntityUID(organisation)),
      "site": .entity(EntityUID(.site, site.text)),
      "released": .bool(isReleased),
    ]
    attributes["maintainer"] = maintainer.map { .entity(EntityUID($0)) }
    return Entity(uid: uid, attributes: attributes)
  }

  public func obstacle(to action: Action) -> Text? {
    switch action {
    case .suspendDeployment: obstacle(before: .suspend)
    case .resumeDeployment: obstacle(before: .resume)
    case .releaseDeployment: obstacle(before: .release)
    case .shrinkDeployment, .offerDeployment: desired.state == .released ? obstacle(before: .release) : nil
    case .reportDeployment:
      isReleased
        ? Text("Le déploiement est libéré.", "The deployment is released.") : nil
    default: nil
    }
  }

  private func obstacle(before event: Event) -> Text? {
    guard Self.next(desired.state, event) == nil else { return nil }
    return Text(
      "L’état demandé est déjà « \(desired.state.label.french) ».",
      "The desired state is “\(desired.state.label.english)” already.")
  }
}
