import HTTP
import JSON
import Testing

@Suite struct HeadersTests {
  @Test func namesCompareWithoutCase() throws {
    let name = try #require(HeaderName(parsing: "X-NOTE"))
    let headers = Headers(["x-note": "a", "X-Note": "b"])
    #expect(headers[name] == "a")
    #expect(headers.all(name) == ["a", "b"])
    #expect(headers.combined(name) == "a, b")
    #expect(headers["x-other"] == nil)
    #expect(HeaderName(parsing: "a b") == nil)
    #expect(HeaderName(parsing: "") == nil)
  }

  @Test func setReplacesAll() {
    var headers = Headers([.vary: "a", .etag: "\"1\"", .vary: "b"])
    headers.set(.vary, "c")
    #expect(headers.all(.vary) == ["c"])
    #expect(headers.fields.map(\.name) == [.etag, .vary])
  }

  @Test func noValueCanBeginALine() {
    var headers = Headers()
    headers.add(.location, "/a\r\nSet-Cookie: b\0\u{7F}\té")
    #expect(headers[.location] == "/a  Set-Cookie: b  \té")
  }
}

@Suite struct RequestTargetTests {
  @Test func decodesSegmentsAndQuery() throws {
    let target = try RequestTarget("/a%20b/%C3%A9/?q=%C3%A9+x&q=2&flag&=v")
    #expect(target.segments == ["a b", "é", ""])
    #expect(target.query.first("q") == "é x")
    #expect(target.query.all("q") == ["é x", "2"])
    #expect(target.query.first("flag") == "")
    #expect(target.query.first("nothing") == nil)
  }

  @Test func pathHasOneSpelling() throws {
    #expect(try RequestTarget("/%61%2d%c3%a9").path == "/a-%C3%A9")
    #expect(try RequestTarget("/a%27%3a|").path == RequestTarget("/a':%7c").path)
    #expect(try RequestTarget("/a':|").path == "/a':%7C")
    #expect(try RequestTarget("/a+b").segments == ["a+b"])
    #expect(try RequestTarget("/").segments.isEmpty)
  }

  @Test func namesAreComparedAsBytes() throws {
    #expect(try RequestTarget("/?e%CC%81=1").query.first("é") == nil)
  }

  @Test(arguments: [
    "", "a", "/%", "/%4", "/%zz", "/%ff", "/%00", "/%0a", "/a%2fb", "/.", "/a/..", "/%2E%2e/a",
    "/é",
    "/a b", "/#a", "/\"", "/?a=%ff", "/?a=%00", "/?" + String(repeating: "a&", count: 101),
  ])
  func refuses(_ target: String) {
    #expect(throws: RequestTarget.Invalid.self) { try RequestTarget(target) }
  }

  @Test func encodesBack() throws {
    let query = try RequestTarget("/?a=b%26c&%C3%A9=+").query
    #expect(query.encoded == "a=b%26c&%C3%A9=%20")
    #expect(query.replacing("a", with: "d").encoded == "%C3%A9=%20&a=d")
    #expect(query.replacing("a", with: nil).encoded == "%C3%A9=%20")
  }
}

@Suite struct FormTests {
  @Test func readsFields() throws {
    let form = try FormData(parsing: "name=Ang%C3%A9lique+M.&text=a%0D%0Ab&role=x&role=y".utf8)
    #expect(form.first("name") == "Angélique M.")
    #expect(form.first("text")?.utf8.elementsEqual("a\r\nb".utf8) == true)
    #expect(form.all("role") == ["x", "y"])
  }

  @Test func isStrictAndBounded() {
    #expect(throws: FormData.Invalid.encoding) { try FormData(parsing: "a=%e9".utf8) }
    #expect(throws: FormData.Invalid.encoding) { try FormData(parsing: "a=%".utf8) }
    #expect(throws: FormData.Invalid.encoding) { try FormData(parsing: [0x61, 0xFF]) }
    #expect(throws: FormData.Invalid.tooMany(limit: 2)) {
      try FormData(parsing: "a=1&b=2&c=3".utf8, limit: 2)
    }
  }
}

@Suite struct CookieTests {
  @Test func readsCookies() {
    let cookies = Cookies(parsing: ["a=1; __Host-session=x=y;  b = 2 ; broken", "a=3"])
    #expect(cookies["a"] == "1")
    #expect(cookies.all("a") == ["1", "3"])
    #expect(cookies["__Host-session"] == "x=y")
    #expect(cookies["b"] == "2")
    #expect(cookies["broken"] == nil)
    #expect(cookies["A"] == nil)
  }

  @Test func isSafeUnlessToldOtherwise() throws {
    let cookie = try SetCookie("__Host-session", "x", maxAge: 60)
    #expect(
      cookie.fieldValue
        == "__Host-session=x; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax")
    let plain = try SetCookie(
      "a", "", path: "/b", domain: "c.fr", sameSite: .strict, isSecure: false, isHTTPOnly: false)
    #expect(plain.fieldValue == "a=; Path=/b; Domain=c.fr; SameSite=Strict")
  }

  @Test func refusesWhatBrowsersWouldMisread() {
    #expect(throws: SetCookie.Invalid.name) { try SetCookie("a b", "") }
    #expect(throws: SetCookie.Invalid.value) { try SetCookie("a", "b; c") }
    #expect(throws: SetCookie.Invalid.value) { try SetCookie("a", "é") }
    #expect(throws: SetCookie.Invalid.path) { try SetCookie("a", "", path: "/;b") }
    #expect(throws: SetCookie.Invalid.domain) { try SetCookie("a", "", domain: "") }
    let rule = SetCookie.Invalid.prefixOrSameSiteRule
    #expect(throws: rule) { try SetCookie("__Host-a", "", isSecure: false) }
    #expect(throws: rule) { try SetCookie("__HOST-a", "", path: "/b") }
    #expect(throws: rule) { try SetCookie("__Host-a", "", domain: "c.fr") }
    #expect(throws: rule) { try SetCookie("__Secure-a", "", isSecure: false) }
    #expect(throws: rule) { try SetCookie("a", "", sameSite: .none, isSecure: false) }
  }
}

@Suite struct ResponseTests {
  @Test func problemIsJSON() throws {
    var problem = Problem(.conflict, detail: "Trop tard")
    problem.extensions = ["missing": 3, "status": 200]
    let response = problem.response
    #expect(response.status == .conflict)
    #expect(response.headers[.contentType] == "application/problem+json")
    guard case .bytes(let bytes) = response.body else {
      Issue.record("not bytes")
      return
    }
    #expect(
      try JSON(parsing: bytes)
        == [
          "type": "about:blank", "title": "Conflict", "status": 409, "detail": "Trop tard",
          "missing": 3,
        ])
  }

  @Test func redirectTurnsIntoAGet() {
    let response = Response.redirect(to: "/a")
    #expect(response.status.code == 303)
    #expect(response.headers[.location] == "/a")
  }

  @Test func linksThroughPages() throws {
    var links = LinkHeader()
    #expect(links.fieldValue == nil)
    let query = try FormData(parsing: "q=a+b".utf8)
    links.add(.next, path: "/api/v1/cases", query: query.replacing("cursor", with: "x>y"))
    links.add(.first, path: "/api/v1/cases", query: Query())
    #expect(
      links.fieldValue
        == "</api/v1/cases?q=a%20b&cursor=x%3Ey>; rel=\"next\", </api/v1/cases>; rel=\"first\"")
  }
}
