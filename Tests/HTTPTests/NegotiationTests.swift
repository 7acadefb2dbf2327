import HTTP
import Testing

@Suite struct PreconditionTests {
  private static let current = ETag(version: 7)

  private static func result(
    _ name: HeaderName, _ value: String, _ method: HTTP.Method = .put, current: ETag? = current
  ) throws -> Request.Precondition {
    try Request(method, "/", headers: Headers([name: value])).precondition(current: current)
  }

  @Test func tagsAreReadAndWritten() throws {
    #expect(ETag("a,b")?.fieldValue == "\"a,b\"")
    #expect(ETag("a", isWeak: true)?.fieldValue == "W/\"a\"")
    #expect(ETag("a\"b") == nil)
    let list = try #require(ETagList(parsing: " W/\"a,b\" ,, \"\",\"c\""))
    let expected = [ETag("a,b", isWeak: true), ETag(""), ETag("c")].compactMap { $0 }
    #expect(list == .tags(expected))
    #expect(ETagList(parsing: " * ") == .any)
    for malformed in ["", ",", "a", "\"a", "w/\"a\"", "\"a\" \"b\"", "*, \"a\"", "\"a b\""] {
      #expect(ETagList(parsing: malformed) == nil, "\(malformed)")
    }
  }

  @Test func ifMatchGuardsWrites() throws {
    #expect(try Self.result(.ifMatch, "\"6\", \"7\"") == .proceed)
    #expect(try Self.result(.ifMatch, "\"6\"") == .failed)
    #expect(try Self.result(.ifMatch, "W/\"7\"") == .failed)
    #expect(try Self.result(.ifMatch, "*") == .proceed)
    #expect(try Self.result(.ifMatch, "*", current: nil) == .failed)
    #expect(try Self.result(.ifMatch, "7") == .malformed)
  }

  @Test func ifNoneMatchSavesTransfersAndGuardsCreation() throws {
    #expect(try Self.result(.ifNoneMatch, "W/\"7\"", .get) == .notModified)
    #expect(try Self.result(.ifNoneMatch, "\"6\"", .get) == .proceed)
    #expect(try Self.result(.ifNoneMatch, "*", .put) == .failed)
    #expect(try Self.result(.ifNoneMatch, "*", .put, current: nil) == .proceed)
  }

  /// RFC 9110 §13.1.3, §13.1.4, and their place in §13.2.2; the resource changed at second 1000.
  @Test(
    arguments: [
      ("GET", [.ifModifiedSince: 1000], .notModified),
      ("GET", [.ifModifiedSince: 1001], .notModified),
      ("HEAD", [.ifModifiedSince: 1000], .notModified), ("GET", [.ifModifiedSince: 999], .proceed),
      ("PUT", [.ifModifiedSince: 1000], .proceed), ("PUT", [.ifUnmodifiedSince: 1000], .proceed),
      ("PUT", [.ifUnmodifiedSince: 999], .failed), ("GET", [.ifUnmodifiedSince: 999], .failed),
    ] as [(String, [HeaderName: Int64], Request.Precondition)])
  func datesAreConditionsToo(
    _ method: String, _ dates: [HeaderName: Int64], _ expected: Request.Precondition
  ) throws {
    var headers = Headers()
    for (name, seconds) in dates { headers.add(name, HTTPDate.format(secondsSince1970: seconds)) }
    let request = try Request(#require(Method(method)), "/", headers: headers)
    #expect(request.precondition(current: Self.current, modified: 1000) == expected)
    #expect(request.precondition(current: Self.current) == .proceed, "the time is not known")
  }

  @Test func tagsOutweighDates() throws {
    let date = HTTPDate.format(secondsSince1970: 999)
    let pairs: [(HeaderName, HeaderName)] = [
      (.ifMatch, .ifUnmodifiedSince), (.ifNoneMatch, .ifModifiedSince),
    ]
    for (tags, dates) in pairs {
      let headers = Headers([tags: tags == .ifMatch ? "\"7\"" : "\"6\"", dates: date])
      let request = try Request(.get, "/", headers: headers)
      #expect(request.precondition(current: Self.current, modified: 1000) == .proceed)
      #expect(request.precondition(current: Self.current, modified: 998) == .proceed)
    }
  }

  @Test func aDateThatCannotBeReadIsNoCondition() throws {
    for name: HeaderName in [.ifModifiedSince, .ifUnmodifiedSince] {
      let request = try Request(.get, "/", headers: Headers([name: "yesterday"]))
      #expect(request.precondition(current: Self.current, modified: 1000) == .proceed)
    }
  }

  @Test func noConditionIsNoObstacle() throws {
    #expect(try Request(.put, "/").precondition(current: nil) == .proceed)
  }
}

@Suite struct AcceptTests {
  private static func choice(_ field: String?) -> String? {
    Accept(parsing: field).preferred(of: [.html, .json, .csv])?.description
  }

