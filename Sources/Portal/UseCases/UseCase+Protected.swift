public import Cedar

extension UseCase: Protected {
  public static let resourceType = ResourceType.useCase
  public var resourceID: String { id.text }

  public var entity: Entity {
    Entity(
      uid: uid,
      attributes: [
        "state": .member("UseCaseState", state.rawValue),
        "initiator": .entity(EntityUID(initiator)),
        "participants": .set(organisations(.accepted)),
        "invited": .set(organisations(.invited)),
        "tookPart": .set(organisations(.accepted) + organisations(.left)),
        "editors": .set(editors.map { .entity(EntityUID($0)) }),
        "inLibrary": .bool(isInLibrary),
        "riskClass": .member("RiskClass", riskClass.rawValue),
      ])
  }

  private func organisations(_ state: Participation.State) -> [Value] {
    participations.filter { $0.state == state }.map { .entity(EntityUID($0.organisation)) }
  }

  public static let deeds: [Action] = [
    .editSheet, .proposeUseCase, .admitUseCase, .declineUseCase, .answerInvitation,
    .inviteParticipant, .startCoBuilding, .submitUseCase, .returnUseCase, .publishUseCase,
    .reopenUseCase, .archiveUseCase, .leaveUseCase, .discuss, .declareAdoption,
  ]

  public func obstacle(to action: Action) -> Text? {
    switch action {
    case .editSheet:
      state == .draft || state == .coBuilding
        ? nil
        : Text(
          "La fiche ne se modifie qu’en brouillon ou en co-construction ; le cas est \(state.label.french).",
          "The sheet can be changed only as a draft or in co-building; the case is \(state.label.english)."
        )
    case .inviteParticipant:
      [.draft, .proposed, .coBuilding].contains(state)
        ? nil
        : Text(
          "On n’invite qu’avant la relecture ; le cas est \(state.label.french).",
          "Participants are invited before review only; the case is \(state.label.english).")
    case .answerInvitation, .leaveUseCase, .discuss:
      state == .declined || state == .archived
        ? Text(
          "Le cas est clos (\(state.label.french)).", "The case is closed (\(state.label.english))."
        )
        : nil
    case .proposeUseCase: obstacle(before: .propose)
    case .admitUseCase:
      obstacle(before: .admit)
        ?? (admittedAt == nil
          ? nil : Text("Le cas est déjà admis.", "The case is admitted already."))
    case .declineUseCase:
      obstacle(before: .decline)
        ?? (admittedAt == nil
          ? nil
          : Text(
            "Le cas est déjà admis ; il ne se décline plus.",
            "The case is admitted already and can no longer be declined."))
    case .startCoBuilding: obstacle(before: .startCoBuilding) ?? obstacleToCoBuilding
    case .submitUseCase: obstacle(before: .submit) ?? missingPartners
    case .returnUseCase: obstacle(before: .return)
    case .publishUseCase: obstacle(before: .publish)
    case .reopenUseCase: obstacle(before: .reopen)
    case .archiveUseCase:
      obstacle(before: .archive)
        ?? (isInLibrary
          ? nil : Text("Le cas n’a jamais été publié.", "The case has never been published."))
    default: nil
    }
  }

  private func obstacle(before event: Event) -> Text? {
    guard Self.next(state, event) == nil else { return nil }
    let wanted = State.allCases.filter { Self.next($0, event) != nil }
    return Text(
      "Possible seulement pour un cas \(wanted.map(\.label.french).joined(separator: ", ")) ; celui-ci est \(state.label.french).",
      "Possible only for a case that is \(wanted.map(\.label.english).joined(separator: ", ")); this one is \(state.label.english)."
    )
  }

  private var obstacleToCoBuilding: Text? {
    guard admittedAt != nil else {
      return Text(
        "Le cas doit d’abord être admis par l’opérateur.",
        "The operator has to admit the case first.")
    }
    return missingPartners
  }

  /// Co-building is done by both sides: at least one public body and one partner company.
  private var missingPartners: Text? {
    let kinds = Set(participations.filter { $0.state == .accepted }.map(\.kind))
    switch (kinds.contains(.publicBody), kinds.contains(.partner)) {
    case (true, true): return nil
    case (false, true):
      return Text(
        "Il manque un organisme public parmi les participants.",
        "A public body is missing among the participants.")
    case (true, false):
      return Text(
        "Il manque une entreprise partenaire parmi les participants.",
        "A partner company is missing among the participants.")
    case (false, false):
      return Text(
        "Il manque un organisme public et une entreprise partenaire parmi les participants.",
        "A public body and a partner company are missing among the participants.")
    }
  }
}
