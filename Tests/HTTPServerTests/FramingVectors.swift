/// Raw requests and what a strict reader must make of them.
struct FramingVector: CustomStringConvertible, Sendable {
  enum Expectation: Equatable, Sendable {
    /// Every request in the bytes is answered 200, in order, with these bodies of the echo.
    case accepted([String])
    /// Refused with this status, after which nothing more is read.
    case refused(Int)
    /// Not complete: no answer may come.
    case waiting
  }

  let name: String
  let clause: String
  let bytes: [UInt8]
  let expectation: Expectation

  init(_ name: String, _ clause: String, _ text: String, _ expectation: Expectation) {
    self.init(name, clause, Array(text.utf8), expectation)
  }

  init(_ name: String, _ clause: String, _ bytes: [UInt8], _ expectation: Expectation) {
    self.name = name
    self.clause = clause
    self.bytes = bytes
    self.expectation = expectation
  }

  var description: String { "\(name) (\(clause))" }

  static let all =
    requestLines + targets + versions + hosts + fields + lengths + codings + chunks + sequences

  /// A request with further header lines, a `Host` among them.
  private static func with(_ lines: String, _ body: String = "", method: String = "POST") -> String
  {
    "\(method) / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\(body)"
  }

  private static let chunked = "Transfer-Encoding: chunked\r\n"

