import HTTP
import JSON
import Portal
import TestSupport
import Testing

@Suite("Hand-over to a site's agent") struct HandOverTests {
  private func scene() async throws -> (test: TestPortal, agent: Program, id: Agent.ID) {
    let test = try await TestPortal()
    let site = try await test.portal.addSite(
      SiteDraft(
        slug: "exemple", name: "Site d’exemple", isSample: true,
        pools: [
          SiteDraft.PoolDraft(
            name: "zone", dataClass: .internal, inventory: [.vcpu: Inventory(total: 8)])
        ]),
      as: test.cast.administrator)
    let (agent, token) = try await test.portal.enrolAgent(
      at: site.id, name: "agent-1", as: test.cast.administrator)
    return (test, try test.program(token: token), agent.id)
  }

  private static let nowhere =
    "/hand-over/deployments/00000000-0000-7000-8000-000000000009/observations"

  @Test("orders are for agents: people, their tokens and visitors get none")
  func callers() async throws {
    let (test, agent, id) = try await scene()
    let orders = try await agent.get("/hand-over/orders")
    #expect(orders.status == 200)
    #expect(orders.json["items"]?.items?.isEmpty == true)
    #expect(orders.json["periodSeconds"]?.int == 10)
    for (name, actor) in test.cast.everybody {
      let program = try await test.program(as: actor)
      #expect(try await program.get("/hand-over/orders").status == 401, "\(name)")
      #expect(
        try await program.post(Self.nowhere, ["revision": 1, "phase": "running"]).status == 401)
    }
    #expect(try await test.program(as: .visitor).get("/hand-over/orders").status == 401)
    #expect(
      try await test.browser(as: test.cast.administrator).get("/hand-over/orders").status == 404)
    #expect(try await agent.get("/work").status == 401)

    try await test.portal.revokeAgent(id, as: test.cast.administrator)
    #expect(try await agent.get("/hand-over/orders").status == 401)
  }

  @Test("an unchanged list is not sent again")
  func tags() async throws {
    let (_, agent, _) = try await scene()
    let first = try await agent.get("/hand-over/orders")
    let tag = try #require(first.headers[.etag])
    let again = try await agent.get("/hand-over/orders", ifNoneMatch: tag)
    #expect(again.status == 304 && again.text.isEmpty)
    #expect(try await agent.get("/hand-over/orders", ifNoneMatch: "\"other\"").status == 200)
    #expect(try await agent.get("/hand-over/orders?cursor=x").status == 422)
  }

  @Test("a report is checked field by field before anything is looked for")
  func reports() async throws {
    let (test, agent, _) = try await scene()
    let wrong = try await agent.post(
      Self.nowhere,
      ["revision": 0, "phase": "unobserved", "reason": .string(String(repeating: "a", count: 501))])
    #expect(wrong.status == 422)
    let pointers = wrong.json["errors"]?.items?.compactMap { $0["pointer"]?.text } ?? []
    #expect(Set(pointers) == ["/revision", "/phase", "/reason"])
    let lines = try test.auditCount()
    #expect(try await agent.post(Self.nowhere, ["revision": 1, "phase": "running"]).status == 404)
    #expect(try test.auditCount() == lines)
  }
}
