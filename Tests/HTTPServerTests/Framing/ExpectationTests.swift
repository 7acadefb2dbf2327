import HTTPServer
import Testing

/// When `100 Continue` is sent (RFC 9110 §10.1.1): only to a peer that waits for it, and never
/// before a refusal that is certain already.
@Suite struct ExpectationTests {
  private static func head(_ lines: String, version: String = "1.1") -> String {
    "POST / HTTP/\(version)\r\nHost: a\r\nExpect: 100-continue\r\n\(lines)\r\n"
  }

  @Test func invitesChunks() async throws {
    try await serving { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.head("Transfer-Encoding: chunked\r\n"))
      #expect(try client.readAnswer().status == 100)
      try client.send("3\r\nabc\r\n0\r\n\r\n")
      #expect(try client.readAnswer().body == "POST / abc")
    }
  }

  @Test func answersEarlierRequestsBeforeItInvites() async throws {
    try await serving { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(FramingVector.get("/1") + Self.head("Content-Length: 3\r\n"))
      #expect(try client.readAnswer().body == "GET /1 ")
      #expect(try client.readAnswer().status == 100)
      try client.send("abc")
      #expect(try client.readAnswer().body == "POST / abc")
    }
  }

  @Test(arguments: [
    ("content that is there", head("Content-Length: 3\r\n") + "abc", 200),
    ("part of the content is there", head("Content-Length: 3\r\n") + "a", nil),
    ("no content", head("Content-Length: 0\r\n"), 200),
    ("1.0, which knows no interim answers", head("Content-Length: 3\r\n", version: "1.0"), nil),
    ("content of unknown length", head(""), 411),
    ("too much content", head("Content-Length: 1000001\r\n"), 413),
    ("another expectation beside", head("Expect: tea\r\nContent-Length: 3\r\n"), 417),
    ("two framings", head("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400),
  ]) func doesNotInvite(_ what: String, _ request: String, _ status: Int?) async throws {
    try await serving { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(request)
      client.finishSending()
      if let status { #expect(try client.readAnswer().status == status) }
      #expect(try client.readToEnd().isEmpty)
    }
  }
}
