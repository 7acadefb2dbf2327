extension Value {
  /// An IPv4 or IPv6 address, or a range of them in CIDR notation; an address alone is a range of
  /// one.
  ///
  /// Two ranges are equal when address and prefix are: `10.0.0.1/8` and `10.0.0.2/8` differ.
  public struct IPAddress: Hashable, Sendable {
    private let upper: UInt64
    private let lower: UInt64
    /// The number of leading bits that the whole range shares.
    public let prefix: UInt8
    public let isIPv6: Bool

    private init(bits: UInt128, prefix: UInt8, isIPv6: Bool) {
      // In two halves, as an aligned 128-bit number would make every `Value` larger.
      upper = UInt64(truncatingIfNeeded: bits >> 64)
      lower = UInt64(truncatingIfNeeded: bits)
      self.prefix = prefix
      self.isIPv6 = isIPv6
    }

    private var bits: UInt128 { UInt128(upper) << 64 | UInt128(lower) }
    private var width: UInt8 { isIPv6 ? 128 : 32 }

    /// The first and the last address of the range.
    private var bounds: ClosedRange<UInt128> {
      let hostBits = width - prefix
      let mask = hostBits == 128 ? UInt128.max : (1 << UInt128(hostBits)) - 1
      return (bits & ~mask)...(bits | mask)
    }

    /// Whether all addresses of this range are in `other`; false between IPv4 and IPv6.
    public func isInRange(_ other: IPAddress) -> Bool {
      isIPv6 == other.isIPv6 && other.bounds.lowerBound <= bounds.lowerBound
        && bounds.upperBound <= other.bounds.upperBound
    }

    /// `127.0.0.0/8` and `::1`.
    public var isLoopback: Bool {
      isInRange(
        isIPv6
          ? IPAddress(bits: 1, prefix: 128, isIPv6: true)
          : IPAddress(bits: 127 << 24, prefix: 8, isIPv6: false))
    }

    /// `224.0.0.0/4` and `ff00::/8`.
    public var isMulticast: Bool {
      isInRange(
        isIPv6
          ? IPAddress(bits: 0xFF << 120, prefix: 8, isIPv6: true)
          : IPAddress(bits: 224 << 24, prefix: 4, isIPv6: false))
    }
  }
}

extension Value.IPAddress {
  /// Reads `192.0.2.1`, `2001:db8::1`, or one of them with `/prefix`; numbers have no leading
  /// zeros, and no IPv4 form stands within an IPv6 one.
  public init?(parsing text: ExactString) {
    let parts = text.text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return nil }
    let isIPv6 = parts[0].contains(UInt8(ascii: ":"))
    guard let bits = isIPv6 ? Self.version6(parts[0]) : Self.version4(parts[0]) else { return nil }
    var prefix: UInt8 = isIPv6 ? 128 : 32
    if parts.count == 2 {
      guard let given = Self.number(parts[1], maximum: UInt16(prefix)) else { return nil }
      prefix = UInt8(given)
    }
    self.init(bits: bits, prefix: prefix, isIPv6: isIPv6)
  }

  private typealias Bytes = Substring.UTF8View

  private static func version4(_ text: Bytes) -> UInt128? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt128 = 0
    for part in parts {
      guard let number = number(part, maximum: 255) else { return nil }
      bits = bits << 8 | UInt128(number)
    }
    return bits
  }

  /// A decimal number without leading zeros; `maximum` has three digits at most.
  private static func number(_ text: Bytes, maximum: UInt16) -> UInt16? {
    guard (1...3).contains(text.count), text.allSatisfy(Identifier.isDigit),
      text.count == 1 || text.first != UInt8(ascii: "0")
    else { return nil }
    let number = text.reduce(0) { $0 * 10 + UInt16($1 - UInt8(ascii: "0")) }
    return number <= maximum ? number : nil
  }

  private static func version6(_ text: Bytes) -> UInt128? {
    guard let gap = text.indices.first(where: { text[$0...].starts(with: "::".utf8) }) else {
      guard let groups = groups(text), groups.count == 8 else { return nil }
      return joined(groups)
    }
    let afterGap = text.index(gap, offsetBy: 2)
    guard let head = gap == text.startIndex ? [] : groups(text[..<gap]),
      let tail = afterGap == text.endIndex ? [] : groups(text[afterGap...]),
      head.count + tail.count < 8
    else { return nil }
    return joined(head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
  }

  private static func groups(_ text: Bytes) -> [UInt16]? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count <= 8 else { return nil }
    var groups: [UInt16] = []
    for part in parts {
      guard (1...4).contains(part.count) else { return nil }
      var group: UInt16 = 0
      for byte in part {
        guard let digit = hexadecimalValue(byte) else { return nil }
        group = group << 4 | UInt16(digit)
      }
      groups.append(group)
    }
    return groups
  }

  private static func joined(_ groups: [UInt16]) -> UInt128 {
    groups.reduce(0) { $0 << 16 | UInt128($1) }
  }
}

/// The value of a hexadecimal digit; nil for any other byte.
func hexadecimalValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

extension Value.IPAddress: CustomStringConvertible {
  /// With the prefix always, IPv6 without abbreviation.
  public var description: String {
    let groups =
      isIPv6
      ? (0..<8).map { String(UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)), radix: 16) }
      : (0..<4).map { String(UInt8(truncatingIfNeeded: bits >> (24 - 8 * $0))) }
    return "\(groups.joined(separator: isIPv6 ? ":" : "."))/\(prefix)"
  }
}