  static let requestLines: [FramingVector] = [
    .init("plain GET", "9112 §3", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", .accepted(["GET / "])),
    .init(
      "one empty line before", "9112 §2.2", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
      .accepted(["GET / "])),
    .init(
      "two empty lines before", "9112 §2.2", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
      .refused(400)),
    .init("bare LF before", "9112 §2.2", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init("bare CR before", "9112 §2.2", "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init(
      "space before the method", "9112 §3", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init(
      "two spaces before the target", "9112 §3", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)
    ),
    .init(
      "two spaces before the version", "9112 §3", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n",
      .refused(400)),
    .init("tab for space", "9112 §3", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init(
      "space after the version", "9112 §3", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", .refused(400)),
    .init("method with colon", "9110 §9.1", "GE:T / HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init("method with NUL", "9110 §9.1", "G\0T / HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init(
      "unknown method", "9110 §9.1", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", .accepted(["BREW / "])),
    .init(
      "lower-case method is another", "9110 §9.1", "get / HTTP/1.1\r\nHost: a\r\n\r\n",
      .accepted(["get / "])),
    .init(
      "overlong method", "9112 §3", String(repeating: "M", count: 33) + " / HTTP/1.1\r\n\r\n",
      .refused(501)),
    .init(
      "LF ends the request line", "9112 §2.2", "GET / HTTP/1.1\nHost: a\r\n\r\n", .refused(400)),
    .init("CR in the request line", "9112 §2.2", "GET / HTTP/1.1\rHost: a\r\n\r\n", .refused(400)),
    .init("HTTP/0.9", "9112 §3", "GET /\r\n", .refused(400)),
    .init("TLS greeting", "9112 §3", [0x16, 0x03, 0x01, 0x02, 0x00], .refused(400)),
    .init("nothing yet", "9112 §3", "", .waiting),
    .init("half a request line", "9112 §3", "GET / HT", .waiting),
    .init("head without its end", "9112 §2.1", "GET / HTTP/1.1\r\nHost: a\r\n", .waiting),
  ]

  static let targets: [FramingVector] = [
    .init("query", "9112 §3.2.1", "GET /a?b=c HTTP/1.1\r\nHost: a\r\n\r\n", .accepted(["GET /a "])),
    .init("fragment", "9112 §3.2", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init("relative target", "9112 §3.2", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init("non-ASCII target", "9112 §3.2", "GET /é HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init("broken escape", "3986 §2.1", "GET /%g0 HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init("cut escape", "3986 §2.1", "GET /%2 HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init("escaped NUL", "3986 §7.3", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init("escaped slash", "3986 §2.2", "GET /a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init("dot segments", "3986 §5.2.4", "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init(
      "escaped dot segments", "3986 §6.2.2", "GET /a/%2e%2E/b HTTP/1.1\r\nHost: a\r\n\r\n",
      .refused(400)),
    .init("overlong UTF-8", "3629 §3", "GET /%c0%af HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init(
      "absolute form", "9112 §3.2.2", "GET http://a/b HTTP/1.1\r\nHost: a\r\n\r\n",
      .accepted(["GET /b "])),
    .init(
      "absolute form, upper case", "9110 §4.2.3", "GET HTTP://A/b HTTP/1.1\r\nHost: a\r\n\r\n",
      .accepted(["GET /b "])),
    .init(
      "absolute form without path", "9112 §3.2.2", "GET http://a HTTP/1.1\r\nHost: a\r\n\r\n",
      .accepted(["GET / "])),
    .init(
      "absolute form, other host", "9112 §3.2.2", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n",
      .refused(400)),
    .init(
      "absolute form, user information", "9110 §4.2.4",
      "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init(
      "absolute form, empty host", "9110 §4.2.1", "GET http:/// HTTP/1.1\r\nHost: a\r\n\r\n",
      .refused(400)),
    .init(
      "absolute form, port 0", "9110 §4.2", "GET http://a:0/ HTTP/1.1\r\nHost: a:0\r\n\r\n",
      .refused(400)),
    .init(
      "absolute form, other scheme", "9112 §3.2.2", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
      .refused(400)),
    .init(
      "authority form", "9112 §3.2.3", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n",
      .refused(501)),
    .init(
      "authority form with GET", "9112 §3.2.3", "GET a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n",
      .refused(400)),
    .init("asterisk with GET", "9112 §3.2.4", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init(
      "overlong target", "9112 §3",
      "GET /" + String(repeating: "a", count: 8192) + " HTTP/1.1\r\nHost: a\r\n\r\n", .refused(414)),
  ]

  static let versions: [FramingVector] = [
    .init("1.0 without Host", "9112 §3.2", "GET / HTTP/1.0\r\n\r\n", .accepted(["GET / "])),
    .init(
      "1.2 is spoken to as 1.1", "9110 §2.5", "GET / HTTP/1.2\r\nHost: a\r\n\r\n",
      .accepted(["GET / "])),
    .init("2.0", "9110 §15.6.6", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", .refused(505)),
    .init("HTTP/2 preface", "9113 §3.4", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .refused(505)),
    .init("lower-case name", "9112 §2.3", "GET / http/1.1\r\nHost: a\r\n\r\n", .refused(400)),
    .init("two-digit minor", "9112 §2.3", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", .refused(400)),
    .init("other protocol", "9112 §2.3", "GET / RTSP/1.0\r\nHost: a\r\n\r\n", .refused(400)),
  ]

  static let hosts: [FramingVector] = [
    .init("no Host", "9112 §3.2", "GET / HTTP/1.1\r\n\r\n", .refused(400)),
    .init("two Hosts", "9112 §3.2", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .refused(400)),
    .init(
      "two Hosts in 1.0", "9112 §3.2", "GET / HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n", .refused(400)
    ),
    .init("empty Host", "9110 §7.2", "GET / HTTP/1.1\r\nHost:\r\n\r\n", .refused(400)),
    .init("Host with path", "9110 §7.2", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .refused(400)),
    .init(
      "Host with user information", "9110 §7.2", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n",
      .refused(400)),
    .init("Host list", "9110 §7.2", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", .refused(400)),
    .init(
      "Host with port", "9110 §7.2", "GET / HTTP/1.1\r\nHost: a:8080\r\n\r\n", .accepted(["GET / "])
    ),
    .init(
      "Host with port 65536", "9110 §7.2", "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n", .refused(400)),
    .init(
      "IPv6 Host", "3986 §3.2.2", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n",
      .accepted(["GET / "])),
  ]

  static let fields: [FramingVector] = [
    .init("space before the colon", "9112 §5.1", with("X : b\r\n"), .refused(400)),
    .init("no colon", "9112 §5", with("X\r\n"), .refused(400)),
    .init("empty name", "9110 §5.1", with(": b\r\n"), .refused(400)),
    .init("empty value", "9110 §5.5", with("X:\r\n"), .accepted(["POST / "])),
    .init("folded line", "9112 §5.2", with("X: b\r\n c\r\n"), .refused(400)),
    .init("folded first line", "9112 §2.2", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", .refused(400)),
    .init("LF ends a header", "9112 §2.2", with("X: b\n"), .refused(400)),
    .init("LF ends the head", "9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\n", .refused(400)),
    .init("CR in a value", "9110 §5.5", with("X: b\rY: c\r\n"), .refused(400)),
    .init("NUL in a value", "9110 §5.5", with("X: b\0\r\n"), .refused(400)),
    .init("DEL in a value", "9110 §5.5", with("X: b\u{7F}\r\n"), .refused(400)),
    .init("tab in a value", "9110 §5.5", with("X: b\tc\r\n"), .accepted(["POST / "])),
    .init(
      "Latin-1 in a value", "9110 §5.5",
      Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + [0xE9] + Array("\r\n\r\n".utf8),
      .accepted(["GET / "])),
    .init("name with non-ASCII", "9110 §5.1", with("Xé: b\r\n"), .refused(400)),
    .init(
      "header too large", "6585 §5", with("X: " + String(repeating: "a", count: 17_000) + "\r\n"),
      .refused(431)),
    .init(
      "endless header line", "6585 §5",
      "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 17_000), .refused(431)),
    .init(
      "too many headers", "6585 §5", with(String(repeating: "X: b\r\n", count: 100)), .refused(431)),
    .init("unknown expectation", "9110 §10.1.1", with("Expect: tea\r\n"), .refused(417)),
  ]

  static let lengths: [FramingVector] = [
    .init("length 0", "9112 §6.2", with("Content-Length: 0\r\n"), .accepted(["POST / "])),
    .init("length 3", "9112 §6.2", with("Content-Length: 3\r\n", "abc"), .accepted(["POST / abc"])),
    .init(
      "leading zeros", "9110 §8.6", with("Content-Length: 003\r\n", "abc"),
      .accepted(["POST / abc"])),
    .init("body not complete", "9112 §6.2", with("Content-Length: 3\r\n", "ab"), .waiting),
    .init(
      "body of GET", "9110 §9.3.1", with("Content-Length: 3\r\n", "abc", method: "GET"),
      .accepted(["GET / abc"])),
    .init(
      "length repeated", "9112 §6.3", with("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"),
      .refused(400)),
    .init(
      "two lengths", "9112 §6.3", with("Content-Length: 3\r\nContent-Length: 4\r\n", "abc"),
      .refused(400)),
    .init("length list", "9112 §6.3", with("Content-Length: 3, 3\r\n", "abc"), .refused(400)),
    .init("plus sign", "9110 §8.6", with("Content-Length: +3\r\n", "abc"), .refused(400)),
    .init("minus sign", "9110 §8.6", with("Content-Length: -3\r\n", "abc"), .refused(400)),
    .init("hexadecimal length", "9110 §8.6", with("Content-Length: 0x3\r\n", "abc"), .refused(400)),
    .init(
      "length with underscore", "9110 §8.6", with("Content-Length: 1_0\r\n", "abc"), .refused(400)),
    .init("empty length", "9110 §8.6", with("Content-Length:\r\n"), .refused(400)),
    .init(
      "length beyond 64 bits", "9110 §8.6", with("Content-Length: 99999999999999999999\r\n"),
      .refused(400)),
    .init(
      "length over the limit", "9110 §15.5.14", with("Content-Length: 1000001\r\n"), .refused(413)),
  ]

  static let codings: [FramingVector] = [
    .init(
      "length and coding", "9112 §6.3", with("Content-Length: 3\r\n" + chunked, "0\r\n\r\n"),
      .refused(400)),
    .init(
      "coding and length", "9112 §6.3", with(chunked + "Content-Length: 3\r\n", "0\r\n\r\n"),
      .refused(400)),
    .init("unknown coding alone", "9112 §6.3", with("Transfer-Encoding: gzip\r\n"), .refused(400)),
    .init(
      "coding before chunked", "9112 §6.1",
      with("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), .refused(501)),
    .init(
      "chunked not last", "9112 §6.3", with("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"),
      .refused(400)),
    .init("chunked twice", "9112 §7.1", with(chunked + chunked, "0\r\n\r\n"), .refused(400)),
    .init("identity", "9112 §6.1", with("Transfer-Encoding: identity\r\n"), .refused(400)),
    .init("empty coding", "9112 §6.1", with("Transfer-Encoding:\r\n"), .refused(400)),
    .init(
      "quoted chunked", "9112 §6.1", with("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"),
      .refused(400)),
    .init(
      "vertical tab before chunked", "9110 §5.5",
      with("Transfer-Encoding: \u{0B}chunked\r\n", "0\r\n\r\n"), .refused(400)),
    .init(
      "xchunked", "9112 §6.1", with("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), .refused(400)),
    .init(
      "chunked with parameter", "9112 §7", with("Transfer-Encoding: chunked;a=b\r\n", "0\r\n\r\n"),
      .refused(400)),
    .init(
      "upper-case Chunked", "9112 §7", with("Transfer-Encoding: Chunked\r\n", "0\r\n\r\n"),
      .accepted(["POST / "])),
    .init(
      "coding in 1.0", "9112 §6.1", "POST / HTTP/1.0\r\n" + chunked + "\r\n0\r\n\r\n", .refused(400)
    ),
  ]

  static let chunks: [FramingVector] = [
    .init(
      "two chunks", "9112 §7.1", with(chunked, "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
      .accepted(["POST / abcde"])),
    .init(
      "hexadecimal size", "9112 §7.1", with(chunked, "A\r\n0123456789\r\n00\r\n\r\n"),
      .accepted(["POST / 0123456789"])),
    .init(
      "extensions", "9112 §7.1.1", with(chunked, "1;a;b=c;d=\"e;\\\"\"\r\nx\r\n0\r\n\r\n"),
      .accepted(["POST / x"])),
    .init(
      "trailers", "9112 §7.1.2", with(chunked, "1\r\nx\r\n0\r\nA: b\r\n\r\n"),
      .accepted(["POST / x"])),
    .init(
      "trailers change nothing", "9110 §6.5.1",
      with(chunked, "0\r\nContent-Length: 5\r\nHost: b\r\n\r\n"), .accepted(["POST / "])),
    .init("no last chunk yet", "9112 §7.1", with(chunked, "1\r\nx\r\n"), .waiting),
    .init("no end of trailers yet", "9112 §7.1.2", with(chunked, "0\r\n"), .waiting),
    .init("size 0x1", "9112 §7.1", with(chunked, "0x1\r\nx\r\n0\r\n\r\n"), .refused(400)),
    .init("negative size", "9112 §7.1", with(chunked, "-1\r\nx\r\n0\r\n\r\n"), .refused(400)),
    .init("empty size", "9112 §7.1", with(chunked, "\r\nx\r\n0\r\n\r\n"), .refused(400)),
    .init(
      "size beyond 64 bits", "9112 §7.1", with(chunked, "10000000000000001\r\nx\r\n0\r\n\r\n"),
      .refused(400)),
    .init("size over the limit", "9110 §15.5.14", with(chunked, "FFFFFFF\r\nx"), .refused(413)),
    .init(
      "space after the size", "9112 §7.1.1", with(chunked, "1 \r\nx\r\n0\r\n\r\n"), .refused(400)),
    .init("LF ends the size", "9112 §7.1", with(chunked, "1\nx\r\n0\r\n\r\n"), .refused(400)),
    .init("LF ends the chunk", "9112 §7.1", with(chunked, "1\r\nx\n0\r\n\r\n"), .refused(400)),
    .init(
      "chunk longer than its size", "9112 §7.1", with(chunked, "1\r\nxy\r\n0\r\n\r\n"),
      .refused(400)),
    .init(
      "control byte in an extension", "9112 §7.1.1", with(chunked, "1;a=\u{01}\r\nx\r\n0\r\n\r\n"),
      .refused(400)),
    .init(
      "extension without name", "9112 §7.1.1", with(chunked, "1;\r\nx\r\n0\r\n\r\n"), .refused(400)),
    .init(
      "unclosed quote", "9112 §7.1.1", with(chunked, "1;a=\"\r\nx\r\n0\r\n\r\n"), .refused(400)),
    .init(
      "endless extension", "9112 §7.1.1",
      with(chunked, "1;a=" + String(repeating: "b", count: 2000)), .refused(400)),
    .init("malformed trailer", "9112 §7.1.2", with(chunked, "0\r\nA b\r\n\r\n"), .refused(400)),
    .init(
      "endless trailers", "9112 §7.1.2",
      with(chunked, "0\r\n" + String(repeating: "A: b\r\n", count: 3000)), .refused(400)),
  ]

  static let sequences: [FramingVector] = [
    .init(
      "two pipelined", "9112 §9.3.2",
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
      .accepted(["GET /1 ", "GET /2 "])),
    .init(
      "pipelined after a body", "9112 §9.3.2",
      with("Content-Length: 3\r\n", "abc") + "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
      .accepted(["POST / abc", "GET /2 "])),
    .init(
      "pipelined after chunks", "9112 §9.3.2",
      with(chunked, "1\r\nx\r\n0\r\n\r\n") + "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
      .accepted(["POST / x", "GET /2 "])),
    .init(
      "nothing is read behind Connection: close", "9112 §9.6",
      "GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
      .accepted(["GET /1 "])),
    .init(
      "HTTP/1.0 closes", "9112 §9.3",
      "GET /1 HTTP/1.0\r\n\r\nGET /2 HTTP/1.0\r\n\r\n", .accepted(["GET /1 "])),
    .init(
      "HTTP/1.0 keeps alive when asked", "9112 §9.3",
      "GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /2 HTTP/1.0\r\n\r\n",
      .accepted(["GET /1 ", "GET /2 "])),
    .init(
      "an upgrade is not taken up", "9110 §7.8",
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
      .accepted(["GET / "])),
  ]
}
