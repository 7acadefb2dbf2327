import Glibc

/// All addresses that begin with the same bits.
struct Network {
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
