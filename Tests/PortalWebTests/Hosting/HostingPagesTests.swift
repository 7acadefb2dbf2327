import JSON
import Portal
import TestSupport
import Testing

@Suite("Hosting in the browser")
struct HostingPagesTests {
  @Test("from an empty form to a running order, by forms alone")
  func journey() async throws {
    let scene = try await HostingWebScene()
    let lead = try await scene.test.browser(as: scene.cast.townLead)
    #expect(try await lead.get("/hosting-requests").text.contains("Préparez la première"))
    let form = try await lead.get("/hosting-requests/new?useCase=\(HostingWebScene.useCase)")
    #expect(form.status == 200)
    #expect(form.text.contains("value=\"\(HostingWebScene.useCase)\" selected"))

    let created = try await lead.post(
      "/hosting-requests",
      [
        "title": "Comptes rendus", "useCase": HostingWebScene.useCase, "vcpu": "2",
        "memoryGiB": "4", "storageGiB": "20", "gpu": "0", "start": "2026-11-21",
        "end": "2027-03-01", "dataClass": "internal", "aipdState": "notRequired",
        "maintainer": "", "justification": "Les séances.",
      ])
    #expect(created.status == 303)
    let path = try #require(created.location)
    let draft = try await lead.get(path)
    #expect(draft.text.contains("Soumettre la demande"))
    #expect(try await lead.post("\(path)/submission", ["version": "1"]).location == path)
    #expect(!(try await lead.get(path).text.contains("\(path)/submission\"")))

    let officer = try await scene.test.browser(as: scene.cast.hostingOfficer)
    #expect(try await officer.get("/work").text.contains(path))
    let decided = try await officer.post(
      "\(path)/technical-decision",
      ["version": "2", "verdict": "favourable", "reason": "Faisable"])
    #expect(decided.status == 303)
    let approver = try await scene.test.browser(as: scene.cast.approver)
    #expect(try await approver.get(path).text.contains("\(path)/approval"))
    _ = try await approver.post(
      "\(path)/approval", ["version": "3", "verdict": "favourable", "reason": "Accord"])
    let approved = try await lead.get(path)
    #expect(approved.text.contains("Voir le déploiement"))

    let list = try await lead.get("/deployments")
    let start = try #require(list.text.firstRange(of: "/deployments/0"))
    let deployment = String(list.text[start.lowerBound...].prefix("/deployments/".count + 36))
    #expect(try await lead.get(deployment).text.contains("à réaliser"))
    #expect(
      try await lead.post("\(deployment)/suspension", ["version": "1"]).location == deployment)
    let stale = try await lead.post("\(deployment)/release", ["version": "1"])
    #expect(stale.status == 412)
    #expect(stale.text.contains("L’ordre a changé"))
  }

  @Test("a form comes back with what was typed and everything that is wrong with it")
  func complaints() async throws {
    let scene = try await HostingWebScene()
    let lead = try await scene.test.browser(as: scene.cast.townLead)
    let refused = try await lead.post(
      "/hosting-requests",
      [
        "title": "Mon \(HostingWebScene.hostile)", "useCase": HostingWebScene.useCase,
        "vcpu": "0", "memoryGiB": "4", "storageGiB": "0", "gpu": "0", "start": "2026-12-01",
        "end": "2026-12-01", "dataClass": "internal", "aipdState": "notRequired",
      ])
    #expect(refused.status == 422)
    #expect(refused.text.contains("Au moins 1 vCPU."))
    #expect(refused.text.contains("La fin doit venir après le début."))
    #expect(refused.text.contains("value=\"Mon &lt;script&gt;"))
    let missing = try await lead.post("/hosting-requests", ["title": "x"])
    #expect(missing.status == 422)
    #expect(missing.text.contains("id=\"start-complaint\""))
  }

  @Test("an edit over somebody else's shows both")
  func staleEdit() async throws {
    let scene = try await HostingWebScene()
    let program = try await scene.test.program(as: scene.cast.townLead)
    let id = try #require(
      try await program.post("/hosting-requests", scene.body()).json["id"]?.text)
    let contributor = try await scene.test.browser(as: scene.cast.townContributor)
    #expect(try await contributor.get("/hosting-requests/\(id)/edit").status == 200)
    #expect(try await contributor.post("/hosting-requests/\(id)", form("Le mien")).status == 303)
    let stale = try await contributor.post("/hosting-requests/\(id)", form("Un autre"))
    #expect(stale.status == 412)
    #expect(stale.text.contains("<ins>Le mien</ins>"))
    #expect(stale.text.contains("name=\"version\" value=\"2\""))
    #expect(stale.text.contains("value=\"Un autre\""))
  }

  /// An edit based on the first version.
  private func form(_ title: String) -> KeyValuePairs<String, String> {
    [
      "version": "1", "title": title, "useCase": HostingWebScene.useCase, "vcpu": "3",
      "memoryGiB": "4", "storageGiB": "20", "gpu": "0", "start": "2026-12-01",
      "end": "2027-03-01", "dataClass": "internal", "aipdState": "done",
    ]
  }

  @Test("a refusal shows every exceeded dimension and the rule")
  func shortage() async throws {
    let scene = try await HostingWebScene()
    let program = try await scene.test.program(as: scene.cast.townLead)
    let id = try #require(
      try await program.post("/hosting-requests", scene.body(vcpu: 70)).json["id"]?.text)
    let lead = try await scene.test.browser(as: scene.cast.townLead)
    let page = try await lead.get("/hosting-requests/\(id)")
    #expect(page.text.contains("la demande dépasse ce qui est disponible"))
    let refused = try await lead.post("/hosting-requests/\(id)/submission", ["version": "1"])
    #expect(refused.status == 403)
    #expect(refused.text.contains("quota-or-capacity-exceeded"))
    #expect(refused.text.contains("quota de l’organisme"))
    #expect(refused.text.contains("capacité du site"))
    #expect(refused.text.contains("Attendre n’y change rien"))
  }

  @Test("no view lets markup through")
  func hostileText() async throws {
    let scene = try await HostingWebScene()
    let id = try await scene.submitted(scene.body(title: "T \(HostingWebScene.hostile)"))
    let deployment = try await scene.approved()
    let lead = try await scene.test.browser(as: scene.cast.townLead)
    let administrator = try await scene.test.browser(as: scene.cast.administrator)
    let officer = try await scene.test.browser(as: scene.cast.hostingOfficer)
    let enrolled = try await administrator.post(
      "/sites/exemple/agents", ["name": HostingWebScene.hostile])
    #expect(enrolled.text.contains("--code enr_"))
    let pages = [
      try await lead.get("/hosting-requests"), try await lead.get("/hosting-requests/\(id)"),
      try await lead.get("/hosting-requests/new"), try await lead.get("/deployments"),
      try await lead.get("/deployments/\(deployment)"), try await officer.get("/sites"),
      try await officer.get("/sites/exemple"), try await administrator.get("/sites/exemple"),
      try await officer.get("/hosting-requests/\(id)"), enrolled,
      try await lead.get("/organisations/organisation-2/quotas"),
      try await officer.get("/organisations/organisation-2/quotas"),
      try await officer.get("/sites/new"), try await lead.get("/work"),
    ]
    for page in pages {
      #expect(page.status == 200)
      #expect(!page.text.contains("<script>alert"))
      #expect(page.text.components(of: "<h1").count == 2)
    }
  }

  @Test("what one may not see is not there")
  func strangers() async throws {
    let scene = try await HostingWebScene()
    let id = try await scene.submitted()
    let deployment = try await scene.approved()
    for actor in [scene.cast.agglomerationLead, scene.cast.curator, scene.cast.otherPartnerLead] {
      let browser = try await scene.test.browser(as: actor)
      #expect(try await browser.get("/hosting-requests/\(id)").status == 404)
      #expect(try await browser.get("/deployments/\(deployment)").status == 404)
      #expect(
        try await browser.post("/hosting-requests/\(id)/withdrawal", ["version": "2"]).status == 404
      )
    }
    let partner = try await scene.test.browser(as: scene.cast.partnerLead)
    #expect(try await partner.get("/sites/exemple").status == 404)
    #expect(try await partner.get("/organisations/organisation-2/quotas").status == 404)
    // The maintainer's organisation sees the request, and decides nothing.
    #expect(try await partner.get("/hosting-requests/\(id)").status == 200)
    #expect(
      try await partner.post("/hosting-requests/\(id)/withdrawal", ["version": "2"]).status == 403)
  }
}

extension String {
  fileprivate func components(of separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let found = rest.firstRange(of: separator) {
      parts.append(rest[..<found.lowerBound])
      rest = rest[found.upperBound...]
    }
    return parts + [rest]
  }
}
