import HTTP
import HTTPServer
import Testing

@Suite struct ExchangeTests {
  static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  @Test func keepsTheConnection() async throws {
    try await serving { server in
      let client = try RawClient(port: server.boundPort)
      for number in 1...3 {
        try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = try client.readAnswer()
        #expect(answer.status == 200)
        #expect(answer.body == "GET /\(number) ")
        #expect(answer.headers["content-type"] == "text/plain; charset=utf-8")
        #expect(answer.headers["date"].flatMap { HTTPDate.parse($0) } != nil)
        #expect(answer.headers["connection"] == nil)
      }
    }
  }

  @Test func saysWhenItCloses() async throws {
    try await serving { server in
      let client = try RawClient(port: server.boundPort)
      try client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(try client.readAnswer().headers["connection"] == "close")
      #expect(try client.readToEnd().isEmpty)
      let old = try RawClient(port: server.boundPort)
      try old.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
      #expect(try old.readAnswer().headers["connection"] == "keep-alive")
    }
  }

  @Test func answersManyPipelinedRequestsInOrder() async throws {
    try await serving { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(
        (0..<2000).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      for number in 0..<2000 {
        #expect(try client.readAnswer().body == "GET /\(number) ")
      }
    }
  }

  @Test func headHasTheFieldsAndNoBody() async throws {
    try await serving { server in
      let client = try RawClient(port: server.boundPort)
      try client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get)
      let answer = try client.readAnswer(isToHead: true)
      #expect(answer.headers["content-length"] == "\("HEAD /a ".utf8.count)")
      #expect(try client.readAnswer().body == "GET / ")
    }
  }

  @Test func refusedHeadHasNoBodyEither() async throws {
    try await serving { server in
      let client = try RawClient(port: server.boundPort)
      try client.send("HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000001\r\n\r\n")
      #expect(try client.readAnswer(isToHead: true).status == 413)
      #expect(try client.readToEnd().isEmpty)
    }
  }

  @Test func statusWithoutBodyHasNone() async throws {
    let handler = Answering { _ in
      Response(.noContent, headers: Headers([.etag: "\"1\""]), body: .bytes([1, 2, 3]))
    }
    try await serving(handler) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.get + Self.get)
      for _ in 1...2 {
        let answer = try client.readAnswer()
        #expect(answer.status == 204)
        #expect(answer.headers["content-length"] == nil)
      }
    }
  }

  @Test func framingFieldsOfAHandlerAreIgnored() async throws {
    let handler = Answering { _ in
      var response = Response.text("abc")
      response.headers.add(.contentLength, "999")
      response.headers.add(.transferEncoding, "chunked")
      response.headers.add("X-Note", "a\r\nSet-Cookie: b=c")
      return response
    }
    try await serving(handler) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.get)
      let answer = try client.readAnswer()
      #expect(answer.body == "abc")
      #expect(answer.headers["x-note"] == "a  Set-Cookie: b=c")
      #expect(answer.headers["set-cookie"] == nil)
    }
  }

  @Test func invitesABodyThatWaits() async throws {
    try await serving(Echo(limit: 5)) { server in
      let client = try RawClient(port: server.boundPort)
      let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
      try client.send(head + "3\r\n\r\n")
      #expect(try client.readAnswer().status == 100)
      try client.send("abc")
      #expect(try client.readAnswer().body == "POST / abc")
      // One that is too large is refused before it is sent.
      try client.send(head + "6\r\n\r\n")
      #expect(try client.readAnswer().status == 413)
      #expect(try client.readToEnd().isEmpty)
    }
  }

  @Test func refusesALargeBodyVisibly() async throws {
    try await serving(Echo(limit: 10)) { server in
      let client = try RawClient(port: server.boundPort)
      let body = String(repeating: "x", count: 300_000)
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n" + body)
      let answer = try client.readAnswer()
      #expect(answer.status == 413)
      #expect(answer.headers["connection"] == "close")
    }
  }

  @Test func takesLargeBodies() async throws {
    let handler = Answering { request in .text("\(request.body.count)") }
    try await serving(handler) { server in
      let client = try RawClient(port: server.boundPort)
      let body = String(repeating: "x", count: 900_000)
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n" + body)
      #expect(try client.readAnswer().body == "900000")
      let chunk = "7530\r\n" + String(repeating: "y", count: 30_000) + "\r\n"
      try client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
          + String(repeating: chunk, count: 30) + "0\r\n\r\n")
      #expect(try client.readAnswer().body == "900000")
    }
  }

  @Test func sendsLargeBodies() async throws {
    let handler = Answering { _ in .text(String(repeating: "z", count: 3_000_000)) }
    try await serving(handler) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.get + Self.get)
      #expect(try client.readAnswer().body.utf8.count == 3_000_000)
      #expect(try client.readAnswer().body.utf8.count == 3_000_000)
    }
  }

  @Test func answersForTheServerAsAWhole() async throws {
    try await serving { server in
      let client = try RawClient(port: server.boundPort)
      try client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get)
      #expect(try client.readAnswer().status == 204)
      #expect(try client.readAnswer().status == 200)
    }
  }

  @Test func handlersMayWaitForOtherThreads() async throws {
    actor Counter {
      var count = 0
      func next() -> Int {
        count += 1
        return count
      }
    }
    let counter = Counter()
    let handler = Answering { _ in
      let elsewhere = await Task.detached { await counter.next() }.value
      return .text("\(elsewhere)")
    }
    try await serving(handler) { server in
      let client = try RawClient(port: server.boundPort)
      for number in 1...20 {
        try client.send(Self.get)
        #expect(try client.readAnswer().body == "\(number)")
      }
    }
  }

  @Test func reportsExchanges() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: Exchange.self)
    try await serving(Echo()) { configuration in
      configuration.onExchange = { continuation.yield($0) }
    } _: { server in
      let client = try RawClient(port: server.boundPort)
      try client.send("GET /a?secret=1 HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n")
      _ = try client.readToEnd()
    }
    continuation.finish()
    var lines: [String] = []
    for await exchange in stream {
      lines.append(
        "\(exchange.question?.method.name ?? "-") \(exchange.question?.path ?? "-") \(exchange.status.code) \(exchange.sent) \(exchange.peer)"
      )
    }
    #expect(lines.count == 2)
    #expect(lines.first == "GET /a 200 7 127.0.0.1")
    #expect(lines.last?.hasPrefix("- - 400 ") == true)
  }
}
