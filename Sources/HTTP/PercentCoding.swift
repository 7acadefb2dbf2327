/// Percent-encoding of URI parts (RFC 3986 §2.1) and of form fields (WHATWG URL, §5).
enum PercentCoding {
  /// The decoded text, or nil on a broken escape, on bytes that are no UTF-8, and on control
  /// characters that `allowsControls` does not admit (NUL never passes).
  static func decode(
    _ encoded: some Collection<UInt8>, plusIsSpace: Bool, allowsControls: Bool
  ) -> String? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(encoded.count)
    var rest = encoded.makeIterator()
    while let byte = rest.next() {
      var value = byte
      if byte == UInt8(ascii: "%") {
        guard let high = rest.next()?.hexadecimalValue, let low = rest.next()?.hexadecimalValue
        else { return nil }
        value = high << 4 | low
      } else if byte == UInt8(ascii: "+"), plusIsSpace {
        value = UInt8(ascii: " ")
      }
      let isControl = value < 0x20 || value == 0x7F
      if value == 0 || (isControl && !allowsControls) { return nil }
      decoded.append(value)
    }
    return String(validating: decoded, as: UTF8.self)
  }

  /// Encodes everything but the unreserved characters.
  static func encode(_ text: String) -> String {
    encode(text, keeping: isUnreserved)
  }

  /// Encodes what cannot stand in a segment of a path as it is.
  static func encodeSegment(_ text: String) -> String {
    encode(text, keeping: isSegmentByte)
  }

  private static func encode(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
    if text.utf8.allSatisfy(isKept) { return text }
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.utf8.count * 2)
    for byte in text.utf8 {
      if isKept(byte) {
        encoded.append(byte)
      } else {
        encoded.append(UInt8(ascii: "%"))
        encoded.append(hexadecimalDigit(byte >> 4))
        encoded.append(hexadecimalDigit(byte & 0x0F))
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  /// RFC 3986 §3.3 `pchar` without escapes.
  static func isSegmentByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: ":"),
      UInt8(ascii: "@"):
      true
    default: isUnreserved(byte)
    }
  }

  /// RFC 3986 §2.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
