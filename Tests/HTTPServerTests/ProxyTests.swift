import HTTP
import Testing

@testable import HTTPServer

@Suite struct ProxyTests {
  struct Case: Sendable, CustomStringConvertible {
    let name: String
    var field = TrustedProxies.Field.xForwarded
    var peer = "10.0.0.1"
    let headers: Headers
    let origin: TrustedProxies.Origin

    var description: String { name }
  }

  private static let trusted = ["10.0.0.0/8", "192.0.2.7", "fd00::/8", "unix"]

  private static func origin(_ peer: String, _ isSecure: Bool = false) -> TrustedProxies.Origin {
    TrustedProxies.Origin(peer: peer, isSecure: isSecure)
  }

  static let cases: [Case] = [
    .init(name: "nothing said", headers: Headers(), origin: origin("10.0.0.1")),
    .init(
      name: "one proxy", headers: Headers(["X-Forwarded-For": "203.0.113.9"]),
      origin: origin("203.0.113.9")),
    .init(
      name: "https",
      headers: Headers(["X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"]),
      origin: origin("203.0.113.9", true)),
    .init(
      name: "scheme alone", headers: Headers(["X-Forwarded-Proto": "https"]),
      origin: origin("10.0.0.1", true)),
    .init(
      name: "what the client made up is behind what the proxy says",
      headers: Headers(["X-Forwarded-For": "127.0.0.1, 203.0.113.9"]), origin: origin("203.0.113.9")
    ),
    .init(
      name: "several lines are one list",
      headers: Headers(["X-Forwarded-For": "127.0.0.1", "X-Forwarded-For": "203.0.113.9, 10.2.3.4"]
      ),
      origin: origin("203.0.113.9")),
    .init(
      name: "two proxies of ours",
      headers: Headers([
        "X-Forwarded-For": "203.0.113.9, 192.0.2.7", "X-Forwarded-Proto": "https, http",
      ]),
      origin: origin("203.0.113.9", true)),
    .init(
      name: "a stranger is not believed", peer: "203.0.113.1",
      headers: Headers(["X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https"]),
      origin: origin("203.0.113.1")),
    .init(
      name: "the other kind of field is not read",
      headers: Headers(["Forwarded": "for=127.0.0.1;proto=https"]), origin: origin("10.0.0.1")),
    .init(
      name: "no address", headers: Headers(["X-Forwarded-For": "203.0.113.9, nonsense"]),
      origin: origin("10.0.0.1")),
    .init(
      name: "address with port", headers: Headers(["X-Forwarded-For": "203.0.113.9:4711"]),
      origin: origin("203.0.113.9")),
    .init(
      name: "through a Unix-domain socket", peer: "unix",
      headers: Headers(["X-Forwarded-For": "2001:db8::17"]), origin: origin("2001:db8::17")),
    .init(
      name: "IPv6 proxy", peer: "fd00::1", headers: Headers(["X-Forwarded-For": "2001:DB8::17"]),
      origin: origin("2001:db8::17")),
    .init(
      name: "RFC 7239 §4", field: .forwarded,
      headers: Headers([
        "Forwarded": "for=192.0.2.43, For=\"[2001:db8:cafe::17]:4711\" ; Proto=HTTPS"
      ]),
      origin: origin("2001:db8:cafe::17", true)),
    .init(
      name: "hidden name", field: .forwarded,
      headers: Headers(["Forwarded": "for=_hidden;proto=https"]), origin: origin("10.0.0.1", true)),
    .init(
      name: "unreadable element", field: .forwarded,
      headers: Headers(["Forwarded": "for=203.0.113.9, ;;=,"]), origin: origin("10.0.0.1")),
  ]

  @Test(arguments: cases) func originIs(_ one: Case) throws {
    let proxies = try #require(TrustedProxies(Self.trusted, field: one.field))
    #expect(proxies.origin(of: one.headers, from: one.peer, isSecure: false) == one.origin)
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
    ("10.0.0.0/9", "10.127.255.255", true), ("10.0.0.0/9", "10.128.0.0", false),
    ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false), ("::1", "::1", true),
    ("192.0.2.7", "192.0.2.8", false), ("unix", "unix", true), ("10.0.0.1", "unix", false),
  ]) func networkHolds(_ network: String, _ address: String, _ isHeld: Bool) throws {
    let proxies = try #require(TrustedProxies([network], field: .forwarded))
    #expect(proxies.contains(address) == isHeld)
  }

  @Test(arguments: ["", "10.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129", "proxy"])
  func noNetwork(_ text: String) {
    #expect(TrustedProxies([text], field: .forwarded) == nil)
  }

  /// A proxy brings the connections of many.
  @Test func aProxyHasNoLimitOfItsOwn() async throws {
    try await serving(Answering { .text("\($0.peer) \($0.isSecure)") }) {
      $0.limits.connectionsPerAddress = 2
      $0.proxies = TrustedProxies(["127.0.0.1"], field: .xForwarded)
    } _: { server in
      let clients = try (0..<5).map { _ in try RawClient(port: server.boundPort) }
      for (number, client) in clients.enumerated() {
        try client.send(
          "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.\(number)\r\n"
            + "X-Forwarded-Proto: https\r\n\r\n")
        let answer = try client.readAnswer()
        #expect(answer.body == "203.0.113.\(number) true")
        #expect(answer.headers["strict-transport-security"] != nil)
      }
    }
  }
}
