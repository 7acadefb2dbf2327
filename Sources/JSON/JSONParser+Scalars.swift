// The strings and numbers of a JSON text.

extension JSONParser {
  mutating func string() throws(Failure) -> String {
    let opening = position
    position += 1
    let start = position
    skipPlain()
    if skip(UInt8(ascii: "\"")) {
      return try text(bytes.span.extracting(start..<position - 1), from: opening)
    }

    var unescaped = Array(bytes[start..<position])
    while !skip(UInt8(ascii: "\"")) {
      switch peek {
      case UInt8(ascii: "\\"):
        try escape(into: &unescaped)
      case nil:
        throw Failure(reason: "The string is not closed.", offset: opening)
      default:
        throw failure("A control character stands unescaped in a string.")
      }
      let run = position
      skipPlain()
      unescaped.append(contentsOf: bytes[run..<position])
    }
    return try text(unescaped.span, from: opening)
  }

  /// Passes everything a string may hold as it is.
  private mutating func skipPlain() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
      position += 1
    }
  }

  private func text(_ bytes: Span<UInt8>, from opening: Int) throws(Failure) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes))
    } catch {
      throw Failure(reason: "The string is not valid UTF-8.", offset: opening)
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(Failure) {
    position += 1
    switch peek {
    case UInt8(ascii: "\""): text.append(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): text.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "/"): text.append(UInt8(ascii: "/"))
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      text.append(contentsOf: String(Character(try escapedScalar())).utf8)
      return
    default: throw failure("This is no escape sequence.")
    }
    position += 1
  }

  /// Reads from the `u` of `\uXXXX`, and the second half where the first is a high surrogate.
  private mutating func escapedScalar() throws(Failure) -> Unicode.Scalar {
    let start = position
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if UTF16.isLeadSurrogate(first), skip(UInt8(ascii: "\\")), peek == UInt8(ascii: "u") {
      let second = try fourDigits()
      if UTF16.isTrailSurrogate(second) {
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
      }
    }
    throw Failure(reason: "A surrogate stands alone.", offset: start - 1)
  }

  private mutating func fourDigits() throws(Failure) -> UInt16 {
    position += 1
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap(hexadecimalValue) else {
        throw failure("Four hexadecimal digits are expected.")
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  private func hexadecimalValue(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  // MARK: - Numbers

  mutating func number() throws(Failure) -> JSON {
    let start = position
    let isNegative = skip(UInt8(ascii: "-"))
    let isZero = peek == UInt8(ascii: "0")
    try digits(onlyOne: isZero)
    var isWhole = !(isNegative && isZero)
    if skip(UInt8(ascii: ".")) {
      isWhole = false
      try digits()
    }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      isWhole = false
      _ = skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-"))
      try digits()
    }
    if isWhole, let integer = integer(bytes[start..<position], isNegative: isNegative) {
      return .integer(integer)
    }
    guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)),
      number.isFinite
    else {
      throw Failure(reason: "The number is out of range.", offset: start)
    }
    return .number(number)
  }

  /// Passes one digit or more.
  private mutating func digits(onlyOne: Bool = false) throws(Failure) {
    guard isDigit else { throw failure("A digit is expected.") }
    position += 1
    if onlyOne {
      guard !isDigit else { throw failure("A number does not start with a zero.") }
      return
    }
    while isDigit { position += 1 }
  }

  private var isDigit: Bool {
    peek.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }

  /// The value of an optional minus sign and digits; nil where it does not fit.
  private func integer(_ text: ArraySlice<UInt8>, isNegative: Bool) -> Int64? {
    var value: Int64 = 0
    for byte in isNegative ? text.dropFirst() : text {
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(byte - UInt8(ascii: "0"))
      // Counted downwards for a negative number, as the least one has no positive twin.
      let (sum, overflowsToo) =
        isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      if overflows || overflowsToo { return nil }
      value = sum
    }
    return value
  }
}
