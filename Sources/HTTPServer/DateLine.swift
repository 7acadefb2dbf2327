import Glibc
import HTTP

/// The `date` header line, written anew once a second (RFC 9110 §6.6.1).
struct DateLine {
  private var second = 0
  private var line: [UInt8] = []

  mutating func bytes() -> [UInt8] {
    let present = time(nil)
    if present != second {
      second = present
      line = Array("date: \(HTTPDate.format(secondsSince1970: Int64(present)))\r\n".utf8)
    }
    return line
  }
}
