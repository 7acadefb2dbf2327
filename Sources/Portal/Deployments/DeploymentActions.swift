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
      let request = try work.hostingRequests.find(deployment.request)
      guard let approval = request?.approval else {
        throw PortalError.damaged("deployment \(id) rests on no approval")
      }
      try work.deployments.order(
        &deployment, try HandOver(of: deployment, in: work, approval: approval), permit)
      return deployment
    }
  }
}
