extension FramingVector {
  static let llhttpInvalid: [FramingVector] =
    [
      // llhttp knows a list of methods; here the handler does, and answers 405 or 501 (RFC 9110
      // §15.5.6, §15.6.2).
      .init(
        "method of another protocol", "llhttp invalid", line("ANNOUNCE / HTTP/1.0"),
        .accepted(["ANNOUNCE / "])),
      .init(
        "nearly a known method", "llhttp invalid", line("MKCOLA / HTTP/1.1"),
        .accepted(["MKCOLA / "])),
      .init("major version 5", "llhttp invalid", line("GET / HTTP/5.6"), .refused(505)),
    ]
    + refused(
      400,
      [
        ("ICE with GET", "llhttp invalid", line("GET /a ICE/1.0")),
        ("not quite HTTP", "llhttp invalid", line("GET /a IHTTP/1.0")),
        ("RTSP with PUT", "llhttp invalid", line("PUT /a RTSP/1.0")),
        ("CR between fields", "llhttp invalid", with("X: 1\rY: 2\r\n")),
        (
          "LF before a coding", "llhttp invalid",
          with("x:x\nTransfer-Encoding: chunked\r\n", "1\r\nA\r\n0\r\n\r\n")
        ),
        (
          "CR and a letter end the head", "llhttp invalid",
          "GET / HTTP/1.1\r\nConnection: close\r\nHost: a\r\n\rZGET /2: HTTP/1.1\r\nHost: a\r\n\r\n"
        ),
        (
          "CR behind an empty field", "llhttp invalid",
          with("x:\rTransfer-Encoding: chunked\r\n", "1\r\nA\r\n0\r\n\r\n")
        ),
        (
          "LF behind an empty field", "llhttp invalid",
          with("x:\nTransfer-Encoding: chunked\r\n", "1\r\nA\r\n0\r\n\r\n")
        ),
        ("at sign in a name", "llhttp invalid", with("X@: a\r\n")),
        ("control byte in a name", "llhttp invalid", with("X\u{01}y: a\r\n")),
        ("no name", "llhttp invalid", with(": a\r\n")),
        ("colon on a folded line", "llhttp invalid", with("name\r\n : a\r\n")),
        (
          "escape character for a field", "llhttp invalid",
          with("Connection\r\n\u{1B}5\u{D5}eep\r\n")
        ),
        ("field broken by a line end", "llhttp invalid", with("X-A\r\n\u{1B}5\u{D5}: b\r\n")),
        (
          "length hidden behind LF", "llhttp invalid",
          with("X: x\nContent-Length: 23\r\n", "GET / HTTP/1.1\r\nX: " + get("/2"))
        ),
        ("space before the first field", "llhttp invalid", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
        (
          "LF everywhere", "llhttp invalid",
          "POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n1\nA\n0\n\n"
        ),
        (
          "space before a length", "llhttp invalid",
          with("X: b\r\n Content-Length: 38\r\n", get("/2"))
        ),
        ("form feed in a value", "llhttp lenient-header-value-relaxed", with("X: a\u{0C}b\r\n")),
        ("form feed for a value", "llhttp lenient-headers", with("X: \u{0C}\r\n")),
      ])
}
