import SQLite

/// An offer as somebody who may see it sees it: what is offered, and no more of the deployment than that.
public struct DeploymentOfferRecord: Sendable {
  public let offer: DeploymentOffer
  public let giver: Organisation
  public let receiver: Organisation
  public let title: String
  public let amounts: Resources
  public let period: Period
  public let dataClass: DataClass
  public let site: Site
  public let useCase: (id: UseCase.ID, title: String)
  /// Whether a take-over may still be asked for.
  public let isOpen: Bool
  /// Whether the reader may prepare the request that takes it over.
  public let canTakeOver: Bool
  public let offers: [Offer]
}

/// Where a deployment could go: the other sites that have resources, and the other bodies that are known to be public.
public struct SuccessionChoices: Sendable {
  public let sites: [Site]
  public let receivers: [(id: Organisation.ID, name: String)]
}

extension Portal {
  public func offer(_ id: DeploymentOffer.ID, as actor: Actor) throws -> DeploymentOfferRecord {
    try read(as: actor) { reading in
      let offer = try reading.visibleOffer(id)
      guard let deployment = try reading.deployments.find(offer.deployment),
        let basis = try reading.hostingRequests.newestApproved(of: deployment),
        let giver = try reading.organisations.find(offer.giver),
        let receiver = try reading.organisations.find(offer.receiver),
        let site = try reading.sites.find(deployment.site)
      else { throw PortalError.damaged("offer \(id) is of nothing") }
      let isReceiver = actor.member?.organisation == receiver.id
      return DeploymentOfferRecord(
        offer: offer, giver: giver, receiver: receiver, title: deployment.title,
        amounts: deployment.granted, period: deployment.period, dataClass: basis.dataClass,
        site: site,
        useCase: (basis.useCase, try reading.hostingRequests.useCase(of: basis).title),
        isOpen: offer.isOpen(on: reading.now.day),
        canTakeOver: try isReceiver && offer.isOpen(on: reading.now.day)
          && reading.gate.allows(.draftHostingRequest, on: receiver),
        offers: try reading.gate.offers(on: offer))
    }
  }

  /// At most 500 bodies, by name.
  public func successionChoices(
    of deployment: Deployment.ID, as actor: Actor
  ) throws -> SuccessionChoices {
    try read(as: actor) { reading in
      let deployment = try reading.visibleDeployment(deployment)
      let sites = Set(try reading.sites.pools().map(\.site)).subtracting([deployment.site])
      let sight = try reading.gate.sight(.viewOrganisation, of: Organisation.self)
      return SuccessionChoices(
        sites: try sites.compactMap(reading.sites.find).sorted { $0.name < $1.name },
        receivers: try reading.connection.rows(
          """
          SELECT id, name FROM organisation
          WHERE \(sight.condition) AND kind = \(Organisation.Kind.publicBody)
            AND publicStatus = \(Organisation.PublicStatus.public)
            AND id <> \(deployment.organisation)
          ORDER BY name, id LIMIT 500
          """
        ) { (id: try $0(0), name: try $0(1)) })
    }
  }
}
