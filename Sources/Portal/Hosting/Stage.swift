public import SQLite

extension Decision {
  /// A question about a request that somebody has to answer before it can be approved.
  public enum Stage: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case technical, dataProtection, approval, secondApproval

    public var label: Text {
      switch self {
      case .technical: Text("décision technique", "technical decision")
      case .dataProtection: Text("avis de protection des données", "data-protection opinion")
      case .approval: Text("approbation", "approval")
      case .secondApproval: Text("seconde approbation", "second approval")
      }
    }

    /// The deed that answers it.
    var decision: Action {
      switch self {
      case .technical: .decideTechnical
      case .dataProtection: .decideDataProtection
      case .approval: .decideApproval
      case .secondApproval: .decideSecondApproval
      }
    }

    /// What the rules are asked to know whether a request needs it.
    var requirement: Action {
      switch self {
      case .technical: .requireTechnical
      case .dataProtection: .requireDataProtection
      case .approval: .requireApproval
      case .secondApproval: .requireSecondApproval
      }
    }

    /// Stages of one rank are open at the same time, the next rank's when all of them are answered.
    var rank: Int {
      switch self {
      case .technical, .dataProtection: 1
      case .approval: 2
      case .secondApproval: 3
      }
    }

    /// Whether a no rejects the request; an opinion has to be heard and does not bind the approver (GDPR art. 39).
    var isBinding: Bool { self != .dataProtection }

    /// Whether a yes grants resources, so that everything is checked anew.
    var isGranting: Bool { self == .approval || self == .secondApproval }
  }

  /// A stage that a request has to pass, and by when it should have.
  public struct RequiredStage: Hashable, Sendable {
    public let stage: Stage
    public let dueAt: Instant
  }
}

extension Work {
  /// The stages that the rules call for, in order, each with `days` from the end of the rank before.
  func requiredStages(of request: HostingRequest, days: Int64) throws -> [Decision.RequiredStage] {
    let portal = gate.asking(as: .console)
    let required = try Decision.Stage.allCases.filter {
      try portal.allows($0.requirement, on: request)
    }
    guard required.contains(where: \.isGranting) else {
      throw PortalError.damaged("the rules call for no approval of \(request.id)")
    }
    return required.map { stage in
      Decision.RequiredStage(stage: stage, dueAt: now.adding(days: Int64(stage.rank) * days))
    }
  }
}
