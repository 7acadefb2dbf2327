import Foundation
import Glibc
import HTTP
import Testing

@testable import HTTPServer

@Suite struct EndpointTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  private static func path() -> String {
    FileManager.default.temporaryDirectory.appending(path: "\(UUID()).sock").path
  }

  @Test func unixSocketBesideAnAddress() async throws {
    let path = Self.path()
    defer { unlink(path) }
    let handler = Answering { .text("\($0.peer)") }
    try await serving(handler) {
      $0.endpoints.append(.unixSocket(path: path))
    } _: { server in
      for _ in 1...10 {
        let local = try RawClient(unixSocket: path)
        try local.send(Self.get)
        #expect(try local.readAnswer().body == "unix")
        let remote = try RawClient(port: server.boundPort)
        try remote.send(Self.get)
        #expect(try remote.readAnswer().body == "127.0.0.1")
      }
    }
  }

  @Test func theFileOfADeadServerIsReplaced() async throws {
    let path = Self.path()
    defer { unlink(path) }
    for _ in 1...2 {
      try await serving(Echo()) {
        $0.endpoints = [.unixSocket(path: path)]
      } _: { server in
        #expect(server.boundPort == 0)
        let client = try RawClient(unixSocket: path)
        try client.send(Self.get)
        #expect(try client.readAnswer().status == 200)
      }
      // The file is left to whoever comes next.
      #expect(access(path, F_OK) == 0)
    }
  }

  @Test func anotherFileIsNotReplaced() throws {
    let path = Self.path()
    defer { unlink(path) }
    #expect(FileManager.default.createFile(atPath: path, contents: Data("mine".utf8)))
    #expect(throws: ServerError.self) {
      try Server(Configuration(endpoints: [.unixSocket(path: path)]), handler: Echo())
    }
    #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8))
    let long = "/tmp/" + String(repeating: "a", count: 200)
    #expect(throws: ServerError.self) {
      try Server(Configuration(endpoints: [.unixSocket(path: long)]), handler: Echo())
    }
  }

  @Test func inheritedSocketIsServed() async throws {
    // What a service manager does: it listens, the server only accepts.
    let address = try #require(SocketAddress(host: "127.0.0.1", port: 0))
    let descriptor = try Listener.listening(address, sharesPort: false)
    let port = SocketAddress.filled { getsockname(descriptor, $0, $1) }.address.port
    let kept = dup(descriptor)
    defer { close(kept) }
    let early = try RawClient(port: port)
    try early.send(Self.get)
    try await serving(Echo()) {
      $0.endpoints = [.inherited(descriptor: descriptor)]
    } _: { server in
      #expect(server.boundPort == port)
      let answer = try early.readAnswer()
      #expect(answer.status == 200)
    }
    // Between two servers nobody is refused.
    let waiting = try RawClient(port: port)
    try waiting.send(Self.get)
    try await serving(Echo()) {
      $0.endpoints = [.inherited(descriptor: dup(kept))]
    } _: { _ in
      let answer = try waiting.readAnswer()
      #expect(answer.status == 200)
    }
  }

  /// Clients connect without a pause while one server takes over from another: none is refused or
  /// left without its answer.
  @Test func aPortIsTakenOverWithoutARefusal() async throws {
    let named: @Sendable (String) -> Answering = { name in Answering { _ in .text(name) } }
    let old = try Server(Configuration(port: 0), handler: named("old"))
    let port = old.boundPort
    async let oldRun: Void = old.run()

    let ask: @Sendable () throws -> String = {
      let client = try RawClient(port: port)
      try client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      return try client.readAnswer().body
    }
    let isDone = Lock(false)
    async let asked = blocking {
      var answers: [String: Int] = [:]
      while !isDone.withLock({ $0 }) { answers[try ask(), default: 0] += 1 }
      return answers
    }
    #expect(try await blocking { try ask() } == "old")

    var configuration = Configuration(port: port)
    configuration.takesOver = true
    let new = try Server(configuration, handler: named("new"))
    // From here on every new connection is the new one's, although the old one still listens.
    async let newRun: Void = new.run()
    for _ in 1...50 { #expect(try await blocking { try ask() } == "new") }
    old.shutdown()
    try await oldRun
    for _ in 1...50 { #expect(try await blocking { try ask() } == "new") }
    isDone.withLock { $0 = true }
    let answers = try await asked
    #expect(answers.keys.contains("old") && answers.keys.contains("new"))
    new.shutdown()
    try await newRun
  }
}
