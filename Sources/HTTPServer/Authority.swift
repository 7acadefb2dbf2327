import HTTP

/// A host and its port, as the `Host` field and absolute targets name them (RFC 9110 §4.2, §7.2).
struct Authority: Equatable {
  /// As it was written, IPv6 addresses in brackets.
  private let host: Substring.UTF8View
  private let port: UInt16?

  /// Nil for user information, an empty host, characters no host has, and ports beyond 1 to 65535.
  init?(_ text: Substring) {
    let bytes = text.utf8
    let hostEnd: Substring.UTF8View.Index
    if bytes.first == UInt8(ascii: "[") {
      guard let bracket = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      let address = bytes[..<bracket].dropFirst()
      guard address.count > 1, address.allSatisfy(Self.isAddressByte) else { return nil }
      hostEnd = bytes.index(after: bracket)
    } else {
      hostEnd = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
      guard hostEnd > bytes.startIndex, bytes[..<hostEnd].allSatisfy(Self.isNameByte) else {
        return nil
      }
    }
    host = bytes[..<hostEnd]
    guard hostEnd < bytes.endIndex else {
      port = nil
      return
    }
    let digits = bytes[hostEnd...].dropFirst()
    guard bytes[hostEnd] == UInt8(ascii: ":"),
      digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    if digits.isEmpty {
      port = nil
      return
    }
    guard let number = UInt16(Substring(digits)), number > 0 else { return nil }
    port = number
  }

  /// Names of hosts compare without case (RFC 9110 §4.2.3).
  static func == (one: Authority, other: Authority) -> Bool {
    one.port == other.port
      && one.host.elementsEqual(other.host) { $0.asciiLowercased == $1.asciiLowercased }
  }

  /// Hexadecimal digits, colons and dots.
  private static func isAddressByte(_ byte: UInt8) -> Bool {
    byte.hexadecimalValue != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
  }

  /// RFC 3986 `reg-name` without escapes: what a name in the DNS can be, and a little more.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
