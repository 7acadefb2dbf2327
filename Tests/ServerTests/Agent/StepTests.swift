import Portal
import Testing

@testable import Server

@Suite("What an agent does about a deployment") struct StepTests {
  private func step(
    _ order: Order, seeing sighting: Sighting?, on day: Day = .sample, ceiling: String = "",
    beside running: Resources = .zero
  ) throws -> String {
    let step = Step(
      for: order, seeing: sighting, on: day, under: try Ceiling(ceiling), beside: running)
    switch step {
    case .leave: return "leave"
    case .ignore: return "ignore"
    case .refuse: return "refuse"
    case .apply(let state): return "apply \(state)"
    }
  }

  private func sighting(
    _ phase: Deployment.Phase, of order: Order, as state: Deployment.DesiredState,
    isPaused: Bool = false
  ) -> Sighting {
    Sighting(
      deployment: order.deployment, phase: phase,
      applied: Sighting.Applied(order: order, state: state), isPaused: isPaused)
  }

  @Test("every wanted state with every phase seen")
  func table() throws {
    let settled: Set<[String]> = [
      ["running", "running"], ["running", "provisioning"], ["suspended", "suspended"],
      ["released", "absent"],
    ]
    for state in Deployment.DesiredState.allCases {
      let order = try Order.sample(state)
      for phase in Deployment.Phase.allCases {
        let expected =
          settled.contains([state.rawValue, phase.rawValue]) ? "leave" : "apply \(state)"
        #expect(
          try step(order, seeing: sighting(phase, of: order, as: state)) == expected,
          "\(state) \(phase)")
      }
    }
  }

  @Test("where nothing is, it is made; where nothing shall be, nothing is done")
  func beginning() throws {
    #expect(try step(.sample(.running), seeing: nil) == "apply running")
    #expect(try step(.sample(.suspended), seeing: nil) == "apply suspended")
    #expect(try step(.sample(.released), seeing: nil) == "leave")
    #expect(try step(.sample(), seeing: nil, on: Day.sample.adding(days: -1)) == "refuse")
  }

  @Test("a revision only rises, and stands for one content")
  func revisions() throws {
    let second = try Order.sample(.suspended, revision: 2)
    let seen = sighting(.suspended, of: second, as: .suspended)
    #expect(try step(.sample(.released, revision: 1), seeing: seen) == "ignore")
    #expect(try step(.sample(.released, revision: 2), seeing: seen) == "refuse")
    #expect(try step(.sample(.running, revision: 3), seeing: seen) == "apply running")
    #expect(try step(.sample(.suspended, revision: 3), seeing: seen) == "apply suspended")
  }

  @Test("what is not ours is neither taken over nor deleted")
  func foreign() throws {
    let order = try Order.sample()
    let foreign = Sighting(deployment: order.deployment, phase: .failed, applied: nil)
    for state in Deployment.DesiredState.allCases {
      #expect(try step(.sample(state), seeing: foreign) == "refuse")
    }
  }

  @Test("from the end day on it is stopped, and never deleted")
  func end() throws {
    let order = try Order.sample(to: Day.sample.adding(days: 1))
    let running = sighting(.running, of: order, as: .running)
    let over = Day.sample.adding(days: 1)
    #expect(try step(order, seeing: running) == "leave")
    #expect(try step(order, seeing: running, on: over) == "apply suspended")
    let stopped = sighting(.suspended, of: order, as: .suspended)
    #expect(try step(order, seeing: stopped, on: over) == "leave")
    #expect(try step(order, seeing: nil, on: over) == "apply suspended")
  }

  @Test("a lost workload waits for its next start, but not for a new order")
  func pauses() throws {
    let order = try Order.sample()
    let lost = sighting(.failed, of: order, as: .running, isPaused: true)
    #expect(try step(order, seeing: lost) == "leave")
    #expect(try step(.sample(revision: 2), seeing: lost) == "apply running")
    #expect(try step(.sample(.suspended, revision: 2), seeing: lost) == "apply suspended")
  }

  @Test("what was begun is gone on with, what was changed by hand is put right")
  func loose() throws {
    let order = try Order.sample()
    var seen = sighting(.provisioning, of: order, as: .running)
    seen.isUnfinished = true
    #expect(try step(order, seeing: seen) == "apply running")
    seen = sighting(.running, of: order, as: .running)
    seen.drift = "limits.cpu"
    #expect(try step(order, seeing: seen) == "apply running")
  }

  @Test("the site's ceiling bounds what runs together, and stops nothing that runs")
  func ceilings() throws {
    let order = try Order.sample()
    #expect(try step(order, seeing: nil, ceiling: "vcpu=2") == "apply running")
    #expect(try step(order, seeing: nil, ceiling: "vcpu=1") == "refuse")
    let other = Resources(vcpu: 1)
    #expect(try step(order, seeing: nil, ceiling: "vcpu=2", beside: other) == "refuse")
    #expect(try step(.sample(.suspended), seeing: nil, ceiling: "vcpu=1") == "apply suspended")
    let running = sighting(.running, of: order, as: .running)
    #expect(try step(order, seeing: running, ceiling: "vcpu=1") == "leave")
    let resumed = try Order.sample(revision: 3)
    let stopped = sighting(.suspended, of: try .sample(.suspended, revision: 2), as: .suspended)
    #expect(try step(resumed, seeing: stopped, ceiling: "vcpu=1") == "refuse")
  }

  @Test("from a registry that the site does not allow, nothing is taken")
  func registries() throws {
    var ceiling = Ceiling()
    let image = try Order.sample(workload: SampleWorkload.image())
    #expect(ceiling.objection(to: image, beside: .zero) == nil)
    ceiling.registries = ["registry.example", "files.example:8443"]
    #expect(ceiling.objection(to: image, beside: .zero) == nil)
    #expect(try ceiling.objection(to: .sample(), beside: .zero) == nil)
    for workload in [SampleWorkload.image(registry: "registry.example:5000"), SampleWorkload.bundle] {
      let objection = try ceiling.objection(to: .sample(workload: workload), beside: .zero)
      #expect(objection?.contains("n’est pas un registre admis") == true)
    }
  }

  @Test("an objection names every class; a GPU needs to be allowed; nonsense is refused")
  func objections() throws {
    let asked = Resources(vcpu: 9, memoryGiB: 40, gpu: 1)
    let text = try #require(
      try Ceiling("vcpu=8,memoryGiB=32").objection(to: asked, beside: .zero))
    #expect(text.contains("vCPU") && text.contains("mémoire") && text.contains("GPU"))
    #expect(try Ceiling("gpu=1").objection(to: asked, beside: .zero) == nil)
    for nonsense in ["vcpu", "vcpu=", "vcpu=-1", "cores=3", "vcpu=1=2"] {
      #expect(throws: UsageError.self, "\(nonsense)") { try Ceiling(nonsense) }
    }
  }
}
