import Testing

@testable import Portal

struct DeploymentStateTests {
  static let steps: [Deployment.DesiredState: [Deployment.Event: Deployment.DesiredState]] = [
    .running: [.suspend: .suspended, .release: .released],
    .suspended: [.resume: .running, .release: .released],
  ]

  @Test(arguments: Deployment.DesiredState.allCases, Deployment.Event.allCases)
  func everyEventInEveryState(state: Deployment.DesiredState, event: Deployment.Event) {
    #expect(Deployment.next(state, event) == Self.steps[state]?[event])
  }

  static let now = LedgerTests.today.start

  static func deployment(
    _ state: Deployment.DesiredState, revision: Int = 2, saw phase: Deployment.Phase,
    of observedRevision: Int = 2, secondsAgo: Int64 = 5
  ) -> Deployment {
    var deployment = Deployment(
      id: LedgerTests.identifier(8), of: .sample(state: .approved, dataClass: .internal),
      at: LedgerTests.identifier(9), orderedAt: now.adding(seconds: -3600))
    deployment.desired = Deployment.Desired(
      state: state, revision: revision, at: now.adding(seconds: -60))
    if phase != .unobserved {
      deployment.observed = Deployment.Observed(
        phase: phase, revision: observedRevision, at: now.adding(seconds: -secondsAgo), reason: "",
        endpoint: "")
    }
    return deployment
  }

  /// The label of every desired state and phase, when the site has confirmed the newest order lately.
  static let labels: [Deployment.DesiredState: [Deployment.Phase: Deployment.Label]] = [
    .running: [
      .unobserved: .awaitingHandOver, .absent: .failed, .provisioning: .provisioning,
      .running: .running, .suspended: .provisioning, .releasing: .provisioning, .failed: .failed,
    ],
    .suspended: [
      .unobserved: .awaitingHandOver, .absent: .failed, .provisioning: .provisioning,
      .running: .provisioning, .suspended: .suspended, .releasing: .provisioning, .failed: .failed,
    ],
    .released: [
      .unobserved: .releasing, .absent: .released, .provisioning: .releasing,
      .running: .releasing, .suspended: .releasing, .releasing: .releasing, .failed: .failed,
    ],
  ]

  @Test(arguments: Deployment.DesiredState.allCases, Deployment.Phase.allCases)
  func everyLabel(state: Deployment.DesiredState, phase: Deployment.Phase) {
    let deployment = Self.deployment(state, saw: phase)
    #expect(
      deployment.label(at: Self.now, agentPeriodSeconds: 10) == Self.labels[state]?[phase])
  }

  @Test(arguments: Deployment.DesiredState.allCases, Deployment.Phase.allCases)
  func anOlderOrderIsNeverShownAsCarriedOut(
    state: Deployment.DesiredState, phase: Deployment.Phase
  ) {
    let label = Self.deployment(state, saw: phase, of: 1)
      .label(at: Self.now, agentPeriodSeconds: 10)
    #expect([.awaitingHandOver, .provisioning, .releasing].contains(label))
  }

  @Test(arguments: Deployment.DesiredState.allCases, Deployment.Phase.allCases)
  func aSilentSiteIsNeverShownAsRunning(state: Deployment.DesiredState, phase: Deployment.Phase) {
    let silent = Self.deployment(state, saw: phase, secondsAgo: 31)
    let label = silent.label(at: Self.now, agentPeriodSeconds: 10)
    if phase == .unobserved {
      #expect(label == (state == .released ? .releasing : .awaitingHandOver))
    } else if silent.isReleased {
      #expect(label == .released)
    } else {
      #expect(label == .unknown)
      #expect(silent.conditions(at: Self.now, agentPeriodSeconds: 10).contains(.stale))
    }
    let justHeard = Self.deployment(state, saw: phase, secondsAgo: 30)
    #expect(justHeard.label(at: Self.now, agentPeriodSeconds: 10) != .unknown)
  }

  @Test func whatIsReleasedStaysReleased() {
    let released = Self.deployment(.released, saw: .absent)
    for action in Deployment.deeds + [.reportDeployment] {
      #expect(released.obstacle(to: action) != nil)
    }
  }
}
