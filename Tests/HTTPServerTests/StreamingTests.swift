import HTTP
import HTTPServer
import Testing

@Suite struct StreamingTests {
  private struct Trouble: Error {}

  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  private static func streaming(
    _ write: @escaping @Sendable (BodyWriter) async throws -> Void
  ) -> Answering {
    Answering { _ in Response(.ok, body: .stream(write)) }
  }

  @Test func sendsChunksAndGoesOn() async throws {
    let handler = Self.streaming { writer in
      for piece in ["a", "", "bc", "def"] { try await writer.write(Array(piece.utf8)) }
    }
    try await serving(handler) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.get + "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get)
      let answer = try client.readAnswer()
      #expect(answer.headers["transfer-encoding"] == "chunked")
      #expect(answer.headers["content-length"] == nil)
      #expect(answer.body == "abcdef")
      #expect(try client.readAnswer(isToHead: true).status == 200)
      #expect(try client.readAnswer().body == "abcdef")
    }
  }

  @Test func endsByClosingForOldClients() async throws {
    let handler = Self.streaming { try await $0.write(Array("abc".utf8)) }
    try await serving(handler) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
      let answer = try client.readAnswer()
      #expect(answer.headers["transfer-encoding"] == nil)
      #expect(answer.headers["connection"] == "close")
      #expect(answer.body == "abc")
    }
  }

  @Test func failureBeforeTheFirstByteIsAnError() async throws {
    try await serving(Self.streaming { _ in throw Trouble() }) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.get)
      #expect(try client.readAnswer().status == 500)
      #expect(try client.readToEnd().isEmpty)
    }
  }

  @Test func failureInTheMiddleBreaksTheConnection() async throws {
    let handler = Self.streaming { writer in
      try await writer.write(Array("abc".utf8))
      throw Trouble()
    }
    try await serving(handler) { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.get)
      let bytes = String(decoding: try client.readToEnd(), as: UTF8.self)
      #expect(bytes.hasSuffix("3\r\nabc\r\n"))
    }
  }

  @Test func writerWaitsForAReaderThatDoesNotRead() async throws {
    let (pieces, counter) = AsyncStream.makeStream(of: Int.self)
    let handler = Self.streaming { writer in
      defer { counter.finish() }
      for number in 1...10_000 {
        try await writer.write([UInt8](repeating: 0, count: 64 * 1024))
        counter.yield(number)
      }
    }
    var configuration = Configuration(port: 0)
    configuration.timeouts.write = .milliseconds(200)
    let server = try Server(configuration, handler: handler)
    async let run: Void = server.run()
    let client = try RawClient(port: server.boundPort, receiveBuffer: 4096)
    try client.send(Self.get)
    var written = 0
    for await number in pieces { written = number }
    server.shutdown()
    try await run
    withExtendedLifetime(client) {}
    #expect(written < 1_000, "600 MB were taken into memory")
  }
}
