public import Cedar

/// What a public body asks for: resources over a period, for one use case and one class of data.
public struct HostingRequest: Hashable, Sendable {
  public typealias ID = Identifier<HostingRequest>

  public let id: ID
  /// The body to be hosted.
  public let organisation: Organisation.ID
  /// That body's public status now.
  public let publicStatus: Organisation.PublicStatus
  public internal(set) var useCase: UseCase.ID
  public internal(set) var title: String
  public internal(set) var state: State
  public internal(set) var stateAt: Instant
  public internal(set) var wanted: Resources
  public internal(set) var period: Period
  public internal(set) var dataClass: DataClass
  public internal(set) var aipdState: AIPDState
  /// The technical maintainer; may be a partner. `nil`: the body itself.
  public internal(set) var maintainer: Organisation.ID?
  public internal(set) var justification: String
  /// Who drafted it.
  public let requester: Person.ID
  /// Whoever drafted, changed or submitted it.
  public internal(set) var editors: Set<Person.ID>
  public let createdAt: Instant
  public internal(set) var submittedAt: Instant?
  /// At most one per stage, in the order in which they were taken.
  public internal(set) var decisions: [Decision]
  public internal(set) var version: Int

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
      .editHostingRequest, .submitHostingRequest, .withdrawHostingRequest,
      .decideTechnical, .decideDataProtection, .decideApproval,
    ]
  }

  public var entity: Entity {
    var attributes: Record = [
      "organisation": .entity(EntityUID(organisation)),
      "publicStatus": .member("PublicStatus", publicStatus.rawValue),
      "state": .member("RequestState", state.rawValue),
      "requester": .entity(EntityUID(requester)),
      "editors": .set(editors.map { .entity(EntityUID($0)) }),
      "personalData": .bool(dataClass.isPersonal),
    ]
    attributes["maintainer"] = maintainer.map { .entity(EntityUID($0)) }
    return Entity(uid: uid, attributes: attributes)
  }

  public func obstacle(to action: Action) -> Text? {
    switch action {
    case .editHostingRequest: state == .draft ? nil : state.obstacle
    case .submitHostingRequest: obstacle(to: .submit)
    case .withdrawHostingRequest: obstacle(to: .withdraw)
    case .expireHostingRequest: obstacle(to: .expire)
    case .decideTechnical: obstacle(to: .review) ?? obstacleToDeciding(.technical)
    case .decideDataProtection: obstacle(to: .review) ?? obstacleToDeciding(.dataProtection)
    case .decideApproval:
      obstacle(to: .review) ?? obstacleToDeciding(.approval) ?? obstacle(to: .approve)
    default: nil
    }
  }

  private func obstacle(to event: Event) -> Text? {
    Self.next(state, event) == nil ? state.obstacle : nil
  }

  /// Why a stage's turn has not come, or is over.
  private func obstacleToDeciding(_ stage: Decision.Stage) -> Text? {
    if decision(stage) != nil {
      return Text("Cette décision est déjà rendue.", "This decision has been taken already.")
    }
    switch stage {
    case .technical: return nil
    case .dataProtection:
      return dataClass.isPersonal
        ? nil
        : Text(
          "La demande ne porte pas sur des données à caractère personnel : aucun avis n’est nécessaire.",
          "The request is not about personal data: no opinion is needed.")
    case .approval:
      if decision(.technical)?.verdict != .favourable {
        return Text(
          "Il manque une décision technique favorable.",
          "A favourable technical decision is missing.")
      }
      if dataClass.isPersonal, decision(.dataProtection) == nil {
        return Text(
          "Il manque l’avis du délégué à la protection des données de l’organisme.",
          "The opinion of the body’s data-protection officer is missing.")
      }
      return nil
    }
  }
}
