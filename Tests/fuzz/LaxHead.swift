/// The framing of a head as the laxest software on the way might see it: lines end with CR, LF or
/// NUL, and nothing around a name or a value counts but visible ASCII.
struct LaxHead {
  /// Nil for a length that no digit begins.
  private(set) var lengths: [Int?] = []
  private(set) var codings: [String] = []
  private(set) var hosts = 0

  init(_ head: ArraySlice<UInt8>) {
    for line in head.split(whereSeparator: { [0, 10, 13].contains($0) }).dropFirst() {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = Self.visible(line[(colon + 1)...])
      switch Self.visible(line[..<colon]) {
      case "content-length": lengths.append(Int(value.prefix { $0.isNumber }))
      case "transfer-encoding": codings.append(value)
      case "host": hosts += 1
      default: break
      }
    }
  }

  /// What can be seen, in lower case.
  private static func visible(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.filter { (0x21...0x7E).contains($0) }, as: UTF8.self).lowercased()
  }
}
