import HTTP
import JSON
import Portal
import SQLite
import TestSupport
import Testing

@Suite struct OrganisationPagesTests {
  @Test func everybodySeesTheListAndAPage() async throws {
    let test = try await TestPortal()
    let visitor = try await test.browser()
    let list = try await visitor.get("/organisations?q=organisation-2")
    #expect(list.status == 200)
    #expect(list.text.contains("Ville d’Exemple"))
    #expect(!list.text.contains("Atelier Exemple"))
    #expect(!list.text.contains("/organisations/new"))
    #expect(try await visitor.get("/organisations?kind=nothing").status == 422)
    let page = try await visitor.get("/organisations/organisation-2")
    #expect(page.status == 200)
    #expect(!page.text.contains("public-status"))
    #expect(try await visitor.get("/organisations/nowhere").status == 404)
    let json = try await test.program(as: .visitor).get("/organisations/organisation-4")
    #expect(json.json["publicStatus"]?.text == "toVerify")
    #expect(json.headers[.etag] == "\"1\"")
  }

  @Test func theAdministratorAddsOneWhoseStatusFollows() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.administrator)
    #expect(try await browser.get("/organisations").text.contains("/organisations/new"))
    #expect(try await browser.get("/organisations/new").status == 200)
    let name = "<b>Vendée</b>"
    let wrong = try await browser.post(
      "/organisations", ["name": name, "kind": "publicBody", "number": "123456789"])
    #expect(wrong.status == 422)
    #expect(wrong.text.contains("id=\"number-complaint\""))
    #expect(!wrong.text.contains(name))
    let added = try await browser.post(
      "/organisations",
      ["name": name, "kind": "publicBody", "number": "22850001300658", "legalCategory": "7220"])
    #expect(added.status == 303)
    let page = try await browser.get(try #require(added.location))
    #expect(page.text.contains("&lt;b&gt;Vendée&lt;/b&gt;"))
    #expect(page.text.contains("Catégorie juridique 7220"))
  }

  @Test func aDecisionOnAnOlderVersionIsOfferedAgain() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.administrator)
    let path = "/organisations/organisation-4"
    #expect(try await browser.get(path).text.contains("action=\"\(path)/public-status\""))
    let empty = try await browser.post(
      path + "/public-status", ["status": "public", "reason": "", "version": "1"])
    #expect(empty.status == 422)
    let decided = try await browser.post(
      path + "/public-status",
      ["status": "public", "reason": "<i>Statuts lus.</i>", "version": "1"])
    #expect(decided.location == path)
    #expect(try await browser.get(path).text.contains("&lt;i&gt;Statuts lus.&lt;/i&gt;"))
    let stale = try await browser.post(
      path + "/public-status", ["status": "private", "reason": "Autre avis.", "version": "1"])
    #expect(stale.status == 412)
    #expect(stale.text.contains("Autre avis."))
    #expect(stale.text.contains("name=\"version\" value=\"2\""))
  }

  @Test func overTheAPITheETagGuardsTheDecision() async throws {
    let test = try await TestPortal()
    let program = try await test.program(as: test.cast.administrator)
    let path = "/organisations/organisation-4/public-status"
    let body: JSON = ["status": "private", "reason": "Association."]
    #expect(try await program.post(path, body).status == 422)
    #expect(try await program.post(path, body, ifMatch: "\"7\"").status == 412)
    let decided = try await program.post(path, body, ifMatch: "\"1\"")
    #expect(decided.status == 200)
    #expect(decided.headers[.etag] == "\"2\"")
    let partner = try await program.post(
      "/organisations/organisation-5/public-status", body, ifMatch: "\"1\"")
    #expect(partner.status == 403)
    #expect(partner.text.contains("partner-is-never-public"))
    let record = try await program.get("/organisations/organisation-5")
    let offer = record.json["actions"]?.items?.first { $0["key"]?.text == "decidePublicStatus" }
    #expect(offer?["allowed"]?.bool == false)
  }

  @Test func othersAddNothing() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.townLead)
    let answer = try await browser.post("/organisations", ["name": "A", "kind": "partner"])
    #expect(answer.status == 403)
    #expect(try await test.browser().get("/organisations/new").status == 303)
  }
}
