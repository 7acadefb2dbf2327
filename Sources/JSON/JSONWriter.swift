extension JSON {
  /// This value as UTF-8 bytes; see `write(into:)`.
  public func serialised(pretty: Bool = false, embeddable: Bool = false) -> [UInt8] {
    var output: [UInt8] = []
    write(into: &output, pretty: pretty, embeddable: embeddable)
    return output
  }

  /// Appends this value as UTF-8 bytes.
  ///
  /// `pretty` puts each member and item on its own line, indented by two spaces. `embeddable`
  /// escapes `<`, `>`, `&`, U+2028 and U+2029 besides, so that the text can stand within an HTML
  /// document. Numbers that are not finite have no form in JSON and become `null`.
  public func write(into output: inout [UInt8], pretty: Bool = false, embeddable: Bool = false) {
    var writer = JSONWriter(output: output, pretty: pretty, embeddable: embeddable)
    output = []
    writer.write(self, indent: 0)
    output = writer.output
  }
}

/// Appends values to a growing text.
private struct JSONWriter {
  var output: [UInt8]
  let pretty: Bool
  let embeddable: Bool

  mutating func write(_ value: JSON, indent: Int) {
    switch value {
    case .null: append("null")
    case .bool(true): append("true")
    case .bool(false): append("false")
    case .integer(let value): output.append(contentsOf: value.description.utf8)
    case .number(let value):
      output.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
    case .string(let text): write(text)
    case .array(let items):
      list(items, between: UInt8(ascii: "["), UInt8(ascii: "]"), indent: indent) {
        writer, item, indent in
        writer.write(item, indent: indent)
      }
    case .object(let members):
      list(members, between: UInt8(ascii: "{"), UInt8(ascii: "}"), indent: indent) {
        writer, member, indent in
        writer.write(member.key)
        writer.output.append(UInt8(ascii: ":"))
        if writer.pretty { writer.output.append(UInt8(ascii: " ")) }
        writer.write(member.value, indent: indent)
      }
    }
  }

  private mutating func list<Items: Collection>(
    _ items: Items, between opening: UInt8, _ closing: UInt8, indent: Int,
    writeItem: (inout JSONWriter, Items.Element, Int) -> Void
  ) {
    output.append(opening)
    var isFirst = true
    for item in items {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      startLine(indent: indent + 1)
      writeItem(&self, item, indent + 1)
    }
    if !items.isEmpty { startLine(indent: indent) }
    output.append(closing)
  }

  private mutating func startLine(indent: Int) {
    guard pretty else { return }
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent))
  }

  private mutating func append(_ word: StaticString) {
    output.append(
      contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  // MARK: - Strings

  private mutating func write(_ text: String) {
    output.append(UInt8(ascii: "\""))
    text.utf8.span.withUnsafeBufferPointer { bytes in
      var start = 0
      var position = 0
      while position < bytes.count {
        let length = lengthToEscape(in: bytes, at: position)
        guard length > 0 else {
          position += 1
          continue
        }
        output.append(contentsOf: bytes[start..<position])
        escape(bytes, at: position)
        position += length
        start = position
      }
      output.append(contentsOf: bytes[start...])
    }
    output.append(UInt8(ascii: "\""))
  }

  /// How many bytes from `position` make a character that must be escaped; 0 where it stays as it
  /// is.
  private func lengthToEscape(in bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int {
    let byte = bytes[position]
    if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return 1 }
    guard embeddable else { return 0 }
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): return 1
    // U+2028 and U+2029 are E2 80 A8 and E2 80 A9; a String is valid UTF-8, so two bytes follow.
    case 0xE2: return bytes[position + 1] == 0x80 && bytes[position + 2] & 0xFE == 0xA8 ? 3 : 0
    default: return 0
    }
  }

  private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
    switch bytes[position] {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    case 0xE2: if bytes[position + 2] == 0xA8 { append("\\u2028") } else { append("\\u2029") }
    case let byte:
      append("\\u00")
      output.append(hexadecimalDigit(byte >> 4))
      output.append(hexadecimalDigit(byte & 0xF))
    }
  }

  private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
