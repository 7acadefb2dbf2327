import Portal

/// Drives one kind of platform. Level-based: it is told what shall be, again and again, and never how to get there.
///
/// Whatever it makes for a deployment carries the deployment's id and the order applied, so that it finds everything
/// again after a crash at any moment. What bears a deployment's name and no such mark is somebody else's: it is shown,
/// and never touched. A platform that cannot be reached throws; a step that it does not take is a `Setback`.
protocol HostingEngine: Sendable {
  var capabilities: Capabilities { get }

  /// Everything there is here, ours or in our place, in one look.
  mutating func list() throws -> [Sighting]

  /// What there is of one deployment; nil when there is nothing.
  mutating func observe(_ deployment: Deployment.ID) throws -> Sighting?

  /// Takes one step towards a state of an order; it may wait some seconds, no longer. `state` is the order’s own,
  /// or `suspended` when the agent must stop what the order would have running.
  mutating func apply(_ order: Order, as state: Deployment.DesiredState) throws

  /// What the platform has by its own count, to be held against the portal's ledger; nil when it does not say.
  mutating func capacity() throws -> PlatformCapacity?

  /// What every deployment that runs has used so far.
  mutating func usage() throws -> [CounterReading]
}

/// What a kind of platform can do, by which the portal and people judge what it promises.
struct Capabilities: Sendable {
  /// As on the command line.
  let name: String
  /// Which approved amounts the platform holds a workload to.
  let enforced: [ResourceClass]
  /// Whether amounts change while the workload runs on.
  let resizesLive: Bool
  /// Whether `usage` has anything to say.
  let meters: Bool
  /// Whether it is for demonstration only.
  var isDemonstration = false
}

/// Counters of one deployment. Processor time begins again at zero whenever the workload is started: a fall is a new
/// start, and nothing was used in between.
struct CounterReading: Sendable {
  let deployment: Deployment.ID
  /// Seconds of one processor since the last start.
  let cpuSeconds: Double
  /// Now, in bytes.
  let memoryBytes: Int
  /// Now, in bytes; nil when the platform does not say.
  let storageBytes: Int?
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
  /// It was made and not yet begun: whoever made it was interrupted, or has another step to take.
  var isUnfinished = false
  /// What somebody changed beside the order, for people; empty when nothing is. It is told, and put right.
  var drift = ""

  struct Applied: Sendable {
    let order: Order
    let state: Deployment.DesiredState
  }

  /// Something is on its way and worth another look soon.
  var isInMotion: Bool { phase == .provisioning || phase == .releasing }
}
