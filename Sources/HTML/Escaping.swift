extension [UInt8] {
  /// Appends text such that an HTML parser reads it as nothing but text: `&`, `<`, `>` and, if
  /// `quotes`, `"` and `'` become character references.
  ///
  /// Control characters that HTML documents may not contain (HTML standard §13.2.3.5) become
  /// U+FFFD.
  mutating func append(escaped text: String, quotes: Bool) {
    text.utf8.span.withUnsafeBufferPointer { bytes in
      var start = 0
      for (position, byte) in bytes.enumerated() {
        // Nearly all bytes of a text are letters, all of which lie above `>`.
        guard byte <= UInt8(ascii: ">") || byte == 0x7F,
          let replacement = replacement(for: byte, quotes: quotes)
        else { continue }
        append(contentsOf: bytes[start..<position])
        append(
          contentsOf: UnsafeBufferPointer(
            start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
        start = position + 1
      }
      append(contentsOf: bytes[start...])
    }
  }
}

/// What stands for `byte` in a document; nil where it may stand for itself.
private func replacement(for byte: UInt8, quotes: Bool) -> StaticString? {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): quotes ? "&quot;" : nil
  case UInt8(ascii: "'"): quotes ? "&#39;" : nil
  case 0x09, 0x0A, 0x0C, 0x0D: nil
  case 0x00...0x1F, 0x7F: "\u{FFFD}"
  default: nil
  }
}
