/// Base 64 for addresses and JSON Web documents (RFC 4648 §5), without padding.
public enum Base64URL {
  private static let alphabet = UnpaddedBase64(lastDigits: "-_")

  public static func encode(_ bytes: [UInt8]) -> String { alphabet.encode(bytes) }

  /// `nil` unless the text is the one encoding of its bytes: no padding, no space, no stray bits.
  public static func decode(_ text: String) -> [UInt8]? { alphabet.decode(text) }

  /// Takes either alphabet of RFC 4648, padded or not, on one line or several: programs differ in what they write.
  public static func decodeLeniently(_ text: String) -> [UInt8]? {
    let digits = text.utf8.filter { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "\n") }
    return decode(
      String(decoding: digits, as: UTF8.self).replacing("+", with: "-").replacing("/", with: "_"))
  }
}

/// Base 64 without padding (RFC 4648), whose two alphabets differ in the last two digits.
struct UnpaddedBase64: Sendable {
  private let digits: [UInt8]
  /// The value of each byte as a digit; 255 where it is none.
  private let values: [UInt8]

  init(lastDigits: StaticString) {
    digits = Array(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\(lastDigits)".utf8)
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    self.values = values
  }

  func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        text.append(digits[Int(bits >> UInt32(count) & 63)])
      }
    }
    if count > 0 { text.append(digits[Int(bits << UInt32(6 - count) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }

  func decode(_ text: String) -> [UInt8]? {
    guard text.utf8.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3 / 4)
    var bits: UInt32 = 0
    var count = 0
    for digit in text.utf8 {
      let value = values[Int(digit)]
      guard value != 255 else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    // Bits left over must be zero, or two texts would stand for the same bytes.
    guard bits & (1 << UInt32(count) - 1) == 0 else { return nil }
    return bytes
  }
}
