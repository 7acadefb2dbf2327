import Crypto
import JSON

extension Portal {
  /// Orders the workload stopped; its data and its resources are kept.
  public func suspendDeployment(
    _ id: Deployment.ID, version: Int, as actor: Actor
  ) async throws -> Deployment {
    try await order(.suspendDeployment, .suspend, id, version, actor)
  }

  public func resumeDeployment(
    _ id: Deployment.ID, version: Int, as actor: Actor
  ) async throws -> Deployment {
    try await order(.resumeDeployment, .resume, id, version, actor)
  }

  /// Orders the workload and its data deleted, for good; the resources are free once the site reports it absent.
  public func releaseDeployment(
    _ id: Deployment.ID, version: Int, as actor: Actor
  ) async throws -> Deployment {
    try await order(.releaseDeployment, .release, id, version, actor)
  }

  /// Gives the orders anew that no agent would follow: those from before orders were signed, and those signed by a key
  /// that was replaced since. At most a hundred at a time; the portal's own tick calls it, as the console. Returns how many.
  public func reissueOrders() async throws -> Int {
    try await work(as: .console) { work in
      let stale = try work.deployments.notSigned(
        by: OrderSignature.name(of: work.keys.orders.publicKey), limit: 100)
      for var deployment in stale {
        let permit = try work.permit(.reissueOrder, on: deployment)
        deployment.reissue(at: work.now)
        try work.order(&deployment, permit)
      }
      return stale.count
    }
  }

  /// Releases what has been over for longer than `settings.graceDays`; at most a hundred at a time. The portal's own tick
  /// calls it, as the console. Returns how many.
  @discardableResult
  public func expireDeployments() async throws -> Int {
    try await work(as: .console) { work in
      let over = try work.deployments.over(
        before: work.now.day.adding(days: -settings.graceDays), limit: 100)
      for var deployment in over {
        let permit = try work.permit(.expireDeployment, on: deployment)
        try deployment.apply(.release, at: work.now)
        try work.order(&deployment, permit)
      }
      return over.count
    }
  }

  private func order(
    _ action: Action, _ event: Deployment.Event, _ id: Deployment.ID, _ version: Int,
    _ actor: Actor
  ) async throws -> Deployment {
    try await work(as: actor) { work in
      var deployment = try work.visibleDeployment(id)
      let permit = try work.permit(action, on: deployment)
      guard version == deployment.version else {
        throw PortalError.stale(
          Staleness(currentVersion: deployment.version, differences: []))
      }
      try deployment.apply(event, at: work.now)
      try work.order(&deployment, permit)
      return deployment
    }
  }

  /// Gives part of what was granted back, or all of it from an earlier day on: at once, for it needs nobody's decision.
  public func shrinkDeployment(
    _ id: Deployment.ID, to amounts: Resources, until end: Day, version: Int, as actor: Actor
  ) async throws -> Deployment {
    try await work(as: actor) { work in
      var deployment = try work.visibleDeployment(id)
      let permit = try work.permit(
        .shrinkDeployment, on: deployment,
        detail: ResourceClass.allCases.map { ($0.rawValue, .integer(Int64(amounts[$0]))) } + [
          ("end", .string(end.description))
        ])
      guard version == deployment.version else {
        throw PortalError.stale(Staleness(currentVersion: deployment.version, differences: []))
      }
      if try work.hostingRequests.hasOpenRequest(of: deployment.organisation, about: id) {
        throw work.gate.obstruction(
          .shrinkDeployment, on: deployment, HostingRequestDraft.changeIsOpen)
      }
      try deployment.checkShrinking(to: amounts, until: end, today: work.now.day)
      let needed = try work.release(deployment.solution)?.complaints(about: amounts) ?? []
      guard needed.isEmpty else { throw PortalError.invalid(needed) }
      try deployment.regrant(amounts, until: end, at: work.now)
      try work.reservations.change(to: deployment, permit)
      try work.order(&deployment, permit)
      return deployment
    }
  }
}

extension Deployment {
  /// Whether other amounts or another end need a decision: anything that grows does.
  func grows(to amounts: Resources, until end: Day) -> Bool {
    end > period.end || ResourceClass.allCases.contains { amounts[$0] > granted[$0] }
  }

  fileprivate func checkShrinking(to amounts: Resources, until end: Day, today: Day) throws {
    var complaints = Complaints()
    for resourceClass in ResourceClass.allCases {
      complaints.expect(
        (0...granted[resourceClass]).contains(amounts[resourceClass]), resourceClass.rawValue,
        Text(
          "\(resourceClass.label.french) : de 0 à \(granted[resourceClass]) ; pour davantage, demandez une modification.",
          "\(resourceClass.label.english): from 0 to \(granted[resourceClass]); for more, ask for a change."))
    }
    complaints.expect(
      amounts.vcpu >= 1 && amounts.memoryGiB >= 1, ResourceClass.vcpu.rawValue,
      HostingRequestDraft.nothingRuns)
    complaints.expect(
      end > max(today, period.start) && end <= period.end, "end",
      Text(
        "La fin tombe entre demain et le \(period.end).",
        "The end is between tomorrow and \(period.end)."))
    complaints.expect(
      amounts != granted || end != period.end, ResourceClass.vcpu.rawValue,
      Text("Rien ne change.", "Nothing changes."))
    try complaints.throwIfAny()
  }
}

extension Transaction {
  /// The decision that a deployment rests on: the approval of its newest change, or of the request it began with.
  func approval(of deployment: Deployment) throws -> Decision {
    let request = try hostingRequests.newestApproved(of: deployment)
    guard let approval = request?.approval else {
      throw PortalError.damaged("deployment \(deployment.id) rests on no approval")
    }
    return approval
  }
}

extension Work {
  /// Writes the order of a deployment as it is wanted now.
  fileprivate func order(
    _ deployment: inout Deployment, _ permit: borrowing Permit<Deployment>
  ) throws {
    let approval = try approval(of: deployment)
    try deployments.order(
      &deployment, try HandOver(of: deployment, in: self, approval: approval), permit)
  }
}
