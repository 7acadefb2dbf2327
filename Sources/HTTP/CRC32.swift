/// The check sum that gzip keeps of what it has compressed (RFC 1952 §8).
struct CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }

  private var register = UInt32.max

  mutating func update(_ bytes: [UInt8]) {
    for byte in bytes {
      register = register >> 8 ^ Self.table[Int(UInt8(truncatingIfNeeded: register) ^ byte)]
    }
  }

  var value: UInt32 { ~register }
}
