/// A text being parsed: its bytes, and where its lines start.
struct SourceText: Sendable {
  let bytes: [UInt8]
  let file: String?
  private let lineStarts: [Int]

  init(_ text: String, file: String?) {
    let bytes = Array(text.utf8)
    self.bytes = bytes
    self.file = file
    lineStarts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
  }

  func position(at offset: Int) -> SourcePosition {
    let line = (lineStarts.firstIndex { $0 > offset } ?? lineStarts.count) - 1
    // Continuation bytes of UTF-8 (10xxxxxx) begin no scalar.
    let column = bytes[lineStarts[line]..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 } + 1
    return SourcePosition(file: file, line: line + 1, column: column)
  }

  func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  func error(_ failure: TokenReader.Failure) -> ParseError {
    ParseError(position: position(at: failure.offset), reason: failure.reason)
  }
}
