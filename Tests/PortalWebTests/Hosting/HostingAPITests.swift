import HTTP
import JSON
import Portal
import TestSupport
import Testing

@Suite("Hosting over the API")
struct HostingAPITests {
  @Test("the whole journey, with versions and offers")
  func journey() async throws {
    let scene = try await HostingWebScene()
    let lead = try await scene.test.program(as: scene.cast.townLead)
    let created = try await lead.post("/hosting-requests", scene.body())
    #expect(created.status == 201)
    let id = try #require(created.json["id"]?.text)
    #expect(created.location == "/api/v1/hosting-requests/\(id)")
    #expect(created.json["resources"] == ["vcpu": 2, "memoryGiB": 4, "storageGiB": 20, "gpu": 0])

    let stale = try await lead.patch(
      "/hosting-requests/\(id)", scene.body(vcpu: 3), ifMatch: "\"9\"")
    #expect(stale.status == 412)
    #expect(stale.json["currentVersion"] == 1)
    #expect(stale.json["differences"]?[0]?["field"] == "vcpu")
    let edited = try await lead.patch(
      "/hosting-requests/\(id)", scene.body(vcpu: 3), ifMatch: "\"1\"")
    #expect(edited.status == 200)
    #expect(edited.headers[.etag] == "\"2\"")

    let submitted = try await lead.post("/hosting-requests/\(id)/submission", ifMatch: "\"2\"")
    #expect(submitted.json["state"] == "submitted")
    let offers = submitted.json["actions"]?.items ?? []
    #expect(
      offers.filter { $0["allowed"] == true }.map { $0["key"]?.text } == ["withdrawHostingRequest"])
    #expect(offers.allSatisfy { $0["allowed"] == true || $0["why"]?.text?.isEmpty == false })

    let early = try await scene.decide(id, "approval", as: scene.cast.approver, version: 3)
    #expect(early.status == 409)
    _ = try await scene.decide(id, "technical-decision", as: scene.cast.hostingOfficer, version: 3)
    let approved = try await scene.decide(id, "approval", as: scene.cast.approver, version: 4)
    #expect(approved.json["state"] == "approved")
    let deployment = try #require(approved.json["deployment"]?.text)
    let record = try await lead.get("/deployments/\(deployment)")
    #expect(record.json["label"] == "awaitingHandOver")
    #expect(record.json["orders"]?[0]?["digest"]?.text?.utf8.count == 64)
    let released = try await lead.post("/deployments/\(deployment)/release", ["version": 1])
    #expect(released.json["desired"]?["state"] == "released")
    #expect(
      try await lead.post("/deployments/\(deployment)/resumption", ["version": 2]).status == 409)
  }

  @Test("a repeated creation creates once")
  func idempotency() async throws {
    let scene = try await HostingWebScene()
    let lead = try await scene.test.program(as: scene.cast.townLead)
    let first = try await lead.post("/hosting-requests", scene.body(), idempotencyKey: "a")
    let again = try await lead.post("/hosting-requests", scene.body(), idempotencyKey: "a")
    #expect(first.json["id"] == again.json["id"])
    #expect(try await lead.get("/hosting-requests").json["total"] == 1)
    let other = try await lead.post("/hosting-requests", scene.body(vcpu: 3), idempotencyKey: "a")
    #expect(other.status == 409 || other.status == 422)
  }

  @Test("a refusal carries rule, dimensions and the first day that fits")
  func refusal() async throws {
    let scene = try await HostingWebScene()
    _ = try await scene.submitted(scene.body(vcpu: 7))
    let lead = try await scene.test.program(as: scene.cast.townLead)
    let id = try #require(
      try await lead.post("/hosting-requests", scene.body(vcpu: 2)).json["id"]?.text)
    let refused = try await lead.post("/hosting-requests/\(id)/submission", ["version": 1])
    #expect(refused.status == 403)
    #expect(refused.json["policies"] == ["quota-or-capacity-exceeded"])
    #expect(
      refused.json["breaches"] == [
        [
          "limitKind": "organisationQuota", "resourceClass": "vcpu", "limit": 8, "used": 0,
          "reserved": 7, "asked": 2, "missing": 1, "firstDay": "2026-12-01",
        ]
      ])
    #expect(refused.json["earliestStart"] == "2027-03-01")
  }

  @Test("everything wrong is said at once, with its place")
  func complaints() async throws {
    let scene = try await HostingWebScene()
    let lead = try await scene.test.program(as: scene.cast.townLead)
    let refused = try await lead.post(
      "/hosting-requests", ["title": "x", "vcpu": "two", "other": 1])
    #expect(refused.status == 422)
    let pointers = (refused.json["errors"]?.items ?? []).compactMap { $0["pointer"]?.text }
    #expect(Set(pointers).isSuperset(of: ["/vcpu", "/other"]))
    let partner = try await scene.test.program(as: scene.cast.partnerLead)
    let forbidden = try await partner.post("/hosting-requests", scene.body())
    #expect(forbidden.status == 403)
    #expect(forbidden.json["policies"]?.items?.contains("only-public-bodies-ask") == true)
  }

  @Test("quotas, sites and agents")
  func administration() async throws {
    let scene = try await HostingWebScene()
    let officer = try await scene.test.program(as: scene.cast.hostingOfficer)
    let set = try await officer.post(
      "/organisations/organisation-2/quotas", ["gpu": 1, "validFrom": "2026-12-01"])
    #expect(set.status == 200)
    #expect(set.json["quotas"]?[0]?["amount"] == 1)
    let partner = try await officer.post(
      "/organisations/organisation-5/quotas", ["vcpu": 1, "validFrom": "2026-12-01"])
    #expect(partner.json["policies"] == ["quota-is-for-public-bodies"])

    let site = try await officer.get("/sites/exemple")
    let pool = try #require(site.json["pools"]?[0]?["id"]?.text)
    #expect(site.json["pools"]?[0]?["capacity"]?["vcpu"] == 64)
    let inventory: JSON = [
      "resourceClass": "vcpu", "total": 100, "reserved": 4, "allocationRatio": "1.5", "minUnit": 1,
      "maxUnit": 32, "stepSize": 1, "generation": 1,
    ]
    let changed = try await officer.post("/sites/exemple/pools/\(pool)/inventory", inventory)
    #expect(changed.json["pools"]?[0]?["capacity"]?["vcpu"] == 144)
    #expect(
      try await officer.post("/sites/exemple/pools/\(pool)/inventory", inventory).status == 412)

    #expect(try await officer.post("/sites/exemple/agents", ["name": "a"]).status == 403)
    let administrator = try await scene.test.program(as: scene.cast.administrator)
    let enrolled = try await administrator.post("/sites/exemple/agents", ["name": "a"])
    #expect(enrolled.json["code"]?.text.flatMap { EnrolmentCode($0) } != nil)
    let agent = try #require(enrolled.json["id"]?.text)
    let revoked = try await administrator.post("/sites/exemple/agents/\(agent)/revocation")
    #expect(revoked.json["agents"]?[0]?["revokedAt"]?.text != nil)

    let added = try await administrator.post(
      "/sites",
      [
        "slug": "nord", "name": "Nord", "poolName": "zone", "dataClass": "personal", "vcpu": 8,
        "memoryGiB": 32, "storageGiB": 100, "gpu": 0,
      ])
    #expect(added.status == 201)
    #expect(try await administrator.get("/sites").json["total"] == 2)
  }
}
