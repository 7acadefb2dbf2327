/// The address of another site or a mailbox, checked: `http`, `https` and `mailto` alone.
public struct ExternalLink: Sendable, Hashable {
  public let text: String

  /// Nil unless `text` is such an address, in at most 2,048 bytes, without user name or password.
  ///
  /// The host is ASCII; other characters after it are percent-encoded. A `mailto` address has no
  /// header fields.
  public init?(_ text: String) {
    guard text.utf8.count <= 2048, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    let rest = text[text.utf8.index(after: colon)...]
    switch text[..<colon].lowercased() {
    case "https", "http":
      guard rest.utf8.starts(with: "//".utf8), Self.hasPlainHost(rest.utf8.dropFirst(2)) else {
        return nil
      }
    case "mailto":
      guard Self.isMailbox(rest.utf8) else { return nil }
    default:
      return nil
    }
    // Encoding is for what a person pastes from the address bar; it makes nothing else valid.
    let encoded = percentEncoded(text) { $0 < 0x80 }
    guard encoded.utf8.allSatisfy(isAddressByte) else { return nil }
    self.text = encoded
  }

  private static func hasPlainHost(_ bytes: Substring.UTF8View.SubSequence) -> Bool {
    let host = bytes.prefix { !"/?#".utf8.contains($0) }
    return host.first.map(isAlphanumericOrBracket) == true
      && host.allSatisfy { isAlphanumericOrBracket($0) || "-.:".utf8.contains($0) }
  }

  private static func isAlphanumericOrBracket(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "[]".utf8.contains(byte)
  }

  private static func isMailbox(_ bytes: Substring.UTF8View) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { isUnreserved($0) || $0 == UInt8(ascii: "+") }
      }
  }
}
