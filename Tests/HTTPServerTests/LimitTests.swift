import Foundation
import HTTP
import Testing

@testable import HTTPServer

@Suite struct LimitTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  @Test func tooManyConnectionsFromOneAddress() async throws {
    try await serving(Echo()) {
      $0.limits.connectionsPerAddress = 2
    } _: { server in
      let first = try RawClient(port: server.boundPort)
      let second = try RawClient(port: server.boundPort)
      for client in [first, second] {
        try client.send(Self.get)
        #expect(try client.readAnswer().status == 200)
      }
      let third = try RawClient(port: server.boundPort)
      let answer = try third.readAnswer()
      #expect(answer.status == 503)
      #expect(answer.headers["retry-after"] != nil)
      // Once one has closed there is room again.
      try first.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      _ = try first.readToEnd()
      first.finishSending()
      try Self.untilServed(port: server.boundPort)
    }
  }

  /// Who has one IPv6 address has those beside it too.
  @Test func addressesOfOneHouseholdCountAsOne() {
    var limits = Configuration.Limits()
    limits.connectionsPerAddress = 2
    let count = ConnectionCount(limits: limits)
    #expect(count.admit("2001:db8::1", isTrusted: false))
    #expect(count.admit("2001:db8::2", isTrusted: false))
    #expect(!count.admit("2001:db8::3", isTrusted: false))
    #expect(count.admit("2001:db8::4", isTrusted: true))
    #expect(count.admit("2001:db8:0:1::1", isTrusted: false))
    #expect(count.admit("203.0.113.1", isTrusted: false))
    #expect(count.admit("203.0.113.2", isTrusted: false))
    for address in ["2001:db8::1", "2001:db8::2", "2001:db8::4"] { count.release(address) }
    #expect(count.admit("2001:db8::3", isTrusted: false))
    #expect(count.statistics.open == 4)
    #expect(count.statistics.turnedAway == 1)
  }

  @Test func requestsPerConnection() async throws {
    try await serving(Echo()) {
      $0.limits.requestsPerConnection = 2
    } _: { server in
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.get + Self.get + Self.get)
      #expect(try client.readAnswer().headers["connection"] == nil)
      #expect(try client.readAnswer().headers["connection"] == "close")
      #expect(try client.readToEnd().isEmpty)
    }
  }

  @Test func slowHeadIsRefused() async throws {
    try await serving(Echo()) {
      $0.timeouts.header = .milliseconds(100)
    } _: { server in
      let client = try RawClient(port: server.boundPort)
      try client.send("GET / HTTP/1.1\r\n")
      #expect(try client.readAnswer().status == 408)
      #expect(try client.readToEnd().isEmpty)
    }
  }

  @Test func slowBodyIsRefused() async throws {
    try await serving(Echo()) {
      $0.timeouts.body = .milliseconds(100)
    } _: { server in
      let client = try RawClient(port: server.boundPort)
      try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
      #expect(try client.readAnswer().status == 408)
    }
  }

  @Test func idleConnectionsAreClosedSilently() async throws {
    try await serving(Echo()) {
      $0.timeouts.idle = .milliseconds(100)
    } _: { server in
      let silent = try RawClient(port: server.boundPort)
      #expect(try silent.readToEnd().isEmpty)
      let client = try RawClient(port: server.boundPort)
      try client.send(Self.get)
      #expect(try client.readAnswer().status == 200)
      #expect(try client.readToEnd().isEmpty)
    }
  }

  @Test func fiveHundredConnections() async throws {
    try await serving(Echo()) {
      $0.limits.connectionsPerAddress = 500
    } _: { server in
      let clients = try (0..<500).map { _ in try RawClient(port: server.boundPort) }
      for round in 1...2 {
        for client in clients { try client.send("GET /\(round) HTTP/1.1\r\nHost: a\r\n\r\n") }
        for client in clients { #expect(try client.readAnswer().body == "GET /\(round) ") }
      }
    }
  }

  /// Connects until a request is served: when a closed connection is forgotten is the server's affair.
  static func untilServed(port: UInt16) throws {
    for _ in 0..<10_000 {
      let client = try RawClient(port: port)
      try client.send(get)
      if (try? client.readAnswer().status) == 200 { return }
    }
    Issue.record("no connection was served")
  }
}

/// What cannot be taken is refused in the handler's words.
@Suite struct RefusalTests {
  private struct Polite: Handler {
    func bodyPlan(for request: Request) -> BodyPlan { BodyPlan(bytes: 10) }

    func respond(to request: Request) async -> Response { .text("taken") }

    func respond(
      refusing request: Request, with status: Status, because reason: String
    ) async -> Response {
      .text("\(request.path): sorry, \(reason)", status: status)
    }
  }

  @Test(arguments: [
    (11, 256, 413, "/a: sorry, the body has more than 10 bytes"),
    (5, 256, 408, "/a: sorry, the body did not come in time"),
    (5, 0, 503, "/a: sorry, too many requests bring content"),
  ]) func speaksThroughTheHandler(
    _ length: Int, _ budget: Int, _ status: Int, _ text: String
  ) async throws {
    try await serving(Polite()) {
      $0.timeouts.body = .milliseconds(100)
      $0.limits.bodyBytesInMemory = budget * 1024
    } _: { server in
      let client = try RawClient(port: server.boundPort)
      try client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\na")
      let answer = try client.readAnswer()
      #expect(answer.status == status)
      #expect(answer.body == text)
      #expect((answer.headers["retry-after"] != nil) == (status == 503))
      #expect(answer.headers["connection"] == "close")
      #expect(try client.readToEnd().isEmpty)
    }
  }
}

/// No peer may keep a loop to itself.
@Suite struct FairnessTests {
  /// Counted in answers, not in time: how many a peer that pipelines without a pause gets until
  /// another has got one.
  @Test func whoPipelinesWithoutAPauseLeavesRoomForOthers() async throws {
    let served = Lock(0)
    let handler = Answering { _ in
      served.withLock { $0 += 1 }
      return .text("")
    }
    try await serving(handler) {
      $0.threads = 1
      $0.limits.requestsPerConnection = .max
    } _: { server in
      let greedy = try RawClient(port: server.boundPort)
      let isDone = Lock(false)
      let flood = Array(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 5000).utf8)
      let writer = Thread { while !isDone.withLock({ $0 }) { try? greedy.send(flood) } }
      let reader = Thread { while !isDone.withLock({ $0 }) { _ = try? greedy.discard() } }
      writer.start()
      reader.start()
      defer { isDone.withLock { $0 = true } }
      var meanwhile: [Int] = []
      for _ in 1...50 {
        let before = served.withLock { $0 }
        let client = try RawClient(port: server.boundPort)
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = try client.readAnswer()
        #expect(answer.status == 200)
        meanwhile.append(served.withLock { $0 } - before)
      }
      // Most, since on a busy machine the other itself may have to wait for its turn.
      #expect(meanwhile.sorted()[10] < 500, "\(meanwhile.sorted())")
    }
  }
}
