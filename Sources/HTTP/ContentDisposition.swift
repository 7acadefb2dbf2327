/// The `Content-Disposition` of a part of a form (RFC 7578 §4.2), as browsers write it.
struct ContentDisposition {
  /// In lower case.
  let type: String
  private var parameters: [(name: String, value: String)] = []

  /// Nil when malformed or when a parameter is repeated.
  init?(parsing field: String) {
    var rest = field.utf8[...]
    let type = rest.prefix(while: \.isTokenByte)
    guard !type.isEmpty else { return nil }
    self.type = Substring(type).lowercased()
    rest = rest[type.endIndex...].drop(while: \.isOptionalWhitespace)
    while !rest.isEmpty {
      guard rest.removeFirst() == UInt8(ascii: ";") else { return nil }
      rest = rest.drop(while: \.isOptionalWhitespace)
      let name = rest.prefix(while: \.isTokenByte)
      rest = rest[name.endIndex...]
      guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "="), let value = Self.value(&rest)
      else { return nil }
      guard self[Substring(name).lowercased()] == nil else { return nil }
      parameters.append((Substring(name).lowercased(), value))
      rest = rest.drop(while: \.isOptionalWhitespace)
    }
  }

  subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// A token, or quoted text.
  private static func value(_ rest: inout Substring.UTF8View) -> String? {
    guard rest.first == UInt8(ascii: "\"") else {
      let token = rest.prefix(while: \.isTokenByte)
      rest = rest[token.endIndex...]
      return token.isEmpty ? nil : String(Substring(token))
    }
    rest.removeFirst()
    var text: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\") where rest.first.map(Self.isEscaped) == true:
        text.append(rest.removeFirst())
      case UInt8(ascii: "%"):
        text.append(unescaped(&rest) ?? byte)
      default: text.append(byte)
      }
    }
    return nil
  }

  /// Browsers send a backslash of a name as it is: it escapes nothing else.
  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// The three characters that browsers escape with `%` (WHATWG HTML, multipart/form-data); every
  /// other percent sign stands for itself.
  private static func unescaped(_ rest: inout Substring.UTF8View) -> UInt8? {
    let escapes: [(StaticString, UInt8)] = [("22", 0x22), ("0D", 0x0D), ("0A", 0x0A)]
    for (digits, byte) in escapes where rest.starts(with: digits.description.utf8) {
      rest = rest.dropFirst(2)
      return byte
    }
    return nil
  }
}
