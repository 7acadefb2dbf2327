/// Resolves the escapes of a string literal: `\n \r \t \\ \0 \' \"`, `\x41` up to 7F, `\u{1F600}`.
struct Escapes {
  struct Failure: Error {
    let reason: String
    /// In bytes from the start of the text.
    let offset: Int
  }

  private let raw: ArraySlice<UInt8>
  private var position: Int

  private init(_ raw: ArraySlice<UInt8>) {
    self.raw = raw
    position = raw.startIndex
  }

  static func text(_ raw: ArraySlice<UInt8>) throws(Failure) -> ExactString {
    var escapes = Escapes(raw)
    var text: [UInt8] = []
    while let (bytes, isStar) = try escapes.next() {
      guard !isStar else {
        throw Failure(
          reason: "`\\*` stands only in patterns of `like`.", offset: escapes.position - 2)
      }
      text.append(contentsOf: bytes)
    }
    return ExactString(String(decoding: text, as: UTF8.self))
  }

  /// Besides, `*` is a wildcard, even written as an escape, and `\*` is the star itself.
  static func pattern(_ raw: ArraySlice<UInt8>) throws(Failure) -> Pattern {
    var escapes = Escapes(raw)
    var elements: [UInt8?] = []
    let star = UInt8(ascii: "*")
    while let (bytes, isStar) = try escapes.next() {
      elements.append(contentsOf: bytes.map { $0 == star && !isStar ? nil : $0 })
    }
    return Pattern(elements)
  }

  /// The next byte or escaped character in UTF-8, and whether it is `\*`; nil at the end.
  private mutating func next() throws(Failure) -> (bytes: [UInt8], isStar: Bool)? {
    guard let byte = take() else { return nil }
    guard byte != 0x0D else { throw failure("A carriage return in a string is written as `\\r`.") }
    guard byte == UInt8(ascii: "\\") else { return ([byte], false) }
    switch take() {
    case UInt8(ascii: "n"): return ([0x0A], false)
    case UInt8(ascii: "r"): return ([0x0D], false)
    case UInt8(ascii: "t"): return ([0x09], false)
    case UInt8(ascii: "0"): return ([0x00], false)
    case UInt8(ascii: "\\"): return ([UInt8(ascii: "\\")], false)
    case UInt8(ascii: "'"): return ([UInt8(ascii: "'")], false)
    case UInt8(ascii: "\""): return ([UInt8(ascii: "\"")], false)
    case UInt8(ascii: "*"): return ([UInt8(ascii: "*")], true)
    case UInt8(ascii: "x"): return ([try byteEscape()], false)
    case UInt8(ascii: "u"): return (Array(String(try scalarEscape()).utf8), false)
    default: throw failure("This is no escape sequence.")
    }
  }

  private mutating func take() -> UInt8? {
    guard position < raw.endIndex else { return nil }
    position += 1
    return raw[position - 1]
  }

  private mutating func byteEscape() throws(Failure) -> UInt8 {
    guard let high = take().flatMap(hexadecimalValue), let low = take().flatMap(hexadecimalValue),
      high < 8
    else { throw failure("`\\x` is followed by two hexadecimal digits, at most 7F.") }
    return high << 4 | low
  }

  private mutating func scalarEscape() throws(Failure) -> Character {
    guard take() == UInt8(ascii: "{") else { throw failure("`\\u` is followed by `{`.") }
    var value: UInt32 = 0
    var digits = 0
    while let byte = take(), byte != UInt8(ascii: "}") {
      if byte == UInt8(ascii: "_"), digits > 0 { continue }
      guard let digit = hexadecimalValue(byte), digits < 6 else {
        throw failure("Between `\\u{` and `}` stand one to six hexadecimal digits.")
      }
      value = value << 4 | UInt32(digit)
      digits += 1
    }
    guard digits > 0, raw[position - 1] == UInt8(ascii: "}"), let scalar = Unicode.Scalar(value)
    else { throw failure("`\\u{…}` names no Unicode scalar.") }
    return Character(scalar)
  }

  private func failure(_ reason: String) -> Failure {
    Failure(reason: reason, offset: position - 1)
  }
}
