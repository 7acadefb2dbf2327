import JSON
import Portal
import SQLite
import TestSupport
import Testing

@Suite("A deployment is moved and handed over on both faces")
struct SuccessionWebTests {
  private func scene() async throws -> (scene: HostingWebScene, deployment: String) {
    let scene = try await HostingWebScene()
    let deployment = try await scene.approved(scene.body(start: "2026-11-21"))
    _ = try await scene.test.portal.addSite(
      SiteDraft(
        slug: "autre", name: "Autre \(HostingWebScene.hostile)", isSample: true,
        pools: [
          SiteDraft.PoolDraft(
            name: "zone", dataClass: .sensitive,
            inventory: [
              .vcpu: Inventory(total: 64), .memoryGiB: Inventory(total: 256),
              .storageGiB: Inventory(total: 4000), .gpu: Inventory(total: 2),
            ])
        ]), as: scene.cast.administrator)
    return (scene, deployment)
  }

  @Test("a move, by forms")
  func move() async throws {
    let (scene, deployment) = try await scene()
    let lead = try await scene.test.browser(as: scene.cast.townLead)
    let path = "/deployments/\(deployment)"
    #expect(try await lead.get(path).text.contains("\(path)/succession"))
    let page = try await lead.get("\(path)/succession")
    #expect(page.text.contains("Autre &lt;script&gt;"))
    #expect(page.text.contains("30 jours plus tard"))
    let refused = try await lead.post(
      "\(path)/moves", ["site": "exemple", "justification": "Mon \(HostingWebScene.hostile)"])
    #expect(refused.status == 422)
    #expect(refused.text.contains("déjà à ce site"))
    #expect(refused.text.contains("Mon &lt;script&gt;"))
    let created = try await lead.post(
      "\(path)/moves", ["site": "autre", "justification": "Rapprochement"])
    #expect(created.status == 303)
    let request = try await lead.get(try #require(created.location))
    #expect(request.text.contains("Déménagement de"))
    #expect(request.text.contains("vers Autre &lt;script&gt;"))
    #expect(!request.text.contains("<script>alert"))
  }

  @Test("a hand-over, over the API, and what each side reads of it")
  func handOver() async throws {
    let (scene, deployment) = try await scene()
    let giver = try await scene.test.program(as: scene.cast.townLead)
    let receiver = try await scene.test.program(as: scene.cast.agglomerationLead)
    let choices = try await giver.get("/deployments/\(deployment)/succession").json
    #expect(choices["sites"]?.items?.map { $0["slug"]?.text } == ["autre"])
    #expect(
      choices["receivers"]?.items?.compactMap { $0["id"]?.text } == [scene.cast.agglomeration.text])

    let partner = try await giver.post(
      "/deployments/\(deployment)/offers",
      ["receiver": .string(scene.cast.workshop.text), "until": "2026-12-01"])
    #expect(partner.status == 403)
    let offered = try await giver.post(
      "/deployments/\(deployment)/offers",
      ["receiver": .string(scene.cast.agglomeration.text), "until": "2026-12-01"])
    #expect(offered.status == 201)
    let offer = try #require(offered.json["offer"]?["id"]?.text)
    #expect(
      try await giver.get("/deployments/\(deployment)").json["lineage"]?["offer"]?["id"]?.text
        == offer)
    #expect(try await receiver.get("/deployments/\(deployment)").status == 404)
    #expect(
      try await receiver.get("/work").json["items"]?[0]?["url"] == .string("/offers/\(offer)"))
    let seen = try await receiver.get("/offers/\(offer)").json
    #expect(seen["resources"]?["vcpu"] == 2)
    #expect(seen["canTakeOver"] == true)
    let page = try await scene.test.browser(as: scene.cast.agglomerationLead).get(
      "/offers/\(offer)")
    #expect(page.text.contains("/offers/\(offer)/take-over"))
    #expect(!page.text.contains("<script>alert"))

    let drafted = try await receiver.post("/offers/\(offer)/take-over")
    #expect(drafted.status == 201)
    #expect(drafted.json["succession"]?["kind"] == "takeOver")
    #expect(drafted.json["organisation"]?["id"]?.text == scene.cast.agglomeration.text)
    #expect(drafted.json["maintainer"] == .null)
    let declined = try await receiver.post("/offers/\(offer)/refusal", ["reason": "Sans besoin"])
    #expect(declined.json["outcome"] == "declined")
    #expect(try await receiver.get("/offers/\(offer)").status == 404)
    #expect(try await giver.post("/offers/\(offer)/withdrawal").status == 409)
  }
}
