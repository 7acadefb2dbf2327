import JSON
import Portal
import TestSupport
import Testing

@Suite("Use cases in a browser")
struct UseCasePagesTests {
  @Test("from the form of a new case to its publication, by plain forms")
  func journey() async throws {
    let test = try await TestPortal()
    let cast = test.cast
    let lead = try await test.browser(as: cast.townLead)
    #expect(try await lead.get("/use-cases").text.contains("/use-cases/new"))
    #expect(try await lead.get("/use-cases/new").text.contains("name=\"sheet.title\""))
    let drafted = try await lead.post("/use-cases", ["sheet.title": "Accueil & état civil"])
    #expect(drafted.status == 303)
    let path = try #require(drafted.location)
    let page = try await lead.get(path)
    #expect(page.text.contains("<h1>Accueil &amp; état civil</h1>"))
    #expect(page.text.contains("risque : non évalué"))
    #expect(page.text.contains("à remplir avant la relecture"))

    let form = try await lead.get(path + "/sheet?part=data")
    #expect(form.text.contains("name=\"sheet.personalData\""))
    #expect(form.text.contains("name=\"version\" value=\"1\""))
    let saved = try await lead.post(
      path + "/sheet",
      [
        "part": "data", "version": "1", "note": "Données", "sheet.personalData": "true",
        "sheet.dataOrigin": "user", "sheet.dataOrigin": "open",
      ])
    #expect(saved.location == path)
    #expect(try await lead.get(path).text.contains("usager · open data"))
    // An unticked list is emptied, other parts stay.
    _ = try await lead.post(
      path + "/sheet", ["part": "data", "version": "2", "sheet.personalData": "true"])
    let after = try await lead.get(path)
    #expect(!after.text.contains("usager · open data"))
    #expect(after.text.contains("Accueil &amp; état civil"))
    #expect(
      try await lead.get(path + "/revisions/3").text.contains("<del>usager · open data</del>"))

