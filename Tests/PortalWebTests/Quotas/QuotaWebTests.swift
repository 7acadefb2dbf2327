import JSON
import Portal
import TestSupport
import Testing

@Suite("Quotas from outside")
struct QuotaWebTests {
  private static let town = "/organisations/organisation-2"

  /// The address of a request of the town's, made over the API.
  private func asked(_ scene: HostingWebScene) async throws -> String {
    let program = try await scene.test.program(as: scene.cast.townLead)
    let created = try await program.post(
      "\(Self.town)/quota-requests",
      [
        "vcpu": 20, "gpu": 1, "validFrom": "2026-12-01",
        "justification": .string("Besoin \(HostingWebScene.hostile)"),
      ])
    #expect(created.status == 201)
    return try #require(created.json["url"]?.text)
  }

  @Test("from a hosting request that does not fit to a higher quota, by forms alone")
  func journey() async throws {
    let scene = try await HostingWebScene()
    let program = try await scene.test.program(as: scene.cast.townLead)
    let id = try #require(
      try await program.post("/hosting-requests", scene.body(vcpu: 12)).json["id"]?.text)
    let lead = try await scene.test.browser(as: scene.cast.townLead)
    let request = try await lead.get("/hosting-requests/\(id)")
    let form = """
      \(Self.town)/quota-requests/new?vcpu=12&memoryGiB=&storageGiB=&gpu=&useCase=&validFrom=2026-12-01\
      &validUntil=2027-03-01
      """
    #expect(
      request.text.contains("href=\"\(form.replacing("&", with: "&amp;"))\""))
    let filled = try await lead.get(form)
    #expect(filled.text.contains("name=\"vcpu\" required") == false)
    #expect(filled.text.contains("value=\"12\""))
    #expect(filled.text.contains("value=\"2027-03-01\""))

    let refused = try await lead.post(
      "\(Self.town)/quota-requests", ["vcpu": "8", "validFrom": "2026-12-01", "justification": "x"])
    #expect(refused.status == 422)
    #expect(refused.text.contains("La limite va déjà jusqu’à 8"))
    let created = try await lead.post(
      "\(Self.town)/quota-requests",
      ["vcpu": "20", "validFrom": "2026-12-01", "justification": "Les séances."])
    #expect(created.status == 303)
    let path = try #require(created.location)
    #expect(try await lead.get(path).text.contains("\(path)/withdrawal"))
    #expect(!(try await lead.get(path).text.contains("\(path)/decision")))

    let officer = try await scene.test.browser(as: scene.cast.hostingOfficer)
    #expect(try await officer.get("/work").text.contains(path))
    let page = try await officer.get(path).text
    #expect(page.contains("\(path)/decision") && page.contains("Capacité des sites"))
    #expect(page.contains("valeur d’exemple"))
    let decided = try await officer.post(
      "\(path)/decision",
      ["version": "1", "verdict": "favourable", "reason": "Assez.", "vcpu": "16"])
    #expect(decided.status == 303)
    #expect(
      try await officer.post(
        "\(path)/decision", ["version": "1", "verdict": "favourable", "reason": "Encore"]
      ).status == 409)
    let quotas = try await lead.get("\(Self.town)/quotas").text
    #expect(quotas.contains("Assez.") && quotas.contains("accordée"))
    #expect(!(try await lead.get("/hosting-requests/\(id)").text.contains("quota-requests/new")))
  }

  @Test("no view lets markup through, and each has one heading")
  func hostileText() async throws {
    let scene = try await HostingWebScene()
    let path = try await asked(scene)
    let officer = try await scene.test.browser(as: scene.cast.hostingOfficer)
    let lead = try await scene.test.browser(as: scene.cast.townLead)
    let hostile = "%3Cscript%3Ealert('1')%3C/script%3E"
    let before = [
      try await officer.get(path), try await officer.get("/quotas"),
      try await lead.get("\(Self.town)/quota-requests/new?vcpu=\(hostile)&validFrom=\(hostile)"),
    ]
    _ = try await officer.post(
      "\(path)/decision",
      ["version": "1", "verdict": "unfavourable", "reason": "Non \(HostingWebScene.hostile)"])
    let after = [
      try await lead.get(path), try await lead.get("/quota-requests"),
      try await lead.get("\(Self.town)/quotas"), try await lead.get("/work"),
    ]
    for page in before + after {
      #expect(page.status == 200)
      #expect(!page.text.contains("<script>alert"))
      #expect(page.text.ranges(of: "<h1").count == 1)
    }
  }

  @Test("what is not one’s own is not there")
  func strangers() async throws {
    let scene = try await HostingWebScene()
    let path = try await asked(scene)
    for actor in [scene.cast.agglomerationLead, scene.cast.partnerLead, scene.cast.curator] {
      let program = try await scene.test.program(as: actor)
      #expect(try await program.get(path).status == 404)
      #expect(try await program.get("/quota-requests").json["total"] == 0)
      #expect(try await program.get("/quotas").status == 200)
    }
    let partner = try await scene.test.program(as: scene.cast.partnerLead)
    #expect(try await partner.get("/quotas").json["capacity"] == [])
  }

  @Test("the staff of a body and its default, by forms")
  func defaults() async throws {
    let scene = try await HostingWebScene()
    let curator = try await scene.test.browser(as: scene.cast.curator)
    #expect(try await curator.get(Self.town).text.contains("action=\"\(Self.town)/staff\""))
    let half = try await curator.post("\(Self.town)/staff", ["staffBand": "32", "version": "1"])
    #expect(half.status == 422)
    let recorded = try await curator.post(
      "\(Self.town)/staff", ["staffBand": "32", "staffYear": "2024", "version": "1"])
    #expect(recorded.location == Self.town)
    #expect(try await curator.get(Self.town).text.contains("250 à 499 salariés, 2024"))
    let stale = try await curator.post("\(Self.town)/staff", ["version": "1"])
    #expect(stale.status == 412)
    #expect(stale.text.contains("a enregistré entre-temps"))

    let officer = try await scene.test.browser(as: scene.cast.hostingOfficer)
    let gpu = try await officer.post("/quotas/defaults", ["gpu": "1", "validFrom": "2026-11-21"])
    #expect(gpu.status == 422)
    #expect(gpu.text.contains("Aucun GPU par défaut"))
    _ = try await officer.post(
      "/quotas/defaults", ["size": "large", "vcpu": "40", "validFrom": "2026-11-21"])
    let program = try await scene.test.program(as: scene.cast.townLead)
    let line = try await program.get("\(Self.town)/quotas").json["lines"]?[0]
    #expect(line?["limit"] == 40 && line?["origin"] == "byDefault")
    #expect(line?["default"]?["isSample"] == false)
  }
}
