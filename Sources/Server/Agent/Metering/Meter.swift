import Portal

/// Where an agent has its samples of use from. Whoever meters knows what the portal was told already, so that nothing is
/// left out while it is silent.
protocol Meter: Sendable {
  /// Reads the platform's counters; called in every round. `period`: how far apart the rounds are.
  mutating func look(
    at engine: inout any HostingEngine, now: Instant, period: Duration
  ) throws

  /// What is to be told of a deployment by now; `nil` while that is nothing.
  mutating func due(_ deployment: Deployment.ID, at now: Instant) throws -> DueUsage?

  /// Notes that the portal has been told, or will never take it.
  mutating func note(_ deployment: Deployment.ID, until end: Instant) throws
}

/// Samples in order, and up to when they tell everything there is.
struct DueUsage: Sendable {
  let samples: [UsageSample]
  let end: Instant
}
