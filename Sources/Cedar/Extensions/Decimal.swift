extension Value {
  /// A decimal number with four digits after the point, from -922337203685477.5808 to
  /// 922337203685477.5807.
  public struct Decimal: Hashable, Sendable {
    /// The number times 10,000.
    public let scaled: Int64

    public init(scaled: Int64) {
      self.scaled = scaled
    }

    /// Reads `12.34`: digits on both sides of the point, at most four behind it, a minus sign
    /// before it at most.
    public init?(parsing text: ExactString) {
      var scanner = ByteScanner(text)
      let isNegative = scanner.skip("-")
      guard let whole = scanner.digits(), scanner.skip("."), let fraction = scanner.digits(),
        scanner.isAtEnd, fraction.count <= 4
      else { return nil }
      let scaledDigits =
        whole + fraction + repeatElement(UInt8(ascii: "0"), count: 4 - fraction.count)
      guard let scaled = Int64(digits: scaledDigits, isNegative: isNegative) else { return nil }
      self.scaled = scaled
    }
  }
}

extension Value.Decimal: Comparable {
  public static func < (left: Value.Decimal, right: Value.Decimal) -> Bool {
    left.scaled < right.scaled
  }
}

extension Value.Decimal: CustomStringConvertible {
  public var description: String {
    let magnitude = scaled.magnitude
    let fraction = String(magnitude % 10_000)
    let zeros = String(repeating: "0", count: 4 - fraction.utf8.count)
    return "\(scaled < 0 ? "-" : "")\(magnitude / 10_000).\(zeros)\(fraction)"
  }
}
