/// Raw requests and what a strict reader must make of them.
struct FramingVector: CustomStringConvertible, Sendable {
  let name: String
  /// The RFC and section that says so.
  let clause: String
  let bytes: [UInt8]
  let expected: FramingOutcome

  init(_ name: String, _ clause: String, _ text: String, _ expected: FramingOutcome) {
    self.init(name, clause, Array(text.utf8), expected)
  }

  init(_ name: String, _ clause: String, _ bytes: [UInt8], _ expected: FramingOutcome) {
    self.name = name
    self.clause = clause
    self.bytes = bytes
    self.expected = expected
  }

  var description: String { "\(name) (\(clause))" }

  /// Where the bytes are cut in two: everywhere; those of several kilobytes, which test limits, at
  /// a few places.
  var splits: [Int] {
    Array(stride(from: 1, to: bytes.count, by: bytes.count < 1024 ? 1 : bytes.count / 16))
  }

  static let all =
    requestLines + versions + targets + absoluteTargets + hosts + fields + lengths
    + announcedContent + codings + chunks + chunkExtensions + trailers + connections
    + expectations + sequences + llhttp

  /// Vectors that are all refused with the same status.
  static func refused(
    _ status: Int, _ cases: [(name: String, clause: String, text: String)]
  ) -> [FramingVector] {
    cases.map { .init($0.name, $0.clause, $0.text, .refused(status)) }
  }

  // MARK: - Pieces of requests

  static let chunked = "Transfer-Encoding: chunked\r\n"

  /// A request line of any kind and a `Host`.
  static func line(_ line: String) -> String {
    "\(line)\r\nHost: a\r\n\r\n"
  }

  static func get(_ target: String) -> String {
    line("GET \(target) HTTP/1.1")
  }

  /// A request of this `Host`.
  static func host(_ host: String) -> String {
    "GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n"
  }

  /// A request with further header lines, each with its CRLF, and what comes behind the head.
  static func with(_ lines: String, _ rest: String = "", method: String = "POST") -> String {
    "\(method) / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\(rest)"
  }

  static func length(_ length: String, _ rest: String = "abc") -> String {
    with("Content-Length: \(length)\r\n", rest)
  }

  static func coding(_ coding: String) -> String {
    with("Transfer-Encoding: \(coding)\r\n", "0\r\n\r\n")
  }

  /// A chunked request; the text is what comes behind its head.
  static func chunks(_ text: String) -> String {
    with(chunked, text)
  }

  /// A chunked request without content; the text is what comes behind the last chunk.
  static func trailers(_ text: String) -> String {
    with(chunked, "0\r\n\(text)")
  }
}
