public import SQLite

/// A decimal number of at most six places, held as whole millionths so that sums lose nothing.
public struct FixedPoint: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let millionths: Int64

  public init(millionths: Int64) { self.millionths = millionths }

  /// A whole number within ±9,000,000,000,000; what is beyond becomes the nearest of these.
  public init(_ whole: Int) {
    millionths = min(max(Int64(whole), -Self.largestWhole), Self.largestWhole) * 1_000_000
  }

  /// The nearest one to a measured number; `nil` for what is no finite number or too large.
  public init?(rounding number: Double) {
    let millionths = (number * 1_000_000).rounded()
    guard abs(number) <= Double(Self.largestWhole), let whole = Int64(exactly: millionths) else {
      return nil
    }
    self.millionths = whole
  }

  /// Reads `395.6` or, as it is written in French, `395,6`; `nil` unless the text is such a number of at most six places.
  public init?(_ text: String) {
    let isNegative = text.hasPrefix("-")
    let parts = text.utf8.dropFirst(isNegative ? 1 : 0)
      .split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == 0x2c || $0 == 0x2e }
      .map { String(decoding: Array($0), as: UTF8.self) }
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let whole = Int64(parts[0]), whole <= Self.largestWhole
    else { return nil }
    let places = parts.count == 2 ? parts[1] : ""
    guard places.utf8.count <= 6,
      let fraction = Int64(places + String(repeating: "0", count: 6 - places.utf8.count))
    else { return nil }
    let magnitude = whole * 1_000_000 + fraction
    millionths = isNegative ? -magnitude : magnitude
  }

  private static let largestWhole: Int64 = 9_000_000_000_000

  public static let zero = FixedPoint(millionths: 0)

  public static func < (left: FixedPoint, right: FixedPoint) -> Bool {
    left.millionths < right.millionths
  }

  public static func + (left: FixedPoint, right: FixedPoint) -> FixedPoint {
    FixedPoint(millionths: left.millionths + right.millionths)
  }

  /// The nearest `Double`, to calculate with.
  public var double: Double { Double(millionths) / 1_000_000 }

  /// With a point and no more places than needed: `395.6`.
  public var description: String {
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    var places = padded(Int(rest), to: 6)
    while places.hasSuffix("0") { places.removeLast() }
    let sign = millionths < 0 ? "-" : ""
    return sign + String(whole) + (places.isEmpty ? "" : "." + places)
  }
}

extension FixedPoint: Bindable, ColumnReadable {
  public var sqlValue: SQLValue { .integer(millionths) }

  public static func read(from row: Row, at column: Int) throws -> FixedPoint {
    FixedPoint(millionths: try row(column))
  }
}

extension FixedPoint: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// For constants in the sources, which stand within its bounds.
  public init(floatLiteral value: Double) {
    self.init(millionths: Int64((value * 1_000_000).rounded()))
  }

  public init(integerLiteral value: Int) { self.init(value) }
}
