/// The UTF-8 bytes of `text`, each that is not kept written as `%XX` (RFC 3986 §2.1).
func percentEncoded(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
  if text.utf8.allSatisfy(isKept) { return text }
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  for byte in text.utf8 {
    if isKept(byte) {
      bytes.append(byte)
    } else {
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

func isAlphanumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}

/// RFC 3986 §2.3.
func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
  default: isAlphanumeric(byte)
  }
}

/// Whether an address may contain `byte` at all (RFC 3986 §2): unreserved, reserved, or the percent
/// sign.
func isAddressByte(_ byte: UInt8) -> Bool {
  isUnreserved(byte) || ":/?#[]@!$&'()*+,;=%".utf8.contains(byte)
}
