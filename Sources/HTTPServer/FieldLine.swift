import HTTP

/// One header or trailer line (RFC 9112 §5).
struct FieldLine {
  let name: HeaderName
  let value: String

  /// Refuses folded lines, a space before the colon, and control characters in the value.
  init(parsing line: Span<UInt8>) throws(Refusal) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      throw .malformed("a header line has no colon")
    }
    let name = line.extracting(..<colon)
    guard colon > 0, name.allSatisfy(\.isTokenByte) else {
      throw .malformed("a header name is not a token")
    }
    var start = colon + 1
    var end = line.count
    while start < end, line[start].isOptionalWhitespace { start += 1 }
    while end > start, line[end - 1].isOptionalWhitespace { end -= 1 }
    let value = line.extracting(start..<end)
    guard value.allSatisfy(\.isFieldValueByte) else {
      throw .malformed("a header value holds a control character")
    }
    self.name = HeaderName(lowercasedToken: String(lowercasing: name))
    self.value = String(value)
  }
}
