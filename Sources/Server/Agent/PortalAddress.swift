import Foundation
import Portal

/// Where the portal's door for agents is: `https://HOST:PORT`.
struct PortalAddress: Sendable {
  /// As it was given, without a slash at the end.
  let text: String
  /// `HOST:PORT`, as curl connects to it.
  let endpoint: String

  init(_ text: String) throws(UsageError) {
    self.text = text.hasSuffix("/") ? String(text.dropLast()) : text
    guard let parts = URLComponents(string: self.text), parts.scheme == "https",
      let host = parts.host, !host.isEmpty, parts.path.isEmpty,
      parts.user == nil, parts.query == nil, parts.fragment == nil,
      let port = UInt16(exactly: parts.port ?? 443), port > 0
    else {
      throw UsageError(
        Text(
          "--portal : l’adresse des agents, https://HÔTE:PORT, est attendue.",
          "--portal: the address for agents, https://HOST:PORT, is expected."))
    }
    endpoint = "\(host):\(port)"
  }
}
