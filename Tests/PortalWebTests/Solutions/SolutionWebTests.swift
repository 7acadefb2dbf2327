import JSON
import Portal
import SQLite
import TestSupport
import Testing

@Suite("The catalogue on the web") struct SolutionWebTests {
  /// The workshop, its key registered, with one version whose texts try to be markup.
  private struct Scene {
    let hosting: HostingWebScene
    let publisher: Publisher
    let slug: String
    let version: String

    var test: TestPortal { hosting.test }

    init() async throws {
      hosting = try await HostingWebScene()
      // Put there by hand, it lacks what the library sorts by.
      try await hosting.test.portal.database.write {
        _ = try $0.run("UPDATE useCase SET publishedAt = stateAt")
      }
      publisher = try Publisher()
      let lead = try await hosting.test.program(as: hosting.cast.partnerLead)
      _ = try await lead.post(
        "/organisations/organisation-5/signing-keys", ["key": .string(publisher.publicKey())])
      let solution = try await lead.post(
        "/solutions",
        [
          "name": .string("Solution \(HostingWebScene.hostile)"),
          "useCase": .string(HostingWebScene.useCase),
          "summary": .string(HostingWebScene.hostile),
        ])
      slug = solution.json["slug"]?.text ?? ""
      let manifest = Publisher.manifest("1.0.0", of: slug, notes: HostingWebScene.hostile)
      let published = try await lead.post(
        "/solutions/\(slug)/versions",
        ["manifest": .string(manifest), "signature": .string(publisher.signature(of: manifest))])
      version = published.json["id"]?.text ?? ""
    }
  }

  @Test("everybody reads the catalogue; nothing typed becomes markup")
  func pages() async throws {
    let scene = try await Scene()
    let program = try await scene.test.program(as: scene.test.cast.partnerLead)
    let visitor = try await scene.test.browser()
    let town = try await scene.test.browser(as: scene.test.cast.townLead)
    let lead = try await scene.test.browser(as: scene.test.cast.partnerLead)
    let curator = try await scene.test.browser(as: scene.test.cast.curator)
    for (browser, path) in [
      (visitor, "/solutions"), (visitor, "/solutions?q=%3Cscript%3E&dataClass=public"),
      (visitor, "/solutions/\(scene.slug)"),
      (visitor, "/solutions/\(scene.slug)/versions/\(scene.version)"),
      (visitor, "/organisations/organisation-5/signing-keys"), (visitor, "/library/compte-rendu"),
      (town, "/solutions/\(scene.slug)"), (lead, "/solutions/\(scene.slug)"),
      (lead, "/solutions/new"), (lead, "/solutions/\(scene.slug)/versions/new"),
      (town, "/solutions/\(scene.slug)/versions/new"), (curator, "/solutions/\(scene.slug)"),
      (town, "/hosting-requests/new?solution=\(scene.version)"),
    ] {
      let page = try await browser.get(path)
      #expect(page.status == 200, "\(path)")
      #expect(!page.text.contains("<script>alert"), "\(path)")
    }
    #expect(try await visitor.get("/library/compte-rendu").text.contains("Solutions prêtes"))
    let offer = "/hosting-requests/new?solution=\(scene.version)"
    #expect(try await town.get("/solutions/\(scene.slug)").text.contains(offer))
    #expect(!(try await lead.get("/solutions/\(scene.slug)").text.contains(offer)))
    let withdrawn = try await program.post(
      "/solutions/\(scene.slug)/withdrawal",
      ["reason": .string(HostingWebScene.hostile), "version": 2])
    #expect(withdrawn.status == 200)
    let after = try await town.get("/solutions/\(scene.slug)").text
    #expect(after.contains("retirée du catalogue") && !after.contains(offer))
    #expect(!after.contains("<script>alert"))
    #expect(try await visitor.get("/solutions/\(scene.slug)/versions/\(scene.slug)").status == 404)
    let elsewhere = "/solutions/no-such-thing/versions/\(scene.version)"
    #expect(try await visitor.get(elsewhere).status == 404)
  }

