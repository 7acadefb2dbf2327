/// What may stand as a name in policies (Cedar grammar, `IDENT`).
enum Identifier {
  /// Words of the grammar, which name no type and no attribute, and the reserved namespace (RFC
  /// 52).
  private static let reserved: Set<String> = [
    "true", "false", "if", "then", "else", "in", "is", "like", "has", "__cedar",
  ]

  static func isReserved(_ name: String) -> Bool {
    reserved.contains(name)
  }

  static func isStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func isPart(_ byte: UInt8) -> Bool {
    isStart(byte) || isDigit(byte)
  }

  /// Whether `text` is an identifier, reserved or not.
  static func isIdentifier(_ text: String) -> Bool {
    text.utf8.first.map(isStart) == true && text.utf8.allSatisfy(isPart)
  }

  /// Whether `text` is an identifier that can name something.
  static func isName(_ text: String) -> Bool {
    isIdentifier(text) && !isReserved(text)
  }

  /// Whether `text` is identifiers joined by `::`, none of them reserved, no space between.
  static func isPath(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    while true {
      let length = rest.firstIndex { !isPart($0) }.map { $0 - rest.startIndex } ?? rest.count
      let part = rest.prefix(length)
      guard let first = part.first, isStart(first),
        !isReserved(String(decoding: part, as: UTF8.self))
      else { return false }
      rest = rest.dropFirst(length)
      if rest.isEmpty { return true }
      guard rest.starts(with: "::".utf8) else { return false }
      rest = rest.dropFirst(2)
    }
  }
}
