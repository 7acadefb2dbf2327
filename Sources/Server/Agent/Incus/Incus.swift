import JSON
import Portal

/// Incus, and LXD with the same calls: one container a deployment, in the project `org-<slug>` of the body it is for.
///
/// The site's operator makes the projects with their ceilings and their default profile (root disk, network); the
/// certificate used here is restricted to them and can change neither. Suspending stops a container: freezing would
/// keep its memory.
struct Incus: HostingEngine {
  let connection: IncusConnection
  /// Alias of the image that workloads are made from. Nothing is fetched from anywhere.
  let image: String

  var capabilities: Capabilities {
    // What holds the disk to its size depends on the pool; the operator's profile chooses it.
    Capabilities(name: "incus", enforced: [.vcpu, .memoryGiB], resizesLive: true, meters: true)
  }

  func list() throws -> [Sighting] {
    // A name is taken once in each project: ours counts before somebody else's.
    var sightings: [Deployment.ID: Sighting] = [:]
    for instance in try instances() {
      guard let deployment = Deployment.ID(engineName: instance.name),
        sightings[deployment]?.applied == nil
      else { continue }
      sightings[deployment] = try sighting(of: deployment, instance)
    }
    return Array(sightings.values)
  }

  func observe(_ deployment: Deployment.ID) throws -> Sighting? {
    try instance(of: deployment).map { try sighting(of: deployment, $0) }
  }

  func apply(_ order: Order, as state: Deployment.DesiredState) throws {
    guard let there = try instance(of: order.deployment) else {
      if state != .released { try create(order, as: state) }
      return
    }
    guard there.project == Self.project(of: order) || state != .running else {
      throw Setback(
        kind: .policyRefused,
        reason: "Le conteneur est dans le projet « \(there.project) » et n’en change pas.")
    }
    let path = "/1.0/instances/\(there.name)"
    let query = "?project=\(there.project)"
    guard let found = try connection.get(path + query),
      let instance = IncusInstance(found.metadata), let applied = instance.applied,
      applied.order.revision <= order.revision
    else { throw Setback(kind: .conflict, reason: "Le conteneur a changé de main entre-temps.") }
    guard applied.order.workload.artifact == order.workload.artifact || state != .running else {
      throw Setback(
        kind: .policyRefused,
        reason: "Un conteneur ne change pas d’image sans perdre ses données : déployez la nouvelle version à part."
      )
    }
    if !instance.differences(from: order, as: state).isEmpty {
      if state == .running { try requireRoom(for: order, beside: applied.order.granted) }
      try connection.change(
        "PUT", path + query, instance.changed(to: order, as: state), tag: found.tag)
    }
    switch (state, instance.status) {
    case (.running, "Stopped"): try start(instance, path, query)
    case (.running, "Frozen"): try turn("unfreeze", path, query)
    case (.running, _), (.suspended, "Stopped"): break
    case (.released, "Stopped"): try connection.change("DELETE", path + query)
    case (.suspended, _), (.released, _): try stop(path, query)
    }
  }

  func usage() throws -> [CounterReading] {
    try instances(recursion: 2).filter { $0.status == "Running" }.compactMap { instance in
      instance.applied.flatMap { instance.usage(of: $0.order.deployment) }
    }
  }

  static func project(of order: Order) -> String { "org-" + order.organisation }
}

// MARK: - Seeing

extension Incus {
  /// Over all projects that the certificate opens. With their state (2) those whose state cannot be had come without
  /// anything: what is there is asked for without it (1).
  private func instances(recursion: Int = 1, filter: String = "") throws -> [IncusInstance] {
    let path = "/1.0/instances?recursion=\(recursion)\(filter)&"
    let found: [JSON]
    do { found = try items(path + "all-projects=true") } catch let setback as Setback
      where setback.kind == .policyRefused
    {
      // LXD 5.0 shows a restricted certificate one project at a time.
      found = try projects().flatMap { try items(path + "project=\($0)") }
    }
    return found.compactMap(IncusInstance.init)
  }

  private func items(_ path: String) throws -> [JSON] {
    try connection.get(path)?.metadata.items ?? []
  }

  /// The names of the projects that the certificate opens.
  func projects() throws -> [String] {
    try items("/1.0/projects").compactMap { $0.text?.split(separator: "/").last.map(String.init) }
  }

  private func instance(of deployment: Deployment.ID) throws -> IncusInstance? {
    let there = try instances(filter: "&filter=name%20eq%20\(deployment.engineName)")
    return there.first { $0.applied != nil } ?? there.first
  }

  private func sighting(
    of deployment: Deployment.ID, _ instance: IncusInstance
  ) throws -> Sighting {
    guard let applied = instance.applied else {
      return Sighting(deployment: deployment, phase: .failed, applied: nil)
    }
    let isUnfinished =
      applied.state == .running && instance.status == "Stopped" && instance.wasNeverStarted
    let (phase, reason) = Self.phase(of: instance, wanted: applied.state, isUnfinished)
    return Sighting(
      deployment: deployment, phase: phase, applied: applied, reason: reason,
      endpoint: phase == .running ? try endpoint(of: instance) : "", isUnfinished: isUnfinished,
      drift: instance.differences(from: applied.order, as: applied.state)
        .joined(separator: " ; "))
  }

