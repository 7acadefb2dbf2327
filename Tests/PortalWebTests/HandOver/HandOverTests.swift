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
    let (id, certificate, _) = try await test.agent(at: site.id)
    return (test, try test.caller(showing: certificate), id)
  }

  private static let nowhere =
    "/deployments/00000000-0000-7000-8000-000000000009/observations"

  @Test("orders are for agents at their own door: nobody else gets any, and they get nothing else")
  func callers() async throws {
    let (test, agent, id) = try await scene()
    let orders = try await agent.get("/orders")
    #expect(orders.status == 200)
    #expect(orders.json["items"]?.items?.isEmpty == true)
    #expect(orders.json["periodSeconds"]?.int == 10)
    for certificate in [nil, [UInt8](repeating: 1, count: 32)] {
      let stranger = try test.caller(showing: certificate)
      for answer in [
        try await stranger.get("/orders"), try await stranger.post("/certificate", ["request": ""]),
        try await stranger.post(Self.nowhere, ["revision": 1, "phase": "running"]),
      ] {
        #expect(answer.status == 403)
        #expect(answer.json["type"]?.text == "/problems/unknown-agent")
      }
    }
    let front = try await test.program(as: test.cast.administrator)
    for path in ["/orders", "/hand-over/orders", "/enrolment", "/authority"] {
      #expect(try await front.get(path).status == 404, "\(path)")
    }
    for path in ["/work", "/deployments", "/assets/fabrique.css"] {
      #expect(try await agent.get(path).status == 404, "\(path)")
    }

    let paths = try await agent.get("/openapi.json").json["paths"]?.members ?? [:]
    #expect(
      Set(paths.map(\.key)) == [
        "/authority", "/enrolment", "/certificate", "/orders",
        "/deployments/{deployment}/observations", "/capacity", "/usage",
      ])

    try await test.portal.revokeAgent(id, as: test.cast.administrator)
    #expect(try await agent.get("/orders").status == 403)
  }

  @Test("an agent enrols by its code at its own door, and what it sends is checked")
  func enrolment() async throws {
    let test = try await TestPortal()
    let site = try await test.portal.addSite(
      SiteDraft(
        slug: "exemple", name: "Site d’exemple",
        pools: [
          SiteDraft.PoolDraft(
            name: "zone", dataClass: .internal, inventory: [.vcpu: Inventory(total: 8)])
        ]), as: .console)
    let administrator = try await test.program(as: test.cast.administrator)
    let invited = try await administrator.post("/sites/exemple/agents", ["name": "a"])
    let code = try #require(invited.json["code"]?.text.flatMap { EnrolmentCode($0) })
    let door = try test.caller(showing: nil)
    let authority = try await door.get("/authority")
    #expect(authority.json["certificate"]?.text == (try test.portal.authorityCertificate()))

    let request = JSON.string(try TestPortal.certificateRequest())
    let wrong = try await door.post("/enrolment", ["code": .string(code.secret), "request": "x"])
    #expect(wrong.status == 422)
    #expect(wrong.json["errors"]?.items?.first?["pointer"]?.text == "/request")
    let body: JSON = ["code": .string(code.secret), "request": request]
    let enrolled = try await door.post("/enrolment", body)
    #expect(enrolled.status == 200)
    #expect(enrolled.json["site"]?.text == site.id.text)
    #expect(enrolled.json["certificate"]?.text?.hasPrefix("-----BEGIN CERTIFICATE-----") == true)
    let again = try await door.post("/enrolment", body)
    #expect(again.status == 422)
    #expect(again.json["errors"]?.items?.first?["detail"]?.text == "Ce code a déjà servi.")
  }

  @Test("an unchanged list is not sent again")
  func tags() async throws {
    let (_, agent, _) = try await scene()
    let first = try await agent.get("/orders")
    let tag = try #require(first.headers[.etag])
    let again = try await agent.get("/orders", ifNoneMatch: tag)
    #expect(again.status == 304 && again.text.isEmpty)
    #expect(try await agent.get("/orders", ifNoneMatch: "\"other\"").status == 200)
    #expect(try await agent.get("/orders?cursor=x").status == 422)
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
