/// Writes comma-separated values (RFC 4180), one line at a time.
enum CSVWriter {
  /// The values as one line with its CRLF; quoted where they hold a comma, a quote, a line break or a blank at either end.
  static func line(_ values: some Sequence<String>) -> String {
    values.map(quotedIfNecessary).joined(separator: ",") + "\r\n"
  }

  private static func quotedIfNecessary(_ value: String) -> String {
    let bytes = value.utf8
    let isBlankAtEnd = bytes.first == 0x20 || bytes.last == 0x20
    guard isBlankAtEnd || bytes.contains(where: { [0x22, 0x2c, 0x0a, 0x0d].contains($0) }) else {
      return value
    }
    return "\"" + value.replacing("\"", with: "\"\"") + "\""
  }
}
