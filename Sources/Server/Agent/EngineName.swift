import Crypto
import Portal

extension Identifier<Deployment> {
  private static var digits: [UInt8] { Array("abcdefghijklmnopqrstuvwxyz234567".utf8) }

  /// `h-` and the id in base 32 (RFC 4648 §6, lower case, no padding): a name that any engine takes, the same for ever.
  var engineName: String {
    var name = Array("h-".utf8)
    var bits: UInt16 = 0
    var count = 0
    for byte in Hex.decode(text.filter { $0 != "-" }) ?? [] {
      bits = bits << 8 | UInt16(byte)
      count += 8
      while count >= 5 {
        count -= 5
        name.append(Self.digits[Int(bits >> UInt16(count)) & 31])
      }
      bits &= 1 << UInt16(count) - 1
    }
    if count > 0 { name.append(Self.digits[Int(bits << UInt16(5 - count)) & 31]) }
    return String(decoding: name, as: UTF8.self)
  }

  /// The deployment that a name is kept for; nil for every other name.
  init?(engineName name: String) {
    guard name.hasPrefix("h-") else { return nil }
    var bytes: [UInt8] = []
    var bits: UInt16 = 0
    var count = 0
    for digit in name.utf8.dropFirst(2) {
      guard let value = Self.digits.firstIndex(of: digit) else { return nil }
      bits = bits << 5 | UInt16(value)
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt16(count)))
        bits &= 1 << UInt16(count) - 1
      }
    }
    let hex = Array(Hex.encode(bytes))
    guard hex.count == 32 else { return nil }
    let groups = [hex[..<8], hex[8..<12], hex[12..<16], hex[16..<20], hex[20...]]
    self.init(groups.map { String($0) }.joined(separator: "-"))
    // Digits left over would make several names of one id.
    guard engineName == name else { return nil }
  }
}
