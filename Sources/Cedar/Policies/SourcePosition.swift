/// A place in a policy file.
public struct SourcePosition: Hashable, Sendable {
  /// As given when the file was parsed.
  public let file: String?
  /// Counted from 1; a line ends with a line feed.
  public let line: Int
  /// Counted from 1, in Unicode scalars.
  public let column: Int
}

extension SourcePosition {
  /// The place behind `bytes` that start here.
  func advanced(over bytes: some Sequence<UInt8>) -> SourcePosition {
    var (line, column) = (line, column)
    for byte in bytes {
      if byte == 0x0A {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        // Continuation bytes of UTF-8 (10xxxxxx) begin no scalar.
        column += 1
      }
    }
    return SourcePosition(file: file, line: line, column: column)
  }
}

extension SourcePosition: CustomStringConvertible {
  /// `file:line:column`.
  public var description: String {
    "\(file.map { "\($0):" } ?? "")\(line):\(column)"
  }
}
