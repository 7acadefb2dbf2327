import Foundation
import Portal

/// Where the portal is: `https://…` anywhere, or `http://` on this machine. A token never crosses a network in the clear.
struct PortalAddress: Sendable {
  private enum Way {
    case loopback(port: UInt16)
    case curl
  }

  private let way: Way
  /// Without a slash at the end.
  private let base: String

  init(_ text: String) throws(UsageError) {
    base = text.hasSuffix("/") ? String(text.dropLast()) : text
    guard let parts = URLComponents(string: base), let host = parts.host, !host.isEmpty,
      parts.user == nil, parts.query == nil, parts.fragment == nil
    else { throw Self.unusable }
    switch parts.scheme {
    case "https": way = .curl
    case "http" where (host == "127.0.0.1" || host == "localhost") && parts.path.isEmpty:
      guard let port = UInt16(exactly: parts.port ?? 80), port > 0 else { throw Self.unusable }
      way = .loopback(port: port)
    default: throw Self.unusable
    }
  }

  private static let unusable = UsageError(
    Text(
      "--portal : une adresse https://… est attendue, ou http://127.0.0.1:PORT sur cette machine.",
      "--portal: an https://… address is expected, or http://127.0.0.1:PORT on this machine."))

  /// Calls the portal's API: `path` begins after `/api/v1`.
  func call(
    _ method: String, _ path: String, token: String, headers: [(String, String)] = [],
    body: [UInt8] = []
  ) throws -> Answer {
    var headers = headers
    headers.append(("Authorization", "Bearer \(token)"))
    headers.append(("Accept", "application/json"))
    if !body.isEmpty { headers.append(("Content-Type", "application/json")) }
    let raw =
      switch way {
      case .loopback(let port):
        try LoopbackConnection.exchange(
          Self.request(method, "/api/v1" + path, port, headers, body), port: port,
          within: .seconds(20))
      case .curl: try Curl.exchange(method, base + "/api/v1" + path, headers, body)
      }
    return try Answer(parsing: raw)
  }

  private static func request(
    _ method: String, _ target: String, _ port: UInt16, _ headers: [(String, String)],
    _ body: [UInt8]
  ) -> [UInt8] {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + body
  }
}
