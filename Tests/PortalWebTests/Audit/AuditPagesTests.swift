import HTTP
import JSON
import Portal
import SQLite
import TestSupport
import Testing

@Suite struct AuditPagesTests {
  @Test func theAuditorReadsFiltersAndVerifies() async throws {
    let test = try await TestPortal()
    let administrator = try await test.program(as: test.cast.administrator)
    _ = try await administrator.post("/organisations", ["name": "<u>Une</u>", "kind": "partner"])
    let auditor = try await test.browser(as: test.cast.auditor)
    let page = try await auditor.get("/audit")
    #expect(page.status == 200)
    #expect(page.text.contains("administrator-keeps-organisations"))
    #expect(page.text.contains("&lt;u&gt;Une&lt;/u&gt;"))
    #expect(!page.text.contains("<u>"))
    let none = try await auditor.get("/audit?action=signIn&from=2026-11-21&outcome=done")
    #expect(none.text.contains("Aucune ligne"))
    #expect(try await auditor.get("/audit?from=yesterday").status == 422)
    #expect(try await auditor.get("/audit?cursor=x~y").status == 422)
    #expect(try await auditor.get("/audit/verification").text.contains("le journal est intact"))

    let program = try await test.program(as: test.cast.auditor)
    let list = try await program.get("/audit?action=addOrganisation")
    #expect(list.json["total"]?.int == 1)
    #expect(list.json["items"]?[0]?["detail"]?["name"]?.text == "<u>Une</u>")
    #expect(try await program.get("/audit/verification").json["sound"]?.bool == true)
  }

  @Test func aBrokenChainIsShown() async throws {
    let test = try await TestPortal()
    _ = try await test.portal.people(of: test.cast.town, as: test.cast.auditor)
    try await test.portal.database.write { connection in
      try connection.run("DROP TRIGGER audit_isAppendOnly")
      try connection.run("UPDATE audit SET at = 0")
    }
    let auditor = try await test.browser(as: test.cast.auditor)
    #expect(try await auditor.get("/audit/verification").text.contains("La ligne 1 ne suit pas"))
    let program = try await test.program(as: test.cast.auditor)
    #expect(try await program.get("/audit/verification").json["brokenAt"]?.int == 1)
  }

  @Test func anExportIsAFile() async throws {
    let test = try await TestPortal()
    let auditor = try await test.browser(as: test.cast.auditor)
    _ = try await auditor.get("/grants")
    let export = try await auditor.get("/audit/export")
    #expect(export.status == 200)
    #expect(export.headers["Content-Disposition"]?.contains("audit.ndjson") == true)
    #expect(export.text.split(separator: "\n").count == 2)
    #expect(try await auditor.get("/audit/export?after=1").text.split(separator: "\n").count == 2)
    #expect(try await auditor.get("/audit/export?after=-1").status == 422)
  }

  @Test func whoHeldWhichRole() async throws {
    let test = try await TestPortal()
    let auditor = try await test.browser(as: test.cast.auditor)
    let page = try await auditor.get("/grants?organisation=organisation-2")
    #expect(page.text.contains("Personne 22"))
    #expect(!page.text.contains("Personne 12"))
    let before = try await auditor.get("/grants?on=2026-11-20")
    #expect(before.text.contains("Personne n’avait de rôle"))
    #expect(try await auditor.get("/grants?organisation=nowhere").status == 404)
    let program = try await test.program(as: test.cast.auditor)
    let list = try await program.get("/grants?on=2026-11-21&limit=100")
    #expect(list.json["total"]?.int == 16)
  }

  @Test func nobodyElseReadsIt() async throws {
    let test = try await TestPortal()
    for (name, actor) in test.cast.everybody where name != "auditor" {
      let browser = try await test.browser(as: actor)
      let readsOwn = [.lead, .dpo].contains(actor.member?.role)
      #expect(try await browser.get("/audit").status == (readsOwn ? 200 : 403), "\(name)")
      for path in ["/audit/verification", "/audit/export", "/grants"] {
        #expect(try await browser.get(path).status == 403, "\(name) \(path)")
      }
    }
  }
}
