import HTTP
import JSON
import Portal
import SQLite
import TestSupport
import Testing

@Suite struct AccountPagesTests {
  @Test func aTokenIsShownOnceAndOpensTheAPI() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.townLead)
    let made = try await browser.post("/account/tokens", ["name": "<Export>", "days": "30"])
    #expect(made.status == 200)
    let secret = try #require(
      made.text.firstMatch(of: /fab_[A-Za-z0-9_-]{43}/).map { String($0.0) })
    #expect(made.headers[.cacheControl] == "no-store")
    let account = try await browser.get("/account")
    #expect(account.text.contains("&lt;Export&gt;"))
    #expect(!account.text.contains(secret))
    #expect(try test.portal.actor(apiToken: secret) == test.cast.townLead)

    let id: String = try #require(try test.value("SELECT id FROM apiToken"))
    #expect(try await browser.post("/account/tokens/\(id)/revocation").location == "/account")
    #expect(try test.portal.actor(apiToken: secret) == nil)
  }

  @Test func whatIsWrongWithATokenIsShownAtItsFields() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.townLead)
    let answer = try await browser.post("/account/tokens", ["name": "", "days": "400"])
    #expect(answer.status == 422)
    #expect(answer.text.contains("id=\"name-complaint\""))
    #expect(answer.text.contains("id=\"days-complaint\""))
  }

  @Test func noProgramTouchesAnAccount() async throws {
    let test = try await TestPortal()
    let program = try await test.program(as: test.cast.townLead)
    for path in ["tokens", "password", "membership", "end-of-sessions"] {
      #expect(try await program.post("/account/\(path)", ["name": "a", "days": 1]).status == 404)
    }
    let account = try await program.get("/account")
    #expect(account.json["role"]?.text == "lead")
    #expect(account.json["organisation"]?.text == "organisation-2")
    #expect(account.json["person"]?["email"]?.text == "lead.22@example.org")
  }

  @Test func aPersonChangesRoleAndPassword() async throws {
    let test = try await TestPortal()
    let person = try #require(test.cast.townLead.person)
    let password = try await test.portal.resetPassword(of: person, as: .console)
    let grant = try await test.portal.grantMembership(
      .dpo, to: person, in: test.cast.town, as: .console)
    let browser = try await test.browser(as: test.cast.townLead)
    let page = try await browser.get("/account")
    #expect(page.text.contains(grant.id.text))
    let chosen = try await browser.post(
      "/account/membership", ["membership": grant.id.text])
    #expect(chosen.location == "/work")
    let role: String? = try test.value(
      "SELECT role FROM session JOIN membership ON membership.id = session.membership")
    #expect(role == "dpo")

    #expect(try await browser.get("/account/password").status == 200)
    let weak = try await browser.post("/account/password", ["current": password, "new": "court"])
    #expect(weak.status == 422)
    #expect(weak.text.contains("12 caractères au moins (5 reçus)"))
    #expect(!weak.text.contains(password))
    let changed = try await browser.post(
      "/account/password", ["current": password, "new": "un tout autre mot de passe"])
    #expect(changed.location == "/account")
    #expect(try await browser.get("/account").status == 200)
  }

  @Test func signingOutEverywhereClosesThisBrowserToo() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.townLead)
    let done = try await browser.post("/account/end-of-sessions", ["withTokens": "true"])
    #expect(done.location == "/")
    #expect(try await browser.get("/account").location == "/sign-in?next=%2Faccount")
  }

  @Test func aPersonWithoutRoleIsToldSo() async throws {
    let test = try await TestPortal()
    let browser = try await test.browser(as: test.cast.townLead)
    let now = test.clock.now()
    try await test.portal.database.write {
      _ = try $0.run("UPDATE membership SET validUntil = \(now)")
    }
    let page = try await browser.get("/account")
    #expect(page.status == 200)
    #expect(page.text.contains("Aucun rôle en cours"))
    #expect(!page.text.contains("action=\"/account/tokens\""))
  }
}
