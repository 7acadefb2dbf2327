import HTTP

/// The line before a chunk (RFC 9112 §7.1): its size in hexadecimal and extensions, which are
/// checked and ignored.
enum ChunkSize {
  /// Nil for anything but digits that fit and well-formed extensions; white space is refused, since
  /// readers differ on it.
  static func parse(_ line: Span<UInt8>) -> Int? {
    var size = 0
    var index = 0
    while index < line.count, let digit = line[index].hexadecimalValue {
      // Sixty bits: beyond any limit, and the shift cannot overflow.
      guard index < 15 else { return nil }
      size = size << 4 | Int(digit)
      index += 1
    }
    guard index > 0 else { return nil }
    while index < line.count {
      guard line[index] == UInt8(ascii: ";"), skipToken(line, &index, after: 1) else { return nil }
      guard index < line.count, line[index] == UInt8(ascii: "=") else { continue }
      if index + 1 < line.count, line[index + 1] == UInt8(ascii: "\"") {
        guard skipQuotedText(line, &index) else { return nil }
      } else {
        guard skipToken(line, &index, after: 1) else { return nil }
      }
    }
    return size
  }

  private static func skipToken(_ line: Span<UInt8>, _ index: inout Int, after: Int) -> Bool {
    index += after
    let start = index
    while index < line.count, line[index].isTokenByte { index += 1 }
    return index > start
  }

  /// From the equals sign to behind the closing quote.
  private static func skipQuotedText(_ line: Span<UInt8>, _ index: inout Int) -> Bool {
    index += 2
    while index < line.count {
      let byte = line[index]
      guard byte.isFieldValueByte else { return false }
      index += 1
      if byte == UInt8(ascii: "\"") { return true }
      if byte == UInt8(ascii: "\\") {
        guard index < line.count, line[index].isFieldValueByte else { return false }
        index += 1
      }
    }
    return false
  }
}
