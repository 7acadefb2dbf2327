import HTTP
import JSON
import Portal
import PortalWeb
import SQLite
import TestSupport
import Testing

@Suite("Web face") struct FaceTests {
  @Test("pages need a session, the API needs a token, and neither takes the other's")
  func faces() async throws {
    let test = try await TestPortal()
    let visitor = try await test.browser()
    let signIn = try await visitor.get("/work")
    #expect(signIn.status == 303)
    #expect(signIn.location == "/sign-in?next=%2Fwork")

    let nobody = try await test.program(as: .visitor).get("/work")
    #expect(nobody.status == 401)
    #expect(nobody.headers[.wwwAuthenticate] == "Bearer")
    #expect(nobody.json["type"]?.text == "/problems/sign-in-required")

    #expect(try await test.browser(as: test.cast.townLead).get("/work").status == 200)
    #expect(try await test.program(as: test.cast.townLead).get("/work").status == 200)

    var browser = try await test.browser(as: test.cast.townLead)
    browser.cookies["fabrique-session"] = "token-of-somebody"
    #expect(try await browser.get("/work").status == 303)
    #expect(try await browser.get("/api/v1/work").status == 401)
  }

  @Test("a grant that has ended opens nothing any more")
  func endedGrant() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.townLead)
    let program = try await test.program(as: test.cast.townLead)
    let now = test.clock.now()
    try await test.portal.database.write { connection in
      _ = try connection.run("UPDATE membership SET validUntil = \(now)")
    }
    #expect(try await browser.get("/work").status == 303)
    #expect(try await program.get("/work").status == 401)
  }

  @Test("a form without the token of its session does nothing")
  func forgedForms() async throws {
    let test = try await TestPortal()
    var browser = try await test.browser(as: test.cast.townLead)
    #expect(try await browser.post("/language?to=en").status == 303)
    browser.formToken = "another"
    let forged = try await browser.post("/language?to=fr")
    #expect(forged.status == 403)
    browser.formToken = ""
    #expect(try await browser.post("/language?to=fr").status == 403)
    let language: String? = try test.value(
      "SELECT language FROM person WHERE email = 'lead.22@example.org'")
    #expect(language == "en")
  }

  @Test("what is nowhere is 404, a wrong method 405 with what is possible, on both faces")
  func nowhere() async throws {
    let test = try await TestPortal()
    #expect(try await test.browser().get("/nowhere").status == 404)
    let program = try await test.program(as: test.cast.townLead)
    #expect(try await program.get("/nowhere").json["status"] == 404)
    let wrong = try await program.send(.delete, "/work", nil)
    #expect(wrong.status == 405)
    #expect(wrong.headers[.allow] == "GET, HEAD")
  }

  @Test(
    "assets are cached for ever under their fingerprint, and nothing else of the folder's parents is served"
  )
  func assets() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser()
    let home = try await browser.get("/").text
    let address = try #require(home.firstMatch(of: /"(\/assets\/fabrique\.css\?[0-9a-f]+)"/)?.1)
    let sheet = try await browser.get(String(address))
    #expect(sheet.headers[.cacheControl] == "public, max-age=31536000, immutable")
    #expect(
      try await browser.get("/assets/fabrique.css").headers[.cacheControl] == "no-cache")
    #expect(try await browser.get("/assets/Package.swift").status == 404)
    await #expect(throws: RequestTarget.Invalid.self) {
      try await browser.get("/assets/..%2FPackage.swift")
    }
  }

  @Test("each route takes what it declares and no more")
  func bodyPlans() async throws {
    let face = try await TestPortal().face()
    func plan(_ target: String) throws -> BodyPlan {
      face.bodyPlan(for: try Request(.post, target))
    }
    for target in ["/imports", "/api/v1/imports"] {
      #expect(try plan(target).bytes == 512 * 1024)
      #expect(try plan(target).multipart?.fileBytes == 8 * 1024 * 1024)
    }
    #expect(try plan("/use-cases").bytes == 512 * 1024)
    for target in ["/use-cases", "/sign-in", "/nowhere"] {
      #expect(try plan(target).multipart == nil)
    }
    for target in ["/sign-in", "/nowhere"] { #expect(try plan(target).bytes == 64 * 1024) }
  }

  @Test("the API describes itself, and every route of it")
  func description() async throws {
    let test = try await TestPortal()
    let document = try await test.browser().get("/api/v1/openapi.json").json
    #expect(document["openapi"]?.text == "3.1.0")
    #expect(document["paths"]?["/work"]?["get"] != nil)
  }
}
