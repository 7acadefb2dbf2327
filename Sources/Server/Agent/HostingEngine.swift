import Portal

/// Drives one kind of platform. Level-based: it is told what shall be, again and again, and never how to get there.
///
/// Whatever it makes for a deployment carries the deployment's id and the order applied, so that it finds everything
/// again after a crash at any moment.
protocol HostingEngine: Sendable {
  /// Everything there is here, ours or in our place, in one look.
  mutating func list() throws -> [Sighting]

  /// What there is of one deployment; nil when there is nothing.
  mutating func observe(_ deployment: Deployment.ID) throws -> Sighting?

  /// Takes one step towards a state of an order; it may wait some seconds, no longer. `state` is the order’s own,
  /// or `suspended` when the agent must stop what the order would have running.
  mutating func apply(_ order: Order, as state: Deployment.DesiredState) throws
}

/// What an engine sees of one deployment.
struct Sighting: Sendable {
  let deployment: Deployment.ID
  let phase: Deployment.Phase
  /// The order applied last, and as what; nil when what stands there is not ours.
  let applied: Applied?
  /// For people; empty when there is nothing to say.
  var reason = ""
  /// Where the workload answers, or empty.
  var endpoint = ""
  /// A workload that was lost waits for its next start.
  var isPaused = false

  struct Applied: Sendable {
    let order: Order
    let state: Deployment.DesiredState
  }

  /// Something is on its way and worth another look soon.
  var isInMotion: Bool { phase == .provisioning || phase == .releasing }
}
