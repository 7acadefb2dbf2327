extension FramingVector {
  static let llhttpMethods: [FramingVector] =
    ["REPORT", "PURGE", "SEARCH", "LINK", "UNLINK", "SOURCE"].map {
      .init("\($0)", "llhttp method", line("\($0) /a HTTP/1.1"), .accepted(["\($0) /a "]))
    }
    + [
      .init(
        "LINK with two links", "llhttp method",
        with("Link: <https://a/1>; rel=\"tag\"\r\nLink: <https://a/2>\r\n", method: "LINK"),
        .accepted(["LINK / "])),
      .init(
        "PATCH with content", "llhttp method",
        with(
          "Content-Type: text/plain\r\nIf-Match: \"a\"\r\nContent-Length: 3\r\n", "abc",
          method: "PATCH"),
        .accepted(["PATCH / abc"])),
      .init(
        "QUERY with content", "llhttp method",
        with("Content-Type: text/plain\r\nContent-Length: 3\r\n", "abc", method: "QUERY"),
        .accepted(["QUERY / abc"])),
      // What begins like an answer may still be a request.
      .init(
        "method that begins with H", "llhttp sample", line("HTTP / HTTP/1.1"),
        .accepted(["HTTP / "])),
    ]
    // llhttp leaves the connection to a proxy, which this server is not.
    + refused(
      501,
      [
        ("CONNECT", "llhttp method", "CONNECT a.example:443 HTTP/1.0\r\nX: b\r\n\r\nsome data"),
        ("CONNECT to capitals", "llhttp method", "CONNECT A.EXAMPLE:443 HTTP/1.0\r\n\r\n"),
        (
          "CONNECT with content", "llhttp method",
          "CONNECT a.example:443 HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc"
        ),
        ("CONNECT to an underscore", "llhttp uri", "CONNECT a_b.example:443 HTTP/1.0\r\n\r\n"),
      ])
    + refused(
      400,
      [
        // Only OPTIONS may ask for the server as a whole (RFC 9112 §3.2.4).
        ("M-SEARCH of the asterisk", "llhttp method", line("M-SEARCH * HTTP/1.1")),
        ("HTTP/2 preface as 1.1", "llhttp method", "PRI * HTTP/1.1\r\n\r\nSM\r\n\r\n"),
        // llhttp reads relatives of HTTP too.
        ("SOURCE with ICE", "llhttp method", line("SOURCE /a ICE/1.0")),
        ("OPTIONS with RTSP", "llhttp method", line("OPTIONS /a RTSP/1.0")),
        ("ANNOUNCE with RTSP", "llhttp method", line("ANNOUNCE /a RTSP/1.0")),
      ])
}
