import Portal

/// Claims in a git repository, from which Flux, Argo CD or their like bring a cluster in line: one file a deployment under
/// `claims/`, listed by its `kustomization.yaml`.
///
/// The agent needs a key to one repository and none to the cluster. Suspending is said in the claim; what is released
/// moves to `releasing/`, where no cluster looks, until the operator's side has said that it is gone.
struct GitOps: HostingEngine {
  let repository: GitRepository
  let group: String
  private var fetched: ContinuousClock.Instant?

  static let claims = "claims"
  static let releasing = "releasing"

  init(repository: GitRepository, group: String) {
    self.repository = repository
    self.group = group
  }

  /// A claim promises whatever the operator's side makes of it; by itself it holds nobody to anything.
  var capabilities: Capabilities {
    Capabilities(name: "gitops", enforced: [], resizesLive: false, meters: false)
  }

  func capacity() -> PlatformCapacity? { nil }

  func usage() -> [CounterReading] { [] }

  mutating func list() throws -> [Sighting] {
    try refresh()
    let tree = try tree()
    return try tree.names.compactMap { name in
      try Deployment.ID(engineName: name).flatMap { try sighting(of: $0, in: tree) }
    }
  }

  mutating func observe(_ deployment: Deployment.ID) throws -> Sighting? {
    try refresh()
    return try sighting(of: deployment, in: tree())
  }

  mutating func apply(_ order: Order, as state: Deployment.DesiredState) throws {
    // What was said already is not said again, however long the cluster takes.
    guard try !changes(for: order, as: state).isEmpty else { return }
    do { try push(order, as: state) } catch let setback as Setback where setback.kind == .conflict {
      // Somebody was quicker: on top of that, once more.
      try push(order, as: state)
    }
  }

  private mutating func push(_ order: Order, as state: Deployment.DesiredState) throws {
    try repository.fetch()
    fetched = .now
    let changes = try changes(for: order, as: state)
    guard !changes.isEmpty else { return }
    try repository.push(
      changes,
      saying: "\(order.deployment.engineName): \(state.rawValue), revision \(order.revision)")
  }

  /// What must be written for an order to stand in the repository.
  private func changes(
    for order: Order, as state: Deployment.DesiredState
  ) throws -> GitRepository.Changes {
    let before = try tree()
    let name = order.deployment.engineName
    let found = before.file(name)
    if let found {
      guard let claim = Claim(file: found, named: name, group: group),
        claim.order.revision <= order.revision
      else { throw Setback(kind: .conflict, reason: "La demande a changé de main entre-temps.") }
    }
    let file = Claim(order, as: state, group: group).file
    var tree = before
    tree.claims[name] = state == .released ? nil : file
    tree.releasing[name] = state == .released && found != nil ? file : nil
    tree.forgetReleased(group: group)
    return tree.changes(since: before)
  }

  /// A loop that is in motion looks more often than a forge likes to be asked.
  private mutating func refresh() throws {
    if let fetched, .now < fetched + .seconds(1) { return }
    try repository.fetch()
    fetched = .now
  }
}

// MARK: - Seeing

extension GitOps {
  private func tree() throws -> ClaimTree {
    ClaimTree(
      claims: try repository.files(in: Self.claims, of: repository.branch),
      releasing: try repository.files(in: Self.releasing, of: repository.branch),
      status: try repository.files(in: "status", of: ClaimStatus.branch))
  }

  private func sighting(of deployment: Deployment.ID, in tree: ClaimTree) throws -> Sighting? {
    let name = deployment.engineName
    guard let file = tree.file(name) else { return nil }
    guard let claim = Claim(file: file, named: name, group: group) else {
      return Sighting(deployment: deployment, phase: .failed, applied: nil)
    }
    let status = tree.status[name].flatMap { $0.revision == claim.order.revision ? $0 : nil }
    if tree.claims[name] == nil, status?.phase == .absent { return nil }
    let phase = Self.phase(status?.phase, wanted: claim.state)
    return Sighting(
      deployment: deployment, phase: phase,
      applied: Sighting.Applied(order: claim.order, state: claim.state),
      reason: status?.reason ?? "", endpoint: phase == .running ? status?.endpoint ?? "" : "",
      drift: try drift(from: claim, name, in: tree))
  }

  /// What somebody changed by hand, and who; empty when nobody did.
  private func drift(from claim: Claim, _ name: String, in tree: ClaimTree) throws -> String {
    if tree.claims[name] != nil, !tree.isListed(name) { return ClaimTree.listName }
    let differences = claim.differences(in: tree.file(name) ?? [])
    guard !differences.isEmpty else { return "" }
    let path = ClaimTree.path(tree.claims[name] == nil ? Self.releasing : Self.claims, name)
    return "\(differences.joined(separator: ", ")) (par \(try repository.author(of: path)))"
  }

  /// Of a claim that nothing is said of yet, something is on its way.
  private static func phase(
    _ said: Deployment.Phase?, wanted: Deployment.DesiredState
  ) -> Deployment.Phase {
    switch (wanted, said) {
    case (_, .failed?): .failed
    case (.running, let said?) where said != .absent && said != .releasing: said
    case (.running, _): .provisioning
    case (.suspended, .suspended?): .suspended
    case (.suspended, _), (.released, _): .releasing
    }
  }
}
