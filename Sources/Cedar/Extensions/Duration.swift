extension Value {
  /// A span of time, which may be negative.
  public struct Duration: Hashable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
      self.milliseconds = milliseconds
    }

    /// Reads `1d2h3m4s5ms`: each unit once at most, the largest first, a minus sign before all of
    /// it at most.
    public init?(parsing text: ExactString) {
      var scanner = ByteScanner(text)
      let isNegative = scanner.skip("-")
      var sum: Int64 = 0
      var units = Self.units[...]
      repeat {
        guard let digits = scanner.digits() else { return nil }
        let name = scanner.letters()
        guard let unit = units.firstIndex(where: { $0.name.utf8.elementsEqual(name) }),
          let count = Int64(digits: digits, isNegative: isNegative)
        else { return nil }
        let (span, overflows) = count.multipliedReportingOverflow(by: units[unit].milliseconds)
        let (total, overflowsToo) = sum.addingReportingOverflow(span)
        if overflows || overflowsToo { return nil }
        sum = total
        units = units[(unit + 1)...]
      } while !scanner.isAtEnd
      milliseconds = sum
    }

    private static let units: [(name: String, milliseconds: Int64)] = [
      ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]
  }
}

extension Value.Duration: Comparable {
  public static func < (left: Value.Duration, right: Value.Duration) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Value.Duration: CustomStringConvertible {
  public var description: String { "\(milliseconds)ms" }
}
