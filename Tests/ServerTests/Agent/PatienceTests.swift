import Portal
import Testing

@testable import Server

@Suite("An agent's patience") struct PatienceTests {
  private let start = ContinuousClock.now

  @Test("a refusal stands for minutes, whoever was quicker is looked at again at once")
  func kinds() throws {
    let order = try Order.sample()
    for (kind, seconds) in [
      (Setback.Kind.capacityRefused, 299.0), (.policyRefused, 299), (.platformError, 0.9),
      (.waitingPlatform, 0.9),
    ] {
      var patience = Patience()
      patience.note(Setback(kind: kind, reason: ""), order, at: start)
      #expect(patience.standing(order, at: start + .seconds(seconds))?.kind == kind)
      #expect(patience.standing(order, at: start + .seconds(601)) == nil)
    }
    var patience = Patience()
    patience.note(Setback(kind: .conflict, reason: ""), order, at: start)
    #expect(patience.standing(order, at: start) == nil)
    patience.note(Setback(kind: .conflict, reason: ""), order, at: start)
    #expect(patience.standing(order, at: start + .seconds(1)) != nil)
  }

  @Test("pauses grow to five minutes, and a new order or a success ends them")
  func growth() throws {
    let (order, next) = (try Order.sample(), try Order.sample(revision: 2))
    var patience = Patience()
    for _ in 1...40 {
      patience.note(Setback(kind: .platformError, reason: ""), order, at: start)
    }
    #expect(patience.standing(order, at: start + .seconds(149)) != nil)
    #expect(patience.standing(order, at: start + .seconds(301)) == nil)
    #expect(patience.standing(next, at: start) == nil)
    patience.forget(order.deployment)
    #expect(patience.standing(order, at: start) == nil)
  }

  @Test("who is on the way for more than ten minutes at one revision is blocked")
  func deadline() throws {
    let deployment = try Order.sample().deployment
    var patience = Patience()
    func isWornOut(_ revision: Int, _ phase: Deployment.Phase, after seconds: Int) -> Bool {
      patience.isWornOut(by: deployment, revision, phase, at: start + .seconds(seconds))
    }
    #expect(!isWornOut(1, .provisioning, after: 0))
    #expect(!isWornOut(1, .provisioning, after: 600))
    #expect(isWornOut(1, .provisioning, after: 601))
    #expect(!isWornOut(2, .provisioning, after: 602))
    #expect(!isWornOut(2, .running, after: 2000))
    #expect(!isWornOut(2, .provisioning, after: 2001))
    #expect(!isWornOut(2, .releasing, after: 2700))
    #expect(isWornOut(2, .releasing, after: 3301))
  }
}
