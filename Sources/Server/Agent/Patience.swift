import Portal

/// What an agent remembers of steps that failed and of waits that last, so that it neither hammers a platform nor
/// waits for ever without a word.
struct Patience: Sendable {
  private var setbacks: [Deployment.ID: Memory] = [:]
  private var waits: [Deployment.ID: Wait] = [:]

  private struct Memory {
    let revision: Int
    var failures: Int
    var next: ContinuousClock.Instant
    var setback: Setback
  }

  private struct Wait {
    let revision: Int
    let phase: Deployment.Phase
    let since: ContinuousClock.Instant
  }

  /// How long a workload may be on its way before the wait is called blocked.
  static let deadline = Duration.seconds(600)
  /// How long a refusal stands before it is asked for again, though nothing was ordered anew.
  private static let refusal = Duration.seconds(600)
  private static let longest = Duration.seconds(300)

  /// What stopped this revision, while it is too early to try again.
  func standing(_ order: Order, at now: ContinuousClock.Instant) -> Setback? {
    guard let memory = setbacks[order.deployment], memory.revision == order.revision,
      now < memory.next
    else { return nil }
    return memory.setback
  }

  mutating func note(_ setback: Setback, _ order: Order, at now: ContinuousClock.Instant) {
    let before = setbacks[order.deployment]
    let failures = before?.revision == order.revision ? (before?.failures ?? 0) + 1 : 1
    let pause =
      switch setback.kind {
      case .capacityRefused, .policyRefused: Self.refusal
      case .conflict where failures == 1: Duration.zero
      case .conflict, .waitingPlatform, .platformError:
        min(.seconds(1) * (1 << min(failures, 10)), Self.longest)
      }
    setbacks[order.deployment] = Memory(
      revision: order.revision, failures: failures,
      next: now + pause * Double.random(in: 0.5...1), setback: setback)
  }

  mutating func forget(_ deployment: Deployment.ID) { setbacks[deployment] = nil }

  /// Whether a deployment has been on its way at one revision for longer than anybody should wait.
  mutating func isWornOut(
    by deployment: Deployment.ID, _ revision: Int, _ phase: Deployment.Phase,
    at now: ContinuousClock.Instant
  ) -> Bool {
    guard phase == .provisioning || phase == .releasing else {
      waits[deployment] = nil
      return false
    }
    if let wait = waits[deployment], wait.revision == revision, wait.phase == phase {
      return now > wait.since + Self.deadline
    }
    waits[deployment] = Wait(revision: revision, phase: phase, since: now)
    return false
  }
}
