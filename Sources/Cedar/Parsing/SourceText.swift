/// A text being parsed: its bytes, and where its lines start.
struct SourceText: Sendable {
  let bytes: [UInt8]
  let file: String?
  private let lineStarts: [Int]
  /// How many Unicode scalars begin before each stretch of `stretchLength` bytes, so that a long
  /// line need not be counted from its start.
  private let scalarCounts: [Int]

  private static let stretchLength = 1_024

  init(_ text: String, file: String?) {
    let bytes = Array(text.utf8)
    self.bytes = bytes
    self.file = file
    lineStarts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    var scalarCounts = [0]
    for start in stride(from: 0, to: bytes.count, by: Self.stretchLength) {
      let stretch = bytes[start..<min(start + Self.stretchLength, bytes.count)]
      scalarCounts.append(scalarCounts[scalarCounts.count - 1] + Self.scalars(in: stretch))
    }
    self.scalarCounts = scalarCounts
  }

  func position(at offset: Int) -> SourcePosition {
    let line = line(at: offset)
    let column = scalars(before: offset) - scalars(before: lineStarts[line]) + 1
    return SourcePosition(file: file, line: line + 1, column: column)
  }

  /// The line of an offset, counted from 0: the last one that starts at it or before.
  private func line(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func scalars(before offset: Int) -> Int {
    let offset = min(offset, bytes.count)
    let stretch = offset / Self.stretchLength
    return scalarCounts[stretch]
      + Self.scalars(in: bytes[(stretch * Self.stretchLength)..<offset])
  }

  private static func scalars(in bytes: ArraySlice<UInt8>) -> Int {
    // Continuation bytes of UTF-8 (10xxxxxx) begin no scalar.
    bytes.count { $0 & 0xC0 != 0x80 }
  }

  func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  func error(_ failure: TokenReader.Failure) -> ParseError {
    ParseError(position: position(at: failure.offset), reason: failure.reason)
  }
}
