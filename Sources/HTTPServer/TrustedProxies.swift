import Glibc
import HTTP

/// The proxies in front of this server, and how they say for whom they ask.
///
/// What a request says of its origin is believed only from their addresses: everybody else may
/// write such fields too.
public struct TrustedProxies: Sendable {
  /// The one field that the proxies write and clean; the others would be passed on from anybody.
  public enum Field: String, Sendable, CaseIterable {
    /// `Forwarded` (RFC 7239).
    case forwarded
    /// `X-Forwarded-For` and `X-Forwarded-Proto`, as nginx, HAProxy and others have them.
    case xForwarded = "x-forwarded"
  }

  /// Who asks, as far as the proxies can be believed.
  struct Origin: Equatable {
    var peer: String
    var isSecure: Bool
  }

  private let networks: [Network]
  private let trustsUnixSockets: Bool
  private let field: Field

  /// Reads addresses (`10.0.0.4`), networks (`10.0.0.0/8`, `fd00::/8`) and `unix` for whoever
  /// connects through a Unix-domain socket; nil when one of them is nothing of that kind.
  public init?(_ texts: [String], field: Field) {
    var networks: [Network] = []
    for text in texts where text != "unix" {
      guard let network = Network(text) else { return nil }
      networks.append(network)
    }
    self.networks = networks
    self.field = field
    trustsUnixSockets = texts.contains("unix")
  }

  func contains(_ peer: String) -> Bool {
    if peer == "unix" { return trustsUnixSockets }
    guard let address = Network.bytes(of: peer) else { return false }
    return networks.contains { $0.contains(address) }
  }

  /// Goes from the nearest to the farthest who is named, for as long as proxies of ours name them.
  ///
  /// What is no address ends the way: the last that is known stands.
  func origin(of headers: Headers, from peer: String, isSecure: Bool) -> Origin {
    var origin = Origin(peer: peer, isSecure: isSecure)
    for hop in hops(headers).reversed() {
      guard contains(origin.peer) else { break }
      if let scheme = hop.scheme { origin.isSecure = scheme == "https" }
      guard let address = hop.address else { break }
      origin.peer = address
    }
    return origin
  }

  private func hops(_ headers: Headers) -> [ForwardedHop] {
    switch field {
    case .forwarded: ForwardedHop.read(forwarded: headers.combined("Forwarded") ?? "")
    case .xForwarded:
      ForwardedHop.read(
        addresses: headers.combined("X-Forwarded-For") ?? "",
        schemes: headers.combined("X-Forwarded-Proto") ?? "")
    }
  }
}

/// All addresses that begin with the same bits.
private struct Network {
  private let prefix: [UInt8]
  private let bits: Int

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let bytes = Self.bytes(of: String(parts[0])) else { return nil }
    prefix = bytes
    if parts.count == 1 {
      bits = bytes.count * 8
    } else {
      guard let number = Int(parts[1]), (0...bytes.count * 8).contains(number) else { return nil }
      bits = number
    }
  }

  func contains(_ address: [UInt8]) -> Bool {
    guard address.count == prefix.count else { return false }
    let whole = bits / 8
    guard address[..<whole] == prefix[..<whole] else { return false }
    guard bits % 8 > 0 else { return true }
    return (address[whole] ^ prefix[whole]) >> UInt8(8 - bits % 8) == 0
  }

  /// Four or sixteen bytes.
  static func bytes(of text: String) -> [UInt8]? {
    var v4 = in_addr()
    if inet_pton(AF_INET, text, &v4) == 1 { return withUnsafeBytes(of: v4, Array.init) }
    var v6 = in6_addr()
    if inet_pton(AF_INET6, text, &v6) == 1 { return withUnsafeBytes(of: v6, Array.init) }
    return nil
  }
}
