/// Splits a text into tokens. It never fails: what is no word becomes a token that says so.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0

  static func tokens(of bytes: [UInt8]) -> [Token] {
    var lexer = Lexer(bytes: bytes)
    var tokens: [Token] = []
    while true {
      lexer.skipSpaceAndComments()
      let start = lexer.position
      let kind = lexer.next()
      tokens.append(Token(kind: kind, range: start..<lexer.position))
      if kind == .end { return tokens }
    }
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var peek: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private mutating func skipSpaceAndComments() {
    while let byte = peek {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        position += 1
      } else if bytes[position...].starts(with: "//".utf8) {
        while let byte = peek, byte != 0x0A, byte != 0x0D { position += 1 }
      } else if byte >= 0x80, let scalar = scalar, scalar.properties.isWhitespace {
        position += UTF8.width(scalar)
      } else {
        return
      }
    }
  }

  private mutating func next() -> Token.Kind {
    guard let byte = peek else { return .end }
    switch byte {
    case _ where Identifier.isStart(byte): return .identifier(word())
    case _ where Identifier.isDigit(byte): return number()
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "?"): return slot()
    default: return symbol()
    }
  }

  private mutating func word() -> String {
    let start = position
    while let byte = peek, Identifier.isPart(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func number() -> Token.Kind {
    let start = position
    while let byte = peek, Identifier.isDigit(byte) { position += 1 }
    return .number(UInt64(String(decoding: bytes[start..<position], as: UTF8.self)))
  }

  private mutating func string() -> Token.Kind {
    position += 1
    let start = position
    while let byte = peek {
      position += 1
      if byte == UInt8(ascii: "\"") { return .string(bytes[start..<(position - 1)]) }
      if byte == UInt8(ascii: "\\"), peek != nil { position += 1 }
    }
    return .invalid("The string is not closed.")
  }

  /// A question mark with a name right behind it; alone it is a symbol of schemas.
  private mutating func slot() -> Token.Kind {
    position += 1
    guard let byte = peek, Identifier.isStart(byte) else { return .symbol(.question) }
    return .slot("?\(word())")
  }

  private mutating func symbol() -> Token.Kind {
    for symbol in Symbol.allCases where bytes[position...].starts(with: symbol.rawValue.utf8) {
      position += symbol.rawValue.utf8.count
      return .symbol(symbol)
    }
    guard let scalar else {
      position += 1
      return .invalid("The text is not valid UTF-8.")
    }
    position += UTF8.width(scalar)
    let number = String(scalar.value, radix: 16, uppercase: true)
    return .invalid("The character U+\(number) has no meaning here.")
  }

  /// The Unicode scalar that starts here.
  private var scalar: Unicode.Scalar? {
    var decoder = UTF8()
    var rest = bytes[position...].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
    return scalar
  }
}
