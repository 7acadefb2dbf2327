import Crypto

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
}

extension Work {
  /// Writes the order of a deployment as it is wanted now.
  fileprivate func order(
    _ deployment: inout Deployment, _ permit: borrowing Permit<Deployment>
  ) throws {
    let request = try hostingRequests.find(deployment.request)
    guard let approval = request?.decision(.approval) else {
      throw PortalError.damaged("deployment \(deployment.id) rests on no approval")
    }
    try deployments.order(
      &deployment, try HandOver(of: deployment, in: self, approval: approval), permit)
  }
}
