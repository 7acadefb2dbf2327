/// Byte-level comparisons: names and tokens are compared as bytes, never by Unicode equivalence.
extension String {
  /// Whether both strings hold the same UTF-8 bytes.
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// Decodes bytes as UTF-8 when they are valid, otherwise byte by byte as ISO 8859-1, so that
  /// nothing is lost.
  package init(fieldBytes bytes: UnsafeBufferPointer<UInt8>) {
    if let text = String(validating: bytes, as: UTF8.self) {
      self = text
    } else {
      self = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
  }
}

extension UInt8 {
  /// RFC 9110 §5.6.2 `tchar`: what methods and field names are made of.
  @inline(__always)
  package var isTokenByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"),
      UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Whether the byte may stand in a field value (RFC 9110 §5.5): visible, space, tab, or above
  /// ASCII.
  @inline(__always)
  package var isFieldValueByte: Bool {
    self >= 0x20 ? self != 0x7F : self == UInt8(ascii: "\t")
  }

  /// RFC 2046 §5.1.1 `bchars`: what the boundaries of multipart bodies are made of.
  var isBoundaryByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "'")...UInt8(ascii: ")"), UInt8(ascii: "+")...UInt8(ascii: ":"),
      UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "_"), UInt8(ascii: " "):
      true
    default: false
    }
  }

  /// The value of a hexadecimal digit, or nil.
  @inline(__always)
  package var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The lower-case form of an ASCII letter; every other byte as it is.
  @inline(__always)
  package var asciiLowercased: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }
}

extension Substring {
  /// The text without spaces and tabs at both ends (RFC 9110 §5.6.3 `OWS`).
  package var trimmingOptionalWhitespace: Substring {
    var trimmed = utf8[...]
    while let first = trimmed.first, first.isOptionalWhitespace { trimmed.removeFirst() }
    while let last = trimmed.last, last.isOptionalWhitespace { trimmed.removeLast() }
    return Substring(trimmed)
  }
}

extension UInt8 {
  /// Space or tab.
  package var isOptionalWhitespace: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
