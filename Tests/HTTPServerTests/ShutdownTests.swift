import Foundation
import HTTP
import HTTPServer
import Testing

@Suite struct ShutdownTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  /// A door that handlers wait at.
  private actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    let arrivals: AsyncStream<Void>
    private let arrived: AsyncStream<Void>.Continuation

    init() {
      (arrivals, arrived) = AsyncStream.makeStream()
    }

    func pass() async {
      arrived.yield()
      if isOpen { return }
      await withCheckedContinuation { waiting.append($0) }
    }

    func open() {
      isOpen = true
      for continuation in waiting { continuation.resume() }
      waiting = []
    }
  }

  @Test func requestInFlightIsAnswered() async throws {
    let gate = Gate()
    var configuration = Configuration(port: 0)
    configuration.timeouts.linger = .milliseconds(50)
    configuration.timeouts.parting = .milliseconds(50)
    let server = try Server(
      configuration,
      handler: Answering { _ in
        await gate.pass()
        return .text("done")
      })
    async let run: Void = server.run()
    let busy = try RawClient(port: server.boundPort)
    let idle = try RawClient(port: server.boundPort)
    try busy.send(Self.get)
    for await _ in gate.arrivals { break }
    server.shutdown()
    #expect(try await blocking { try idle.readToEnd() }.isEmpty)
    await gate.open()
    let answer = try await blocking { try busy.readAnswer() }
    #expect(answer.body == "done")
    #expect(answer.headers["connection"] == "close")
    #expect(try await blocking { try busy.readToEnd() }.isEmpty)
    try await run
    #expect(throws: RawClient.Failure.self) { try RawClient(port: server.boundPort) }
  }

  @Test func stuckHandlerIsGivenUp() async throws {
    let gate = Gate()
    var configuration = Configuration(port: 0)
    configuration.timeouts.drain = .milliseconds(50)
    let server = try Server(
      configuration,
      handler: Answering { _ in
        await gate.pass()
        return .text("too late")
      })
    async let run: Void = server.run()
    let client = try RawClient(port: server.boundPort)
    try client.send(Self.get)
    for await _ in gate.arrivals { break }
    server.shutdown()
    try await run
    #expect(try await blocking { try client.readToEnd() }.isEmpty)
    await gate.open()
  }

  @Test func mayComeBeforeRunning() async throws {
    let server = try Server(Configuration(port: 0), handler: Echo())
    server.shutdown()
    try await server.run()
    await #expect(throws: ServerError.alreadyRun) { try await server.run() }
  }

  @Test func aTakenPortIsNoticed() throws {
    let first = try Server(Configuration(port: 0), handler: Echo())
    #expect(throws: ServerError.self) {
      try Server(Configuration(port: first.boundPort), handler: Echo())
    }
    #expect(throws: ServerError.invalidAddress("nowhere")) {
      try Server(Configuration(host: "nowhere"), handler: Echo())
    }
  }

  @Test func listensOnIPv6() throws {
    #expect(try Server(Configuration(host: "::1", port: 0), handler: Echo()).boundPort != 0)
  }

  @Test func signalsAreHeard() async throws {
    let signals = try ProcessSignal.stream()
    kill(getpid(), SIGHUP)
    kill(getpid(), SIGTERM)
    var heard: [ProcessSignal] = []
    for await signal in signals {
      heard.append(signal)
      if heard.count == 2 { break }
    }
    #expect(Set(heard) == [.reload, .terminate])
  }
}
