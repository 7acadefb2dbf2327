extension Portal {
  /// A draft that moves a deployment to another site, known by its slug; all else as it was granted.
  public func move(
    of deployment: Deployment.ID, to site: String, as actor: Actor
  ) throws -> HostingRequestDraft {
    try read(as: actor) { reading in
      let deployment = try reading.visibleDeployment(deployment)
      guard let site = try reading.sites.find(slug: site) else {
        throw PortalError.invalid(
          "site", Text("Ce site n’existe pas.", "There is no such site."))
      }
      return try reading.draft(replacing: deployment, at: site.id)
    }
  }

  /// A draft by which the body that a deployment is offered to takes it over: of as much and for as long, and with an impact
  /// assessment and a maintainer of its own.
  public func takeOver(_ offer: DeploymentOffer.ID, as actor: Actor) throws -> HostingRequestDraft {
    try read(as: actor) { reading in
      let offer = try reading.visibleOffer(offer)
      guard let deployment = try reading.deployments.find(offer.deployment) else {
        throw PortalError.damaged("offer \(offer.id) is of nothing")
      }
      var draft = try reading.draft(replacing: deployment, at: deployment.site)
      draft.aipdState = draft.dataClass.isPersonal ? .toDo : .notRequired
      draft.maintainer = nil
      draft.euDatabaseEntry = ""
      return draft
    }
  }
}

extension Transaction {
  /// Always for the organisation that the actor acts for: whether that may replace it is checked with the draft.
  fileprivate func draft(
    replacing predecessor: Deployment, at site: Site.ID
  ) throws -> HostingRequestDraft {
    guard let member = gate.actor.member else { throw PortalError.signInRequired }
    var draft = try change(
      of: predecessor, to: predecessor.granted, until: predecessor.period.end)
    draft.start = now.day
    draft.changes = nil
    draft.succession = Succession(
      predecessor: predecessor.id, giver: predecessor.organisation, receiver: member.organisation,
      site: site)
    return draft
  }
}

extension Work {
  /// Has what a request that is being approved replaces end so many days from now at the latest, and closes an offer of it.
  func makeWay(
    for request: HostingRequest, overlapDays: Int, _ permit: borrowing Permit<HostingRequest>
  ) throws {
    guard let succession = request.succession else { return }
    guard var predecessor = try deployments.find(succession.predecessor) else {
      throw PortalError.damaged("request \(request.id) replaces nothing")
    }
    try deploymentOffers.close(for: request, permit)
    let end = now.day.adding(days: overlapDays)
    guard end < predecessor.period.end else { return }
    try predecessor.regrant(predecessor.granted, until: end, at: now)
    try reservations.shorten(predecessor, for: request, permit)
    let order = try HandOver(of: predecessor, in: self, approval: approval(of: predecessor))
    try deployments.order(&predecessor, order, for: request, permit)
  }
}
