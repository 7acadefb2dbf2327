/// Reads the textual forms of the extension types from the front, byte by byte.
struct ByteScanner {
  private var rest: ArraySlice<UInt8>

  init(_ text: ExactString) {
    rest = Array(text.text.utf8)[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Passes `word` if it stands here.
  mutating func skip(_ word: StaticString) -> Bool {
    let bytes = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard rest.starts(with: bytes) else { return false }
    rest = rest.dropFirst(bytes.count)
    return true
  }

  /// Takes one decimal digit or more.
  mutating func digits() -> ArraySlice<UInt8>? {
    let digits = rest.prefix(while: Identifier.isDigit)
    rest = rest.dropFirst(digits.count)
    return digits.isEmpty ? nil : digits
  }

  /// Takes the ASCII letters that stand here.
  mutating func letters() -> ArraySlice<UInt8> {
    let letters = rest.prefix(while: Identifier.isStart)
    rest = rest.dropFirst(letters.count)
    return letters
  }

  /// Takes exactly `count` decimal digits (at most 9) and gives their value.
  mutating func number(digits count: Int) -> Int64? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(Identifier.isDigit) else { return nil }
    rest = rest.dropFirst(count)
    return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }
}

extension Int64 {
  /// The number written by ASCII digits; nil where it does not fit.
  init?(digits: some Sequence<UInt8>, isNegative: Bool) {
    var value: Int64 = 0
    for byte in digits {
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(byte - UInt8(ascii: "0"))
      // Counted downwards for a negative number, as the least one has no positive twin.
      let (sum, overflowsToo) =
        isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      if overflows || overflowsToo { return nil }
      value = sum
    }
    self = value
  }
}