  private func endpoint(of instance: IncusInstance) throws -> String {
    guard let port = instance.port,
      let state = try connection.get(
        "/1.0/instances/\(instance.name)/state?project=\(instance.project)"),
      let address = IncusInstance.address(in: state.metadata)
    else { return "" }
    return "http://\(address):\(port)/"
  }

  private static func phase(
    of instance: IncusInstance, wanted: Deployment.DesiredState, _ isUnfinished: Bool
  ) -> (Deployment.Phase, reason: String) {
    switch (wanted, instance.status) {
    case (_, "Error"): (.failed, "Incus dit le conteneur en erreur.")
    case (.running, "Running"): (.running, "")
    case (.running, "Stopped"):
      isUnfinished
        ? (.provisioning, "") : (.failed, "Le conteneur s’est arrêté ; il sera relancé.")
    case (.running, "Frozen"): (.suspended, "Le conteneur a été gelé ; il sera relancé.")
    case (.running, _): (.provisioning, "")
    case (.suspended, "Stopped"): (.suspended, "")
    case (.suspended, _), (.released, _): (.releasing, "")
    }
  }
}

// MARK: - Acting

extension Incus {
  /// Made with everything on it in one call, and begun by the next step: whatever is interrupted in between is found
  /// again, marked and stopped.
  private func create(_ order: Order, as state: Deployment.DesiredState) throws {
    let project = Self.project(of: order)
    let profile = try connection.get("/1.0/profiles/default?project=\(project)")
    guard let root = profile?.metadata["devices"]?["root"] else {
      throw Setback(
        kind: .waitingPlatform,
        reason: "Le profil par défaut du projet « \(project) » n’a pas de disque racine.")
    }
    try requireRoom(for: order, beside: .zero)
    let source = try source(for: order, in: project)
    let config = IncusInstance.marks(of: order, as: state)
      .merging(IncusInstance.limits(of: order)) { $1 }
    try connection.change(
      "POST", "/1.0/instances?project=\(project)",
      [
        "name": .string(order.deployment.engineName), "type": "container",
        "source": source,
        "profiles": IncusInstance.profiles,
        "config": .object(JSONObject(config.map { ($0, .string($1)) })),
        "devices": IncusInstance.devices(for: order, root: root),
      ])
  }

  /// The image that it is made from: the operator's for what is shipped with the portal; for an image of the catalogue the
  /// very one of that digest, if somebody has brought it. Nothing is fetched from anywhere.
  private func source(for order: Order, in project: String) throws -> JSON {
    switch order.workload.artifact {
    case .shipped: return ["type": "image", "alias": .string(image)]
    case .image(let image):
      guard try connection.get("/1.0/images/\(image.digest)?project=\(project)") != nil else {
        throw Setback(
          kind: .policyRefused,
          reason: "L’image sha256:\(image.digest) n’est pas sur le serveur : l’exploitant doit l’y apporter. Une image OCI demande Incus 6.3 ou plus récent."
        )
      }
      return ["type": "image", "fingerprint": .string(image.digest)]
    case .bundle:
      throw Setback(kind: .policyRefused, reason: "Une archive ne se déploie pas sur Incus.")
    }
  }

  /// Asks the project before Incus is asked: its own refusal names one limit and no amounts.
  private func requireRoom(for order: Order, beside held: Resources) throws {
    guard order.granted.gpu == 0 else {
      throw Setback(
        kind: .policyRefused, reason: "Incus ne compte pas les GPU par projet : aucun n’est donné.")
    }
    let project = Self.project(of: order)
    let usage = try IncusProject(project, through: connection)
    let lacking = usage.lacking(order.granted - held)
    guard !lacking.isEmpty else { return }
    throw Setback(
      kind: .capacityRefused,
      reason: "Refusé par le projet « \(project) » — " + lacking.joined(separator: " ; ") + ".")
  }

  /// What was never begun and cannot begin was made only half: the platform died before it had unpacked the image. There is
  /// nothing in it to lose, and it is made anew.
  private func start(_ instance: IncusInstance, _ path: String, _ query: String) throws {
    do { try turn("start", path, query) } catch let setback as Setback {
      if instance.wasNeverStarted, setback.kind == .platformError {
        try connection.change("DELETE", path + query)
      }
      throw setback
    }
  }

  private func turn(_ action: String, _ path: String, _ query: String, by force: Bool = false)
    throws
  {
    try connection.change(
      "PUT", "\(path)/state\(query)",
      ["action": .string(action), "timeout": 5, "force": .bool(force)])
  }

  /// Asks first, insists after.
  private func stop(_ path: String, _ query: String) throws {
    do { try turn("stop", path, query) } catch is Setback {
      try turn("stop", path, query, by: true)
    }
  }
}
