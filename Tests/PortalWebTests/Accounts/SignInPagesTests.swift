import HTTP
import JSON
import Portal
import SQLite
import TestSupport
import Testing

@Suite struct SignInPagesTests {
  /// A visitor's browser on the sign-in page, with the cookie that its form repeats.
  private func visitor(of test: TestPortal) async throws -> Browser {
    var browser = try await test.browser()
    let page = try await browser.get("/sign-in")
    #expect(page.status == 200)
    browser.keepCookies(of: page)
    browser.formToken = try #require(browser.cookies["fabrique-visit"])
    #expect(page.text.contains(browser.formToken))
    return browser
  }

  private func account(
    of actor: Actor, in test: TestPortal
  ) async throws -> (email: String, password: String) {
    let person = try #require(actor.person)
    let password = try await test.portal.resetPassword(of: person, as: .console)
    let (account, _) = try test.portal.person(person, as: .console)
    return (account.email, password)
  }

  @Test func aPersonSignsInWorksAndSignsOut() async throws {
    let test = try await TestPortal()
    let (email, password) = try await account(of: test.cast.townLead, in: test)
    var browser = try await visitor(of: test)
    let signedIn = try await browser.post(
      "/sign-in?next=%2Forganisations", ["email": email, "password": password])
    #expect(signedIn.status == 303)
    #expect(signedIn.location == "/organisations")
    let cookie = try #require(
      signedIn.headers.all(.setCookie).first { $0.hasPrefix("fabrique-session=") })
    #expect(cookie.contains("HttpOnly"))
    #expect(cookie.contains("SameSite=Lax"))
    #expect(cookie.contains("Max-Age=43200"))
    browser.keepCookies(of: signedIn)
    #expect(browser.cookies["fabrique-visit"] == nil)

    let account = try await browser.get("/account")
    #expect(account.status == 200)
    #expect(account.text.contains("Ville d’Exemple"))
    browser.formToken = try #require(try test.value("SELECT csrf FROM session"))
    let signedOut = try await browser.post("/sign-out")
    #expect(signedOut.location == "/")
    #expect(signedOut.headers.all(.setCookie).contains { $0.contains("Max-Age=0") })
    #expect(try await browser.get("/account").status == 303)
    #expect(
      try test.auditLines().suffix(2) == [
        "person signIn done Person", "member signOut done Person",
      ])
  }

  @Test func aWrongPasswordShowsTheFormAgainWithoutIt() async throws {
    let test = try await TestPortal()
    let (email, _) = try await account(of: test.cast.townLead, in: test)
    let browser = try await visitor(of: test)
    let answer = try await browser.post("/sign-in", ["email": email, "password": "not the one"])
    #expect(answer.status == 422)
    #expect(answer.text.contains(email))
    #expect(!answer.text.contains("not the one"))
    #expect(answer.text.contains("L’adresse ou le mot de passe ne convient pas."))
    #expect(answer.headers.all(.setCookie).allSatisfy { !$0.hasPrefix("fabrique-session=") })
  }

  @Test func tooManyFailuresSayHowLongToWait() async throws {
    let test = try await TestPortal()
    let (email, password) = try await account(of: test.cast.townLead, in: test)
    let browser = try await visitor(of: test)
    for _ in 1...5 {
      _ = try await browser.post("/sign-in", ["email": email, "password": "not the one"])
    }
    let answer = try await browser.post("/sign-in", ["email": email, "password": password])
    #expect(answer.status == 429)
    #expect(answer.text.contains("30"))
  }

  @Test(arguments: [
    "https://evil.example", "//evil.example", "/\\evil.example", "javascript:1", "",
  ])
  func nobodyIsSentElsewhereAfterSigningIn(_ next: String) async throws {
    let test = try await TestPortal()
    let (email, password) = try await account(of: test.cast.townLead, in: test)
    let browser = try await visitor(of: test)
    let query = NameValuePairs([NameValuePairs.Pair(name: "next", value: next)]).encoded
    let answer = try await browser.post(
      "/sign-in?" + query, ["email": email, "password": password])
    #expect(answer.location == "/work")
    let page = try await browser.get("/sign-in?" + query)
    #expect(!page.text.contains("evil.example"))
  }

  @Test func aForgedSignInIsRefused() async throws {
    let test = try await TestPortal()
    let (email, password) = try await account(of: test.cast.townLead, in: test)
    var browser = try await visitor(of: test)
    browser.formToken = "forged"
    let answer = try await browser.post("/sign-in", ["email": email, "password": password])
    #expect(answer.status == 403)
    browser.formToken = ""
    browser.cookies = [:]
    #expect(
      try await browser.post("/sign-in", ["email": email, "password": password]).status == 403)
    #expect(try test.value("SELECT count(*) FROM session") == 0)
  }

  @Test func programsHaveTokensInstead() async throws {
    let test = try await TestPortal()
    let nobody = try await test.program(as: .visitor)
    #expect(try await nobody.post("/sign-in", ["email": "a@b.fr", "password": "x"]).status == 404)
  }
}

extension Browser {
  /// Keeps and drops cookies as a response says.
  mutating func keepCookies(of reception: Reception) {
    for cookie in reception.headers.all(.setCookie) {
      let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = pair.first else { continue }
      cookies[name] = cookie.contains("Max-Age=0") ? nil : (pair.count == 2 ? pair[1] : "")
    }
  }
}