  @Test func picksWhatIsLikedBest() {
    #expect(Self.choice(nil) == "text/html")
    #expect(Self.choice("*/*") == "text/html")
    #expect(Self.choice("application/json") == "application/json")
    #expect(Self.choice("text/html;q=0.5, application/json;q=0.9") == "application/json")
    #expect(Self.choice("text/*;q=0.4, text/csv, */*;q=0.1") == "text/csv")
    #expect(Self.choice("text/html;q=0, */*;q=0.1") == "application/json")
    #expect(Self.choice("TEXT/HTML") == "text/html")
    #expect(Self.choice("image/png") == nil)
    #expect(Self.choice("*/*;q=0") == nil)
  }

  @Test func browserPrefersHTML() {
    let firefox = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    #expect(Self.choice(firefox) == "text/html")
  }

  @Test func parametersNarrowARange() throws {
    let levelOne = try #require(MediaType(parsing: "text/html; level=1"))
    let accept = Accept(parsing: "text/html;level=1, text/html;q=0.1")
    #expect(accept.preferred(of: [.html, levelOne]) == levelOne)
  }

  /// RFC 9110 §12.5.3.
  @Test(
    arguments: [
      (nil, .identity), ("", .identity), ("gzip", .gzip), ("GZIP;q=0.1", .gzip), ("x-gzip", .gzip),
      ("br, gzip", .gzip), ("br", .identity), ("*", .gzip), ("gzip;q=0", .identity),
      ("gzip;q=0, *", .identity), ("gzip;q=0.5, identity", .identity),
      ("gzip, identity;q=0.5", .gzip), ("identity;q=0", nil), ("*;q=0", nil),
      ("gzip, *;q=0", .gzip), ("identity, *;q=0", .identity), ("gzip;q=2", .identity),
    ] as [(String?, ContentCoding?)])
  func picksACoding(_ field: String?, _ expected: ContentCoding?) {
    #expect(AcceptEncoding(parsing: field).preferred(of: [.gzip, .identity]) == expected)
  }

  @Test func picksALanguage() {
    func choice(_ field: String?) -> String? {
      AcceptLanguage(parsing: field).preferred(of: ["fr", "en"])
    }
    #expect(choice(nil) == "fr")
    #expect(choice("en-GB,en;q=0.8,fr;q=0.5") == "en")
    #expect(choice("fr-CA, en;q=0.9") == "fr")
    #expect(choice("de, *;q=0.1") == "fr")
    #expect(choice("de") == nil)
  }

  @Test func readsMediaTypes() throws {
    let type = try #require(
      MediaType(parsing: "Application/X-WWW-Form-Urlencoded; Charset=\"UTF-8\""))
    #expect(type.isSameType(as: .form))
    #expect(type.parameters == ["charset": "UTF-8"])
    for malformed in ["", "text", "text/", "/html", "text/html/x", "te xt/html", "text/html; x"] {
      #expect(MediaType(parsing: malformed) == nil, "\(malformed)")
    }
  }
}

@Suite struct HTTPDateTests {
  @Test(
    arguments: [
      (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
      (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
      (1_795_252_462, "Sat, 21 Nov 2026 09:14:22 GMT"),
    ] as [(Int64, String)])
  func writesAndReads(_ seconds: Int64, _ text: String) {
    #expect(HTTPDate.format(secondsSince1970: seconds) == text)
    #expect(HTTPDate.parse(text) == seconds)
  }

  @Test func staysWithinFourDigits() {
    #expect(HTTPDate.format(secondsSince1970: .max) == "Fri, 31 Dec 9999 23:59:59 GMT")
    #expect(HTTPDate.format(secondsSince1970: .min) == "Sat, 01 Jan 0000 00:00:00 GMT")
  }

  @Test(arguments: [
    "", "Sunday, 06-Nov-94 08:49:37 GMT", "Mon, 06 Nov 1994 08:49:37 GMT",
    "Sun, 30 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 CET",
  ])
  func refuses(_ text: String) {
    #expect(HTTPDate.parse(text) == nil)
  }
}