    let proposed = try await lead.post(path + "/proposal", ["version": "3"])
    #expect(proposed.location == path)
    let curator = try await test.browser(as: cast.curator)
    let waiting = try await curator.get("/work")
    #expect(waiting.text.contains("Admettre ou décliner « Accueil &amp; état civil »"))
    #expect(try await curator.post(path + "/admission", ["version": "4"]).status == 303)
    _ = try await lead.post(
      path + "/invitations", ["organisation": cast.workshop.text, "role": "builder"])
    let partner = try await test.browser(as: cast.partnerLead)
    #expect(try await partner.get(path).text.contains("Votre organisation est invitée"))
    #expect(
      try await partner.post(path + "/invitation-answer", ["answer": "accept"]).location == path)
    #expect(try await lead.post(path + "/co-building", ["version": "5"]).status == 303)

    // Submission shows every gap, each with the way to its part of the form.
    let submitted = try await lead.post(path + "/submission", ["version": "6"])
    #expect(submitted.status == 422)
    #expect(submitted.text.contains("Rien n’a été enregistré"))
    #expect(submitted.text.contains(path + "/sheet?part=risks"))
  }

  @Test("a stale form comes back with both versions, filled with their merge")
  func merge() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding)
    let path = "/use-cases/\(useCase.id)"
    _ = try await test.portal.editSheet(
      useCase.id,
      SheetChange([.bias: .text("Leur biais"), .monitoring: .text("Leur suivi")]), revision: 1,
      as: test.cast.partnerLead)
    let lead = try await test.browser(as: test.cast.townLead)
    let stale = try await lead.post(
      path + "/sheet",
      [
        "part": "results", "version": "1", "sheet.monitoring": "Votre suivi",
        "sheet.effectiveness": "partly",
      ])
    #expect(stale.status == 412)
    #expect(stale.text.contains("name=\"version\" value=\"2\""))
    // Filled in: theirs where only they changed, yours where both did.
    #expect(stale.text.contains("Leur biais</textarea>"))
    #expect(stale.text.contains("Votre suivi</textarea>"))
    #expect(stale.text.contains("<ins>Leur suivi</ins>"))
    #expect(
      stale.text.contains("<ins>Le système répond partiellement aux objectifs attendus.</ins>"))
    let saved = try await lead.post(
      path + "/sheet",
      [
        "part": "results", "version": "2", "sheet.monitoring": "Votre suivi",
        "sheet.bias": "Leur biais", "sheet.effectiveness": "partly",
      ])
    #expect(saved.status == 303)
    let sheet = try test.portal.useCase(useCase.id, as: test.cast.townLead).sheet
    #expect(sheet.text(.bias) == "Leur biais")
    #expect(sheet.text(.monitoring) == "Votre suivi")
  }

  @Test("a wrong field is complained about where it stands, with what was sent")
  func complaints() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .draft)
    let lead = try await test.browser(as: test.cast.townLead)
    let wrong = try await lead.post(
      "/use-cases/\(useCase.id)/sheet",
      ["part": "links", "version": "1", "sheet.serviceLink": "javascript:alert(1)"])
    #expect(wrong.status == 422)
    #expect(wrong.text.contains("id=\"sheet.serviceLink-complaint\""))
    #expect(wrong.text.contains("value=\"javascript:alert(1)\""))
    let nameless = try await lead.post("/use-cases", ["sheet.title": "  "])
    #expect(nameless.status == 422)
    #expect(nameless.text.contains("un nom est nécessaire"))
  }

  @Test("nothing that people write becomes markup, on any page")
  func hostileText() async throws {
    let test = try await TestPortal()
    let hostile = "\"'><script>alert(1)</script>&amp;"
    var sheet = SampleSheet.complete
    for field in SheetField.allCases {
      switch field.kind {
      case .line, .text: sheet[field] = .text(hostile)
      case .link: sheet[field] = .text("https://exemple.fr/?a=\"'><script>")
      case .email: sheet[field] = .text("a\"'><script>@exemple.fr")
      default: break
      }
    }
    let useCase = try await test.useCase(in: .coBuilding, sheet: sheet)
    _ = try await test.portal.discuss(useCase.id, hostile, as: test.cast.partnerLead)
    _ = try await test.portal.editSheet(
      useCase.id, SheetChange([.title: .text(hostile + "2")]), note: hostile, revision: 1,
      as: test.cast.townLead)
    let lead = try await test.browser(as: test.cast.townLead)
    let path = "/use-cases/\(useCase.id)"
    var pages = [
      try await lead.get("/use-cases?q=%3Cscript%3E%22"), try await lead.get("/use-cases"),
      try await lead.get(path), try await lead.get(path + "/revisions/2"),
      try await lead.get(path + "/revisions/1"), try await lead.get(path + "/comments"),
      try await lead.post("/use-cases", ["sheet.title": "", "sheet.summary": hostile]),
      try await lead.post(
        path + "/sheet",
        ["part": "essentials", "version": "1", "sheet.title": hostile, "sheet.keywords": hostile]),
    ]
    for part in SheetField.Group.allCases {
      pages.append(try await lead.get(path + "/sheet?part=\(part.rawValue)"))
    }
    for page in pages {
      #expect([200, 412, 422].contains(page.status))
      #expect(!page.text.contains("<script>"))
      #expect(!page.text.contains("\"'>"))
    }
  }

  @Test("what is refused says which rule, what is hidden is not found")
  func refusals() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .inReview)
    let path = "/use-cases/\(useCase.id)"
    let lead = try await test.browser(as: test.cast.townLead)
    #expect(try await lead.post(path + "/publication", ["version": "6"]).status == 403)
    #expect(
      try await lead.post(path + "/proposal", ["version": "\(useCase.version)"]).status == 409)
    let stranger = try await test.browser(as: test.cast.agglomerationLead)
    for target in [path, path + "/sheet", path + "/comments", path + "/revisions/1"] {
      #expect(try await stranger.get(target).status == 404, "\(target)")
    }
    #expect(try await stranger.post(path + "/submission", ["version": "6"]).status == 404)
    let visitor = try await test.browser()
    #expect(try await visitor.get(path).status == 303)
    #expect(try await lead.get("/use-cases?state=nowhere").status == 422)
    #expect(try await lead.get(path + "/sheet?part=nowhere").status == 404)
    #expect(try await lead.get(path + "/revisions/x").status == 404)
    #expect(try await lead.get(path + "/revisions/99999999999999999999").status == 404)
    // A stale step shows the case again.
    let curator = try await test.browser(as: test.cast.curator)
    let stale = try await curator.post(path + "/publication", ["version": "1"])
    #expect(stale.status == 412)
    #expect(stale.text.contains("Le cas a changé pendant que vous le lisiez."))
  }
}