  @Test("a version is published by a form; what is wrong with it comes back, member by member")
  func publishing() async throws {
    let scene = try await Scene()
    let lead = try await scene.test.browser(as: scene.test.cast.partnerLead)
    let path = "/solutions/\(scene.slug)/versions"
    let manifest = Publisher.manifest("1.1.0", of: scene.slug)
    let bare = manifest.replacing(#/@sha256:[0-9a-f]{64}/#, with: ":latest")
      .replacing("8080", with: "0")
    let refused = try await lead.post(
      path, ["manifest": bare, "signature": try scene.publisher.signature(of: manifest)])
    #expect(refused.status == 422)
    #expect(refused.text.contains("ajoutez @sha256:"))
    #expect(refused.text.contains("port : un nombre entier de 1 à 65535"))
    #expect(refused.text.contains("minutes:latest"))
    let forged = try await lead.post(
      path, ["manifest": manifest, "signature": try Publisher().signature(of: manifest)])
    #expect(forged.status == 422 && forged.text.contains("n’est pas celle de ce manifeste"))
    // As a browser sends it.
    let published = try await lead.post(
      path,
      [
        "manifest": manifest.replacing("\n", with: "\r\n") + "\r\n",
        "signature": try scene.publisher.signature(of: manifest),
      ])
    #expect(published.status == 303)
    let record = try await scene.test.program(as: .visitor).get("/solutions/\(scene.slug)").json
    #expect(record["latest"]?["version"] == "1.1.0" && record["versions"]?.items?.count == 2)
  }

  @Test("a body deploys a solution, and moves on to the next version, by the links of the pages")
  func deployed() async throws {
    let scene = try await Scene()
    var body = scene.hosting.body()
    if case .object(var members) = body {
      members["solution"] = .string(scene.version)
      body = .object(members)
    }
    let deployment = try await scene.hosting.approved(body)
    let town = try await scene.test.browser(as: scene.test.cast.townLead)
    let api = try await scene.test.program(as: scene.test.cast.townLead)
    #expect(
      try await api.get("/deployments/\(deployment)").json["solution"]?["version"] == "1.0.0")
    #expect(!(try await town.get("/deployments/\(deployment)").text.contains("est disponible")))

    let lead = try await scene.test.program(as: scene.test.cast.partnerLead)
    let manifest = Publisher.manifest(
      "1.3.0", of: scene.slug, needs: Resources(vcpu: 3, memoryGiB: 4))
    let published = try await lead.post(
      "/solutions/\(scene.slug)/versions",
      [
        "manifest": .string(manifest),
        "signature": .string(scene.publisher.signature(of: manifest)),
      ])
    let newer = try #require(published.json["id"]?.text)
    let page = try await town.get("/deployments/\(deployment)").text
    #expect(page.contains("La version 1.3.0 est disponible"))
    #expect(page.contains("value=\"\(newer)\"") && page.contains("name=\"vcpu\" value=\"3\""))
    #expect(!page.contains("<script>alert"))
    let asked = try await town.post(
      "/deployments/\(deployment)/changes",
      [
        "vcpu": "3", "memoryGiB": "4", "storageGiB": "20", "gpu": "0", "end": "2027-03-01",
        "solution": newer, "justification": "Nouvelle version",
      ])
    #expect(asked.status == 303)
    let request = try await api.get(asked.location ?? "").json
    #expect(request["solution"]?["version"] == "1.3.0" && request["state"] == "draft")
    #expect(try await town.get(asked.location ?? "").text.contains("1.3.0"))
    // Its form keeps the version.
    let edit = try await town.get("\(asked.location ?? "")/edit").text
    #expect(edit.contains("value=\"\(newer)\" selected"))

    try await withdrawVersion(scene, deployment)
  }

  /// By the form on the version's page; whoever runs it reads why on the deployment's.
  private func withdrawVersion(_ scene: Scene, _ deployment: String) async throws {
    let path = "/solutions/\(scene.slug)/versions/\(scene.version)"
    let lead = try await scene.test.browser(as: scene.test.cast.partnerLead)
    let town = try await scene.test.browser(as: scene.test.cast.townLead)
    let form = "action=\"\(path)/withdrawal\""
    #expect(try await lead.get(path).text.contains(form))
    #expect(!(try await town.get(path).text.contains(form)))
    let version = try await scene.test.program(as: .visitor).get("/solutions/\(scene.slug)")
      .json["version"]?.int
    let refused = try await lead.post(
      "\(path)/withdrawal", ["reason": "", "version": "\(version ?? 0)"])
    #expect(refused.status == 422 && refused.text.contains(form))
    let stale = try await lead.post("\(path)/withdrawal", ["reason": "Faille", "version": "1"])
    #expect(stale.status == 412)
    let done = try await lead.post(
      "\(path)/withdrawal",
      ["reason": "Faille \(HostingWebScene.hostile)", "version": "\(version ?? 0)"])
    #expect(done.status == 303 && done.location == path)
    for (browser, page) in [(lead, path), (town, "/deployments/\(deployment)")] {
      let text = try await browser.get(page).text
      #expect(text.contains("est retirée du catalogue.") && text.contains("Faille "))
      #expect(!text.contains("<script>alert") && !text.contains(form))
    }
    let record = try await scene.test.program(as: scene.test.cast.townLead).get(
      "/deployments/\(deployment)"
    ).json
    #expect(record["solution"]?["withdrawnAt"]?.text != nil)
    #expect(record["solution"]?["withdrawalReason"]?.text?.hasPrefix("Faille") == true)
    #expect(try await town.get("/solutions/\(scene.slug)").text.contains(">retirée<"))
  }
}
