import JSON

extension Portal {
  /// Asks an organisation to take part, as `builder` or, if it is a public body, as `beneficiary`.
  public func inviteParticipant(
    _ organisation: Organisation.ID, as role: Participation.Role, to id: UseCase.ID,
    as actor: Actor
  ) async throws -> UseCase {
    try await work(as: actor) { work in
      let useCase = try work.visibleUseCase(id)
      let permit = try work.permit(
        .inviteParticipant, on: useCase,
        detail: [("organisation", .string(organisation.text)), ("role", .string(role.rawValue))])
      guard let organisation = try work.organisations.find(organisation) else {
        throw PortalError.invalid(
          "organisation", Text("Cette organisation n’existe pas.", "There is no such organisation.")
        )
      }
      if let complaint = useCase.complaint(inviting: organisation, as: role) {
        throw PortalError.invalid([complaint])
      }
      try work.participations.invite(organisation.id, as: role, to: useCase, permit)
      return try work.visibleUseCase(id)
    }
  }

  /// Accepts or declines the invitation of the organisation that the actor acts for.
  public func answerInvitation(
    to id: UseCase.ID, accepting: Bool, as actor: Actor
  ) async throws {
    try await answer(accepting ? .accepted : .declined, .answerInvitation, in: id, as: actor)
  }

  /// Withdraws the organisation that the actor acts for.
  public func leaveUseCase(_ id: UseCase.ID, as actor: Actor) async throws {
    try await answer(.left, .leaveUseCase, in: id, as: actor)
  }

  // Returns nothing, because whoever has declined or left may no longer view the case.
  private func answer(
    _ state: Participation.State, _ action: Action, in id: UseCase.ID, as actor: Actor
  ) async throws {
    try await work(as: actor) { work in
      let useCase = try work.visibleUseCase(id)
      let permit = try work.permit(
        action, on: useCase, detail: [("answer", .string(state.rawValue))])
      // The rules grant both deeds to members only.
      guard let organisation = actor.member?.organisation else { throw PortalError.signInRequired }
      try work.participations.answer(state, for: organisation, in: useCase, permit)
    }
  }
}

extension UseCase {
  /// Why an organisation cannot be asked.
  fileprivate func complaint(
    inviting organisation: Organisation, as role: Participation.Role
  ) -> Complaint? {
    if organisation.kind == .operator {
      return Complaint(
        "organisation",
        Text(
          "L’opérateur admet et publie ; il ne participe pas.",
          "The operator admits and publishes; it does not take part."))
    }
    if let participation = participations.first(where: { $0.organisation == organisation.id }),
      participation.state == .invited || participation.state == .accepted
    {
      return Complaint(
        "organisation",
        Text(
          "« \(organisation.name) » : \(participation.state.label.french) déjà.",
          "“\(organisation.name)”: \(participation.state.label.english) already."))
    }
    switch role {
    case .initiator:
      return Complaint(
        "role", Text("Un cas n’a qu’un initiateur.", "A case has one initiator only."))
    case .beneficiary where organisation.kind != .publicBody:
      return Complaint(
        "role",
        Text("Seul un organisme public est bénéficiaire.", "Only a public body is a beneficiary."))
    case .beneficiary, .builder: return nil
    }
  }
}
