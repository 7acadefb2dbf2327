/// A string that equals only its own UTF-8 bytes, as Cedar demands; `String` takes both normal
/// forms of "é" for equal.
///
/// Ordered by length, then by bytes: quicker to tell than the alphabet, and just as fixed.
public struct ExactString: Hashable, Sendable {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  public static func == (left: ExactString, right: ExactString) -> Bool {
    let (left, right) = (left.text.utf8.span, right.text.utf8.span)
    guard left.count == right.count else { return false }
    for position in left.indices where left[position] != right[position] { return false }
    return true
  }

  public func hash(into hasher: inout Hasher) {
    text.utf8.span.withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(text.utf8.count)
  }
}

extension ExactString: Comparable {
  public static func < (left: ExactString, right: ExactString) -> Bool {
    let (left, right) = (left.text.utf8.span, right.text.utf8.span)
    guard left.count == right.count else { return left.count < right.count }
    for position in left.indices where left[position] != right[position] {
      return left[position] < right[position]
    }
    return false
  }
}

extension ExactString: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral text: String) { self.init(text) }
  public var description: String { text }
}

extension ExactString {
  /// As a string literal of the language: in quotation marks, with escapes for what cannot stand
  /// there.
  var quoted: String {
    "\"\(text.unicodeScalars.map(\.escaped).joined())\""
  }

  /// As the name of an attribute: a word where it can be one, else a string literal.
  var asName: String { Identifier.isName(text) ? text : quoted }

  /// The same as it follows what has the attribute: `.name` or `["a name"]`.
  var asMember: String { Identifier.isName(text) ? ".\(text)" : "[\(quoted)]" }
}

extension Unicode.Scalar {
  /// As it stands within a string literal of the language.
  var escaped: String {
    switch self {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case "\0": "\\0"
    case _ where value < 0x20 || value == 0x7F: "\\u{\(String(value, radix: 16))}"
    default: String(self)
    }
  }
}
