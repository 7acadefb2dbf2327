import Testing

@testable import Server

@Suite("The agent's HTTP") struct AnswerTests {
  private func answer(_ text: String) throws -> Answer { try Answer(parsing: Array(text.utf8)) }

  @Test("a body by its length, in chunks, or none")
  func bodies() throws {
    let plain = try answer("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 2\r\n\r\nok")
    #expect(plain.status == 200 && plain.body == Array("ok".utf8))
    #expect(plain.header("etag") == "\"a\"")
    let chunked = try answer(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n1\r\nd\r\n0\r\n\r\n")
    #expect(chunked.body == Array("abcd".utf8))
    #expect(try answer("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n").body.isEmpty)
  }

  @Test(
    "what is cut short or malformed is no answer",
    arguments: [
      "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\n", "SSH-2.0 x\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
      "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\na\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\na\r\n",
    ])
  func malformed(text: String) {
    #expect(throws: Answer.Malformed.self) { try answer(text) }
  }

  @Test(
    "the portal is called by https alone",
    arguments: [
      "http://192.0.2.1", "http://127.0.0.1:80", "ftp://127.0.0.1", "127.0.0.1:80",
      "https://127.0.0.1:0", "https://127.0.0.1:70000", "https://me@127.0.0.1:80", "https://",
      "https://127.0.0.1:80/path", "https://127.0.0.1:80?a", "",
    ])
  func addresses(text: String) {
    #expect(throws: UsageError.self) { try PortalAddress(text) }
  }

  @Test("good addresses")
  func goodAddresses() throws {
    for (text, endpoint) in [
      ("https://example.org", "example.org:443"), ("https://example.org:8443/", "example.org:8443"),
      ("https://[::1]:8443", "[::1]:8443"),
    ] {
      #expect(try PortalAddress(text).endpoint == endpoint)
    }
  }

  @Test("nothing sent can begin a line of curl's configuration")
  func quoting() throws {
    let party = Curl.Party(
      address: try PortalAddress("https://example.org"), authority: "/a\"\ninsecure")
    let configuration = Curl.configuration(
      "POST", "https://example.org/orders",
      [("A", "b\"\r\nurl = \"https://evil.example/")],
      Array("{\"a\":\"\\n\"}\noutput = x".utf8), as: party)
    let lines = configuration.split(separator: "\n")
    #expect(
      lines.filter { $0.hasPrefix("url") } == [
        "url = \"https://example.org/orders\""
      ])
    #expect(!lines.contains("insecure"))
    #expect(!lines.contains { $0.hasPrefix("output") })
    #expect(lines.contains(#"data-raw = "{\"a\":\"\\n\"}\noutput = x""#))
  }

  @Test("pauses grow from half a period to five minutes")
  func pauses() {
    for failures in 1...40 {
      let pause = SiteAgent.pause(after: failures, period: .seconds(10))
      #expect(pause >= .seconds(5) && pause <= .seconds(300))
      if failures > 5 { #expect(pause >= .seconds(150)) }
    }
  }
}
