import SQLite

/// A deployment in a list, with its label now.
public struct DeploymentLine: Hashable, Sendable {
  public let deployment: Deployment
  public let label: Deployment.Label
  public let organisation: String
}

/// A deployment as somebody who may see it sees it.
public struct DeploymentRecord: Sendable {
  public let deployment: Deployment
  public let label: Deployment.Label
  public let conditions: Set<Deployment.Condition>
  public let organisation: Organisation
  public let site: Site
  public let maintainer: Organisation?
  /// What of the catalogue runs, and the newer version that is offered.
  public let solution, update: SolutionRelease?
  public let lineage: Lineage
  /// The orders, newest first.
  public let handOvers: [HandOver]
  /// What the site reported, newest first.
  public let observations: [Observation]
  public let offers: [Offer]
}

extension Portal {
  public func deployment(_ id: Deployment.ID, as actor: Actor) throws -> DeploymentRecord {
    try read(as: actor) { reading in
      let deployment = try reading.visibleDeployment(id)
      guard let organisation = try reading.organisations.find(deployment.organisation),
        let site = try reading.sites.find(deployment.site)
      else { throw PortalError.damaged("deployment \(id) has no organisation or site") }
      let period = settings.agentPeriodSeconds
      return DeploymentRecord(
        deployment: deployment,
        label: deployment.label(at: reading.now, agentPeriodSeconds: period),
        conditions: deployment.conditions(at: reading.now, agentPeriodSeconds: period),
        organisation: organisation, site: site,
        maintainer: try deployment.maintainer.flatMap { try reading.organisations.find($0) },
        solution: try reading.release(deployment.solution),
        update: deployment.desired.state == .released ? nil : try reading.update(of: deployment),
        lineage: try reading.lineage(of: deployment),
        handOvers: try reading.deployments.handOvers(of: id),
        observations: try reading.deployments.observations(of: id, limit: 50),
        offers: try reading.gate.offers(on: deployment))
    }
  }

  /// The deployments that the actor may see, newest first.
  public func deployments(
    of organisation: Organisation.ID? = nil, after cursor: Cursor? = nil,
    limit: Limit = .standard, as actor: Actor
  ) throws -> Page<DeploymentLine> {
    try read(as: actor) { reading in
      var condition = try reading.gate.sight(.viewDeployment, of: Deployment.self).condition
      if let organisation { condition += " AND organisation = \(organisation)" }
      let store = reading.deployments
      let rows = try store.page(
        where: condition, after: try cursor.map { try $0.id() }, limit: limit)
      let names = try store.organisationNames(of: rows)
      let lines = rows.map { deployment in
        DeploymentLine(
          deployment: deployment,
          label: deployment.label(
            at: reading.now, agentPeriodSeconds: settings.agentPeriodSeconds),
          organisation: names[deployment.organisation] ?? "")
      }
      return Page(rows: lines, limit: limit, total: try store.count(where: condition)) {
        Cursor($0.deployment.id.text)
      }
    }
  }
}
