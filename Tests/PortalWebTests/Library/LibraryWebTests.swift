import HTTP
import JSON
import Portal
import SQLite
import TestSupport
import Testing

@Suite("The library on the web")
struct LibraryWebTests {
  /// One published case whose texts try to be markup.
  private func hostile() async throws -> (test: TestPortal, useCase: UseCase) {
    let test = try await TestPortal()
    let sheet = SampleSheet.complete.applying(
      SheetChange([
        .title: .text("<script>alert(1)</script> & \"co\""),
        .summary: .text("<img src=x onerror=alert(1)>"),
        .description: .text("</p><iframe>'\"&amp;"), .partners: .text("<b>Atelier</b>"),
      ]))
    return (test, try await test.useCase(in: .published, sheet: sheet))
  }

  private static let statement = Adoption.Statement(
    status: .experimenting, results: "<u>Deux jours</u>", referent: "<i>DSI</i>")

  @Test("everybody searches, narrows down and reads; nothing typed becomes markup")
  func pages() async throws {
    let (test, useCase) = try await hostile()
    _ = try await test.portal.declareAdoption(
      of: useCase.id, Self.statement, as: test.cast.agglomerationLead)
    let visitor = try await test.browser()
    let member = try await test.browser(as: test.cast.agglomerationLead)
    let adoption = try #require(
      try test.portal.ownAdoption(of: useCase.id, as: test.cast.agglomerationLead))
    let pages = [
      try await visitor.get("/library"), try await visitor.get("/library?q=%3Cscript%3E"),
      try await visitor.get("/library?q=nothing+%22%3E%3Cb%3E"),
      try await visitor.get("/library/\(useCase.slug)"),
      try await visitor.get("/use-cases/\(useCase.id)/adoptions"),
      try await visitor.get("/organisations/organisation-3/adoptions"),
      try await member.get("/library/\(useCase.slug)"),
      try await member.get("/use-cases/\(useCase.id)/adoption"),
      try await member.get("/adoptions/\(adoption.id)"),
      try await member.get("/library.atom"),
    ]
    for (index, page) in pages.enumerated() {
      #expect(page.status == 200, "page \(index)")
      for markup in ["<script>alert", "<img", "<iframe", "<b>", "<u>", "<i>"] {
        #expect(!page.text.contains(markup), "page \(index): \(markup)")
      }
    }
    #expect(pages[0].text.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"co\""))
    #expect(pages[3].text.contains("&lt;u&gt;Deux jours&lt;/u&gt;"))
    #expect(!pages[3].text.contains("DSI"))
    #expect(pages[6].text.contains("&lt;i&gt;DSI&lt;/i&gt;"))
    #expect(try await visitor.get("/library/no-such-sheet").status == 404)
    let noSuchTheme = try await visitor.get("/library?theme=%3Cb%3E")
    #expect(noSuchTheme.status == 422)
    #expect(!noSuchTheme.text.contains("<b>"))
  }

  @Test("the API gives entries, counts and the next page")
  func search() async throws {
    let test = try await TestPortal()
    for _ in 0..<3 { _ = try await test.useCase(in: .published) }
    let program = try await test.program(as: .visitor)
    let first = try await program.get("/library?limit=2&theme=administration")
    #expect(first.status == 200)
    #expect(first.json["total"]?.int == 3)
    #expect(first.json["items"]?.items?.count == 2)
    #expect(first.json["items"]?[0]?["title"]?.text == "Comptes rendus assistés")
    let themes = first.json["facets"]?[0]
    #expect(themes?["key"]?.text == "theme")
    #expect(themes?["values"]?[0]?["count"]?.int == 3)
    #expect(themes?["values"]?[0]?["selected"]?.bool == true)
    let cursor = try #require(first.json["next"]?.text)
    #expect(first.headers["Link"]?.contains("rel=\"next\"") == true)
    let second = try await program.get("/library?limit=2&theme=administration&cursor=\(cursor)")
    #expect(second.json["items"]?.items?.count == 1)
    #expect(second.json["next"] == .null)
    #expect(try await program.get("/library?cursor=x").status == 422)

    let slug = try #require(first.json["items"]?[0]?["slug"]?.text)
    let sheet = try await program.get("/library/\(slug)")
    #expect(sheet.json["sheet"]?["title"]?.text == "Comptes rendus assistés")
    #expect(sheet.json["sheet"]?["contact"] == nil)
    #expect(sheet.json["owner"]?["name"]?.text == "Ville d’Exemple")
    #expect(sheet.json["actions"]?.items?.isEmpty == false)
  }

  @Test("a chosen value stays chosen, and the next page keeps the filter")
  func filterState() async throws {
    let test = try await TestPortal()
    for _ in 0..<3 { _ = try await test.useCase(in: .published) }
    let page = try await test.browser().get("/library?q=comptes&theme=administration&limit=2")
    #expect(page.text.contains("value=\"administration\" checked"))
    #expect(page.text.contains("theme=administration&amp;limit=2&amp;cursor="))
    #expect(page.text.contains("value=\"comptes\""))
  }

  @Test("a body declares its use by form, and changes it; a stale change offers both")
  func adoptionByForm() async throws {
    let (test, useCase) = try await hostile()
    let browser = try await test.browser(as: test.cast.agglomerationLead)
    let wrong = try await browser.post(
      "/use-cases/\(useCase.id)/adoptions", ["status": "", "results": "Bien"])
    #expect(wrong.status == 422)
    #expect(wrong.text.contains("Bien"))
    let declared = try await browser.post(
      "/use-cases/\(useCase.id)/adoptions", ["status": "interested", "results": "Bien"])
    #expect(declared.status == 303)
    #expect(declared.location == "/library/\(useCase.slug)")
    #expect(
      try await browser.post("/use-cases/\(useCase.id)/adoptions", ["status": "interested"]).status
        == 409)

    let own = try #require(
      try test.portal.ownAdoption(of: useCase.id, as: test.cast.agglomerationLead))
    let changed = try await browser.post(
      "/adoptions/\(own.id)", ["status": "inProduction", "results": "Mieux", "version": "1"])
    #expect(changed.status == 303)
    let stale = try await browser.post(
      "/adoptions/\(own.id)", ["status": "stopped", "results": "Pire", "version": "1"])
    #expect(stale.status == 412)
    #expect(stale.text.contains("Mieux") && stale.text.contains("Pire"))
    #expect(stale.text.contains("name=\"version\" value=\"2\""))
    let saved = try await browser.post(
      "/adoptions/\(own.id)", ["status": "stopped", "results": "Pire", "version": "2"])
    #expect(saved.status == 303)
  }

  @Test("a body declares its use over the API, and changes it with If-Match")
  func adoptionByProgram() async throws {
    let (test, useCase) = try await hostile()
    let program = try await test.program(as: test.cast.agglomerationLead)
    let declared = try await program.post(
      "/use-cases/\(useCase.id)/adoptions", ["status": "experimenting", "referent": "DSI"])
    #expect(declared.status == 201)
    #expect(declared.headers["ETag"] == "\"1\"")
    let id = try #require(declared.json["id"]?.text)
    #expect(declared.json["actions"]?[0]?["allowed"]?.bool == true)
    let changed = try await program.patch(
      "/adoptions/\(id)", ["status": "inProduction"], ifMatch: "\"1\"")
    #expect(changed.status == 200)
    #expect(changed.json["status"]?.text == "inProduction")
    #expect(changed.json["version"]?.int == 2)
    #expect(
      try await program.patch("/adoptions/\(id)", ["status": "stopped"], ifMatch: "\"1\"").status
        == 412)
    let list = try await program.get("/organisations/organisation-3/adoptions")
    #expect(list.json["total"]?.int == 1)
    let stranger = try await test.program(as: test.cast.townLead)
    #expect(
      try await stranger.patch("/adoptions/\(id)", ["status": "stopped"], ifMatch: "\"2\"").status
        == 403)
    let partner = try await test.program(as: test.cast.partnerLead)
    let refused = try await partner.post(
      "/use-cases/\(useCase.id)/adoptions", ["status": "interested"])
    #expect(refused.status == 403)
    #expect(refused.text.contains("organisme public"))
  }

  @Test("the feed names each sheet for good")
  func feed() async throws {
    let (test, useCase) = try await hostile()
    let feed = try await test.browser().get("/library.atom")
    #expect(feed.headers["Content-Type"] == "application/atom+xml; charset=utf-8")
    #expect(feed.text.contains("<id>urn:uuid:\(useCase.id)</id>"))
    #expect(feed.text.contains("<title>&lt;script&gt;"))
    #expect(feed.text.contains("<updated>2026-11-21T09:00:00Z</updated>"))
  }

  @Test("English pages are English")
  func language() async throws {
    let (test, useCase) = try await hostile()
    var visitor = try await test.browser()
    visitor.cookies["fabrique-language"] = "en"
    let page = try await visitor.get("/library/\(useCase.slug)")
    #expect(page.text.contains("<html lang=\"en\">"))
    #expect(page.text.contains("Who uses it"))
    #expect(try await visitor.get("/library").text.contains("Library of use cases"))
  }
}
