/// An HTTP/1.1 response read whole, as the raw bytes of a connection that was closed after it (RFC 9112).
struct Answer: Sendable {
  let status: Int
  private let fields: [(name: String, value: String)]
  let body: [UInt8]

  struct Malformed: Error, CustomStringConvertible {
    var description: String { "the answer is no complete HTTP response" }
  }

  /// Throws when the response is malformed or was cut short.
  init(parsing raw: [UInt8]) throws(Malformed) {
    guard let end = raw.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Malformed() }
    let lines = raw[..<end.lowerBound].split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0, as: UTF8.self)
    }
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]),
      (200...599).contains(status)
    else { throw Malformed() }
    self.status = status
    fields = lines.dropFirst().compactMap { line in
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let value = line[line.index(after: colon)...]
      return (line[..<colon].lowercased(), String(value.drop { $0 == " " }))
    }
    body = try Self.content(of: raw[end.upperBound...], fields, status)
  }

  /// The first value of a field, by its name in lower case.
  func header(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  private static func content(
    of bytes: ArraySlice<UInt8>, _ fields: [(name: String, value: String)], _ status: Int
  ) throws(Malformed) -> [UInt8] {
    func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    if status == 204 || status == 304 { return [] }
    if value("transfer-encoding")?.lowercased() == "chunked" { return try joined(chunks: bytes) }
    guard let length = value("content-length").flatMap({ Int($0) }), length == bytes.count else {
      throw Malformed()
    }
    return Array(bytes)
  }

  /// RFC 9112 §7.1; what follows the last chunk is passed over.
  private static func joined(chunks: ArraySlice<UInt8>) throws(Malformed) -> [UInt8] {
    var rest = chunks
    var content: [UInt8] = []
    while true {
      guard let end = rest.firstRange(of: Array("\r\n".utf8)) else { throw Malformed() }
      let digits = rest[..<end.lowerBound].prefix { $0 != UInt8(ascii: ";") }
      guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
        throw Malformed()
      }
      rest = rest[end.upperBound...]
      if size == 0 { return content }
      guard rest.count >= 2, size <= rest.count - 2 else { throw Malformed() }
      content += rest.prefix(size)
      rest = rest.dropFirst(size + 2)
    }
  }
}
