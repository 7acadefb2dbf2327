public import SQLite

/// The identity of one `Subject`: a UUIDv7 (RFC 9562) in lower case, so that ids sort by time of creation.
public struct Identifier<Subject>: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  /// Takes an id from outside; `nil` unless it is a UUID in lower case.
  public init?(_ text: String) {
    guard text.utf8.count == 36 else { return nil }
    for (index, byte) in text.utf8.enumerated() {
      switch index {
      case 8, 13, 18, 23: guard byte == UInt8(ascii: "-") else { return nil }
      default:
        guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) else { return nil }
      }
    }
    self.text = text
  }

  /// Makes a new id from the time and ten random bytes.
  init(at instant: Instant, random: [UInt8]) {
    var bytes = [UInt8](repeating: 0, count: 16)
    for index in 0..<6 {
      bytes[index] = UInt8(truncatingIfNeeded: instant.milliseconds >> (40 - 8 * Int64(index)))
    }
    for index in 6..<16 { bytes[index] = random[index - 6] }
    bytes[6] = 0x70 | (bytes[6] & 0x0f)
    bytes[8] = 0x80 | (bytes[8] & 0x3f)
    let digits = Array("0123456789abcdef".utf8)
    text = String(unsafeUninitializedCapacity: 36) { buffer in
      var position = 0
      for (index, byte) in bytes.enumerated() {
        if [4, 6, 8, 10].contains(index) {
          buffer[position] = UInt8(ascii: "-")
          position += 1
        }
        buffer[position] = digits[Int(byte >> 4)]
        buffer[position + 1] = digits[Int(byte & 15)]
        position += 2
      }
      return position
    }
  }

  public var description: String { text }
}

extension Identifier: Bindable, ColumnReadable {
  public var sqlValue: SQLValue { .text(text) }

  public static func read(from row: Row, at column: Int) throws -> Identifier {
    let text: String = try row(column)
    guard let id = Identifier(text) else { throw PortalError.damaged("not an id: \(text)") }
    return id
  }
}
