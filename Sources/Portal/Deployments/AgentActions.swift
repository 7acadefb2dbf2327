import Crypto
import JSON

extension Portal {
  /// Admits an agent to a site. Its token is shown this once: `agt_` and 43 characters, 256 random bits.
  public func enrolAgent(
    at site: Site.ID, name: String, as actor: Actor
  ) async throws -> (agent: Agent, token: String) {
    try await work(as: actor) { work in
      let site = try work.visibleSite(site)
      let agent: Agent.ID = work.newID()
      var complaints = Complaints()
      let name = complaints.read(
        name, as: Prose(field: "name", label: Text("Nom", "Name"), maximum: 80, lines: .one))
      let permit = try work.permit(
        .enrolAgent, on: site, detail: [("agent", .string(agent.text)), ("name", .string(name))])
      try complaints.throwIfAny()
      let token = "agt_" + Base64URL.encode(work.random(32))
      let enrolled = Agent(id: agent, site: site.id, name: name, createdAt: work.now)
      try work.agents.insert(
        enrolled, tokenHash: Digest.sha256(Array(token.utf8)), of: site, permit)
      return (enrolled, token)
    }
  }

  /// Shuts an agent out, at once and for good.
  public func revokeAgent(_ id: Agent.ID, as actor: Actor) async throws {
    try await work(as: actor) { work in
      guard let agent = try work.agents.find(id), agent.revokedAt == nil else {
        throw PortalError.notFound
      }
      let site = try work.visibleSite(agent.site)
      let permit = try work.permit(
        .revokeAgent, on: site,
        detail: [("agent", .string(id.text)), ("name", .string(agent.name))])
      try work.agents.revoke(agent, of: site, permit)
    }
  }

  /// What a site's agent has to see to, at most 200 at a time; ask again after the last one's deployment while `next` is
  /// there. Level-based: each order stands until it is carried out, whatever was pulled before.
  public func pullOrders(
    at site: Site.ID, after cursor: Deployment.ID? = nil, as actor: Actor
  ) async throws -> (orders: [HandOver], next: Deployment.ID?) {
    try await work(as: actor) { work in
      guard let found = try work.sites.find(site) else { throw PortalError.notFound }
      let agent = try work.callingAgent()
      // A foreign site does not exist for an agent.
      try work.gate.requireSight(.pullOrders, of: found)
      try work.agents.noteCall(of: agent, at: work.now)
      let most = 200
      let orders = try work.deployments.orders(
        at: site, after: cursor, today: work.now.day, limit: most)
      return (orders, orders.count == most ? orders.last?.deployment : nil)
    }
  }

  /// Takes an agent's word for what runs. The same again changes nothing but the time; what is about an older order than
  /// the last word is passed over. Absent after release gives the resources back.
  public func reportDeployment(
    _ id: Deployment.ID, _ report: Report, as actor: Actor
  ) async throws -> Deployment {
    try await work(as: actor) { work in
      let agent = try work.callingAgent()
      var deployment = try work.visibleDeployment(id)
      let report = try report.checked(for: deployment)
      try work.agents.noteCall(of: agent, at: work.now)
      guard report.revision >= deployment.observed.revision else { return deployment }
      if deployment.observed.says(report) {
        try work.deployments.confirm(id, at: work.now)
        deployment.observed.at = work.now
        return deployment
      }
      let permit = try work.permit(
        .reportDeployment, on: deployment,
        detail: [
          ("phase", .string(report.phase.rawValue)), ("revision", .integer(Int64(report.revision))),
          ("reason", .string(report.reason)),
        ])
      deployment.observed = Deployment.Observed(
        phase: report.phase, revision: report.revision, at: work.now, reason: report.reason,
        endpoint: report.endpoint)
      try work.deployments.observe(deployment, permit)
      if deployment.isReleased { try work.reservations.release(for: deployment, permit) }
      return deployment
    }
  }
}

/// What an agent says about one deployment.
public struct Report: Hashable, Sendable {
  /// The revision of the order it is about.
  public var revision: Int
  public var phase: Deployment.Phase
  /// For people; at most 500 characters.
  public var reason: String
  /// Where the workload answers: an `http` or `https` address of at most 200 characters, or empty.
  public var endpoint: String

  public init(revision: Int, phase: Deployment.Phase, reason: String = "", endpoint: String = "") {
    self.revision = revision
    self.phase = phase
    self.reason = reason
    self.endpoint = endpoint
  }

  fileprivate func checked(for deployment: Deployment) throws -> Report {
    var complaints = Complaints()
    var report = self
    report.reason = complaints.read(
      reason,
      as: Prose(
        field: "reason", label: Text("Motif", "Reason"), maximum: 500, lines: .one,
        isRequired: false))
    report.endpoint = complaints.read(
      endpoint,
      as: Prose(
        field: "endpoint", label: Text("Adresse", "Address"), maximum: 200, lines: .one,
        isRequired: false))
    complaints.expect(
      (1...deployment.desired.revision).contains(revision), "revision",
      Text("Cet ordre n’a jamais été donné.", "This order was never given."))
    complaints.expect(
      phase != .unobserved, "phase",
      Text("Une phase observée est attendue.", "A phase that was seen is expected."))
    complaints.expect(
      endpoint.isEmpty || endpoint.hasPrefix("http://") || endpoint.hasPrefix("https://"),
      "endpoint",
      Text("Une adresse http ou https est attendue.", "An http or https address is expected."))
    try complaints.throwIfAny()
    return report
  }
}

extension Deployment.Observed {
  fileprivate func says(_ report: Report) -> Bool {
    phase == report.phase && revision == report.revision
      && reason.utf8.elementsEqual(report.reason.utf8)
      && endpoint.utf8.elementsEqual(report.endpoint.utf8)
  }
}

extension Work {
  /// The agent that acts, unless it was revoked since it showed its token.
  func callingAgent() throws -> Agent.ID {
    guard case .agent(let agent) = gate.actor, try agents.isRunning(agent.id) else {
      throw PortalError.signInRequired
    }
    return agent.id
  }
}
