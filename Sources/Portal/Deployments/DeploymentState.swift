public import SQLite

extension Deployment {
  /// What is wanted of the workload at its site.
  public enum DesiredState: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case running, suspended, released

    public var label: Text {
      switch self {
      case .running: Text("en service", "running")
      case .suspended: Text("suspendu", "suspended")
      case .released: Text("libéré", "released")
      }
    }
  }

  /// What can be asked of a deployment.
  public enum Event: String, Hashable, Sendable, CaseIterable {
    case suspend, resume, release
  }

  /// Where an event leads from a desired state, `nil` where it has no place.
  static func next(_ state: DesiredState, _ event: Event) -> DesiredState? {
    switch (state, event) {
    case (.running, .suspend): .suspended
    case (.suspended, .resume): .running
    case (.running, .release), (.suspended, .release): .released
    case (.running, _), (.suspended, _), (.released, _): nil
    }
  }

  /// What a site's agent sees of the workload.
  public enum Phase: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    /// Never reported.
    case unobserved
    case absent, provisioning, running, suspended, releasing, failed

    public var text: Text {
      switch self {
      case .unobserved: Text("jamais observé", "never seen")
      case .absent: Text("absent", "absent")
      case .provisioning: Text("en préparation", "being provisioned")
      case .running: Text("en marche", "running")
      case .suspended: Text("suspendu", "suspended")
      case .releasing: Text("en libération", "being released")
      case .failed: Text("en échec", "failed")
      }
    }
  }

  /// What a deployment is called, derived from what is wanted, what was seen and when.
  public enum Label: String, Hashable, Sendable, CaseIterable {
    case awaitingHandOver, provisioning, running, suspended, releasing, released, failed, unknown

    public var text: Text {
      switch self {
      case .awaitingHandOver: Text("à réaliser", "awaiting hand-over")
      case .provisioning: Text("mise en œuvre en cours", "being carried out")
      case .running: Text("en service", "running")
      case .suspended: Text("suspendu", "suspended")
      case .releasing: Text("en libération", "being released")
      case .released: Text("libéré", "released")
      case .failed: Text("en échec", "failed")
      case .unknown: Text("état inconnu", "state unknown")
      }
    }
  }

  /// What more there is to say about a deployment than its label.
  public enum Condition: String, Hashable, Sendable, CaseIterable {
    /// The site has not been heard of for three of its agent's periods.
    case stale
    /// The newest order is not carried out yet.
    case behind
    /// The approved period is over and the resources are not given back.
    case overdue

    public var text: Text {
      switch self {
      case .stale: Text("Le site ne donne plus de nouvelles.", "The site is silent.")
      case .behind:
        Text(
          "Le dernier ordre n’est pas encore réalisé.", "The newest order is not carried out yet.")
      case .overdue:
        Text(
          "La période approuvée est terminée, les ressources ne sont pas rendues.",
          "The approved period is over, the resources are not given back.")
      }
    }
  }

  /// `running` and `suspended` only when the site has confirmed the newest order, and lately.
  public func label(at now: Instant, agentPeriodSeconds: Int64) -> Label {
    if isReleased { return .released }
    guard observed.phase != .unobserved else {
      return desired.state == .released ? .releasing : .awaitingHandOver
    }
    if isStale(at: now, agentPeriodSeconds: agentPeriodSeconds) { return .unknown }
    guard observed.revision == desired.revision else {
      return desired.state == .released ? .releasing : .provisioning
    }
    switch (desired.state, observed.phase) {
    // A workload that is wanted and has gone is lost, whatever took it.
    case (_, .failed), (.running, .absent), (.suspended, .absent): return .failed
    case (.running, .running): return .running
    case (.suspended, .suspended): return .suspended
    case (.released, _): return .releasing
    case (.running, _), (.suspended, _): return .provisioning
    }
  }

  public func conditions(at now: Instant, agentPeriodSeconds: Int64) -> Set<Condition> {
    guard !isReleased else { return [] }
    var conditions: Set<Condition> = []
    if isStale(at: now, agentPeriodSeconds: agentPeriodSeconds) { conditions.insert(.stale) }
    if observed.phase != .unobserved, observed.revision < desired.revision {
      conditions.insert(.behind)
    }
    if period.end <= now.day { conditions.insert(.overdue) }
    return conditions
  }

  private func isStale(at now: Instant, agentPeriodSeconds: Int64) -> Bool {
    observed.at.map { $0.adding(seconds: 3 * agentPeriodSeconds) < now } ?? false
  }
}
