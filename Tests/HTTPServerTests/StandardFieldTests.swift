import HTTP
import HTTPServer
import Testing

@Suite struct StandardFieldTests {
  private static let standard = [
    "content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy",
  ]

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200), ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 204),
    ("GET / HTTP/1.1\r\n\r\n", 400), ("nonsense\r\n", 400),
  ]) func everyAnswerHasThem(_ request: String, _ status: Int) async throws {
    try await serving(Echo()) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(request)
      let answer = try client.readAnswer()
      #expect(answer.status == status)
      for field in Self.standard { #expect(answer.headers[field] != nil, "\(field)") }
      #expect(answer.headers["strict-transport-security"] == nil)
      #expect(answer.headers["x-request-id"]?.isEmpty == false)
    }
  }

  @Test func whoIsTurnedAwayHasThemToo() async throws {
    try await serving(Echo()) {
      $0.limits.connections = 0
    } _: { server in
      let answer = try RawClient(port: server.boundPort).readAnswer()
      #expect(answer.status == 503)
      #expect(answer.headers["retry-after"] != nil)
      for field in Self.standard { #expect(answer.headers[field] != nil, "\(field)") }
    }
  }

  @Test func whatAResponseSaysItselfStands() async throws {
    let handler = Answering { _ in
      var response = Response.text("")
      response.headers.set("Content-Security-Policy", "default-src 'none'")
      response.headers.set(.requestID, "mine")
      return response
    }
    try await serving(handler) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      var names: [String] = []
      var policy = ""
      while case let line = try client.readLine(), !line.isEmpty {
        names.append(String(line.prefix { $0 != ":" }))
        if line.hasPrefix("content-security-policy: ") { policy = line }
      }
      #expect(policy == "content-security-policy: default-src 'none'")
      #expect(names.count == Set(names).count, "no field stands twice: \(names)")
    }
  }

  @Test func requestsAreNamedApart() async throws {
    try await serving(Answering { .text($0.id.description) }) { server in
      var ids: Set<String> = []
      for _ in 1...3 {
        let client = try RawClient(port: server.boundPort)
        for _ in 1...3 {
          try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
          let answer = try client.readAnswer()
          #expect(answer.headers["x-request-id"] == answer.body)
          ids.insert(answer.body)
        }
      }
      #expect(ids.count == 9)
    }
  }
}
