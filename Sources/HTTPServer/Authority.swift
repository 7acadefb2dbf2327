import HTTP

/// A host and its port, as the `Host` field and absolute targets name them (RFC 9110 §4.2, §7.2).
struct Authority: Equatable {
  /// In lower case, IPv6 addresses in brackets.
  let host: String
  let port: UInt16?

  /// Nil for user information, an empty host, characters no host has, and ports beyond 1 to 65535.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let hostEnd: Int
    if bytes.first == UInt8(ascii: "[") {
      guard let bracket = bytes.firstIndex(of: UInt8(ascii: "]")), bracket > 2,
        bytes[1..<bracket].allSatisfy(Self.isAddressByte)
      else { return nil }
      hostEnd = bracket + 1
    } else {
      hostEnd = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
      guard hostEnd > 0, bytes[..<hostEnd].allSatisfy(Self.isNameByte) else { return nil }
    }
    host = String(decoding: bytes[..<hostEnd].map(\.asciiLowercased), as: UTF8.self)
    guard hostEnd < bytes.count else {
      port = nil
      return
    }
    let digits = bytes[(hostEnd + 1)...]
    guard bytes[hostEnd] == UInt8(ascii: ":"),
      digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    if digits.isEmpty {
      port = nil
      return
    }
    guard let number = UInt16(String(decoding: digits, as: UTF8.self)), number > 0 else {
      return nil
    }
    port = number
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
