import HTTP
import HTTPServer
import Testing

@Suite struct BudgetTests {
  private static func post(_ count: Int) -> String {
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(count)\r\n\r\n"
      + String(repeating: "x", count: count)
  }

  @Test func contentBeyondTheBudgetAreTurnedAway() async throws {
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    let (permissions, permit) = AsyncStream.makeStream(of: Void.self)
    let handler = Answering { request in
      if request.body.isEmpty { return .text("empty") }
      arrived.yield()
      for await _ in permissions { break }
      return .text("\(request.body.count)")
    }
    var configuration = Configuration(port: 0)
    configuration.limits.bodyBytesInMemory = 200_000
    let server = try Server(configuration, handler: handler)
    async let run: Void = server.run()
    let first = try RawClient(port: server.boundPort)
    try first.send(Self.post(150_000))
    for await _ in arrivals { break }
    let second = try RawClient(port: server.boundPort)
    try second.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n" + Self.post(150_000))
    let (empty, refusal) = try await blocking {
      (try second.readAnswer(), try second.readAnswer())
    }
    #expect(empty.body == "empty")
    #expect(refusal.status == 503)
    #expect(refusal.headers["retry-after"] == "5")
    #expect(refusal.headers["connection"] == "close")
    // Answered, refused and broken off, each has given its share back.
    permit.yield()
    #expect(try await blocking { try first.readAnswer().body } == "150000")
    permit.yield()
    try first.send(Self.post(150_000))
    #expect(try await blocking { try first.readAnswer().body } == "150000")
    server.shutdown()
    try await run
  }
}
