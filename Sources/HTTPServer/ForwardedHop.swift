import HTTP

/// What one proxy says of whom it asks for.
struct ForwardedHop: Equatable {
  /// The address without a port; nil when it is hidden, unknown, or no address.
  var address: String?
  /// `http` or `https`; nil when it is not told.
  var scheme: String?

  /// Proxies in a row are few; what is longer is no row of ours.
  private static let limit = 20

  /// Reads `for=192.0.2.60;proto=https, for="[2001:db8::17]:4711"` (RFC 7239 §4), the farthest
  /// first.
  ///
  /// An element that cannot be read counts as one that tells nothing.
  static func read(forwarded field: String) -> [ForwardedHop] {
    elements(of: field).map { element in
      var hop = ForwardedHop()
      for pair in element.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { continue }
        let value = unquoted(trimmed(parts[1]))
        switch trimmed(parts[0]).lowercased() {
        case "for": hop.address = address(in: value)
        case "proto": hop.scheme = value.lowercased()
        default: break
        }
      }
      return hop
    }
  }

  /// Reads `X-Forwarded-For: 192.0.2.60, 10.0.0.7` with `X-Forwarded-Proto`, which tells of the
  /// nearest hop alone or of each.
  static func read(addresses: String, schemes: String) -> [ForwardedHop] {
    let schemes = elements(of: schemes).map { $0.lowercased() }
    var hops = elements(of: addresses).map { ForwardedHop(address: address(in: String($0))) }
    if hops.isEmpty, !schemes.isEmpty { hops = [ForwardedHop()] }
    for (offset, scheme) in schemes.reversed().enumerated() where offset < hops.count {
      hops[hops.count - 1 - offset].scheme = scheme
    }
    return hops
  }

  /// The last parts between commas, trimmed. A comma in quotes is none of ours: addresses have
  /// none.
  private static func elements(of field: String) -> [Substring] {
    field.split(separator: ",").suffix(limit).map { trimmed($0) }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }

  private static func unquoted(_ text: Substring) -> String {
    text.count >= 2 && text.first == "\"" && text.last == "\""
      ? String(text.dropFirst().dropLast()) : String(text)
  }

  /// The address in `a`, `a:port`, `[a]` and `[a]:port`.
  private static func address(in text: String) -> String? {
    var host = text[...]
    if host.first == "[" {
      guard let end = host.firstIndex(of: "]") else { return nil }
      host = host[host.index(after: host.startIndex)..<end]
    } else if host.filter({ $0 == ":" }).count == 1, let colon = host.firstIndex(of: ":") {
      host = host[..<colon]
    }
    return SocketAddress(host: String(host), port: 0)?.host
  }
}
