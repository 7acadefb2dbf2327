extension FramingVector {
  static let llhttpSamples: [FramingVector] = [
    .init(
      "tab before a value", "llhttp sample", with("X: a\r\nY:\t b\r\n", method: "OPTIONS"),
      .accepted(["OPTIONS / "])),
    .init(
      "what curl sends", "llhttp sample",
      "GET /a HTTP/1.1\r\nUser-Agent: curl/7.18.0 (i486-pc)\r\nHost: 0.0.0.0:5000\r\n"
        + "Accept: */*\r\n\r\n",
      .accepted(["GET /a "])),
    // A name that RFC 3986 allows and no DNS has.
    .init("equals sign in Host", "llhttp sample", host("0.0.0.0=5000"), .refused(400)),
    .init(
      "what a browser sends", "llhttp sample",
      with(
        "User-Agent: Mozilla/5.0 (X11; U; Linux i686) Firefox/3.0\r\n"
          + "Accept: text/html,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en;q=0.5\r\n"
          + "Accept-Charset: ISO-8859-1,utf-8;q=0.7,*;q=0.7\r\nKeep-Alive: 300\r\n"
          + "Connection: keep-alive\r\n",
        method: "GET"),
      .accepted(["GET / "])),
    .init("plus signs for a value", "llhttp sample", with("aaaa:++++\r\n"), .accepted(["POST / "])),
    .init(
      "no field at all", "llhttp sample", "GET /a/b HTTP/1.0\r\n\r\n", .accepted(["GET /a/b "])),
    .init(
      "one field", "llhttp sample", "GET /a HTTP/1.0\r\nAccept: */*\r\n\r\n", .accepted(["GET /a "])
    ),
    .init(
      "what ApacheBench sends", "llhttp sample",
      "GET /a HTTP/1.0\r\nHost: 0.0.0.0:5000\r\nUser-Agent: ApacheBench/2.3\r\n\r\n",
      .accepted(["GET /a "])),
    .init("line end before GET", "llhttp sample", "\r\n" + get("/a"), .accepted(["GET /a "])),
    .init(
      "line end before a field", "llhttp sample", "\r\n" + with("X: a\r\n"),
      .accepted(["POST / "])),
    // llhttp still takes it for HTTP/0.9.
    .init("no version", "llhttp sample", "GET /\r\n\r\n", .refused(400)),
    .init(
      "folded, by LF alone", "llhttp sample",
      "GET / HTTP/1.1\r\nX:   a\n\tb\n c\nY:\n d\n\n", .refused(400)),
    .init(
      "CR behind the version", "llhttp sample", "GET / HTTP/1.1\rX: 1\r\n\r\n", .refused(400)),
    .init("letters of UTF-8", "llhttp sample", with("X: Düsseldorf\r\n"), .accepted(["POST / "])),
    .init(
      "byte 255 in a value", "llhttp sample",
      Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + [0xFF] + Array("b\r\n\r\n".utf8),
      .accepted(["GET / "])),
  ]
}
