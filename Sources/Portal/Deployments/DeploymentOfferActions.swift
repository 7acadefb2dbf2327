import JSON

extension Portal {
  /// Offers a deployment to another public body, which may ask to take it over until a day, the day included.
  public func offerDeployment(
    _ id: Deployment.ID, to receiver: Organisation.ID, until day: Day, as actor: Actor
  ) async throws -> DeploymentOffer {
    try await work(as: actor) { work in
      let deployment = try work.visibleDeployment(id)
      guard let receiver = try work.organisations.find(receiver) else {
        throw PortalError.invalid(
          "receiver", Text("Cet organisme n’existe pas.", "There is no such body."))
      }
      let permit = try work.permit(
        .offerDeployment, on: deployment, context: .offer(to: receiver.kind, receiver.publicStatus),
        detail: [
          ("receiver", .string(receiver.id.text)), ("until", .string(day.description)),
        ])
      if let obstacle = try work.obstacle(toOffering: deployment) {
        throw work.gate.obstruction(.offerDeployment, on: deployment, obstacle)
      }
      let last = work.now.day.adding(days: DeploymentOffer.mostDays)
      var complaints = Complaints()
      complaints.expect(
        receiver.id != deployment.organisation, "receiver",
        Text(
          "Le déploiement est déjà celui de cet organisme.",
          "The deployment is this body’s already."))
      complaints.expect(
        work.now.day <= day && day <= last, "until",
        Text(
          "Un jour à partir d’aujourd’hui, jusqu’au \(last).",
          "A day from today, until \(last)."))
      try complaints.throwIfAny()
      let (member, _) = try work.actingMember()
      let offer = DeploymentOffer(
        id: work.newID(), deployment: id, giver: deployment.organisation, receiver: receiver.id,
        until: day, offeredBy: member.person, offeredAt: work.now, outcome: nil, reason: "")
      try work.deploymentOffers.insert(offer, of: deployment, permit)
      return offer
    }
  }

  /// Takes an offer back; possible until a take-over is approved, which it then stops.
  public func withdrawOffer(
    _ id: DeploymentOffer.ID, as actor: Actor
  ) async throws -> DeploymentOffer {
    try await close(id, .withdrawOffer, as: .withdrawn, reason: nil, actor)
  }

  /// Declines an offer, with the reason. Whoever has declined sees the offer no more.
  public func declineOffer(
    _ id: DeploymentOffer.ID, reason: String, as actor: Actor
  ) async throws -> DeploymentOffer {
    try await close(id, .declineOffer, as: .declined, reason: reason, actor)
  }

  /// Lets offers lapse that nobody took up in time; at most a hundred at a time. The portal's own tick calls it, as the
  /// console. Returns how many.
  @discardableResult
  public func expireOffers() async throws -> Int {
    try await work(as: .console) { work in
      let lapsed = try work.deploymentOffers.lapsed(before: work.now.day, limit: 100)
      for var offer in lapsed {
        let permit = try work.permit(.expireOffer, on: offer)
        offer.outcome = .lapsed
        try work.deploymentOffers.close(offer, permit)
      }
      return lapsed.count
    }
  }

  private func close(
    _ id: DeploymentOffer.ID, _ action: Action, as outcome: DeploymentOffer.Outcome,
    reason: String?, _ actor: Actor
  ) async throws -> DeploymentOffer {
    try await work(as: actor) { work in
      var offer = try work.visibleOffer(id)
      var complaints = Complaints()
      if let reason {
        offer.reason = complaints.read(
          reason, as: Prose(field: "reason", label: Text("Motif", "Reason"), maximum: 2500))
      }
      let permit = try work.permit(
        action, on: offer,
        detail: [
          ("deployment", .string(offer.deployment.text)), ("reason", .string(offer.reason)),
        ])
      try complaints.throwIfAny()
      offer.outcome = outcome
      try work.deploymentOffers.close(offer, permit)
      return offer
    }
  }
}

extension Transaction {
  fileprivate func obstacle(toOffering deployment: Deployment) throws -> Text? {
    if let obstacle = try obstacle(toReplacing: deployment) { return obstacle }
    guard try deploymentOffers.standing(for: deployment.id) != nil else { return nil }
    return Text(
      "Ce déploiement est déjà proposé : retirez d’abord l’offre en cours.",
      "This deployment is on offer already: withdraw that offer first.")
  }
}
