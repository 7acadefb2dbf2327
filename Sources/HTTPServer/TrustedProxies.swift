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
