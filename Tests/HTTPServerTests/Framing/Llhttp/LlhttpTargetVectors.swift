extension FramingVector {
  static let llhttpTargets: [FramingVector] =
    [
      .init("two question marks", "llhttp uri", get("/a.cgi?b=c?d"), .accepted(["GET /a.cgi "])),
      .init("vertical bar in a query", "llhttp uri", get("/a?b=|"), .accepted(["GET /a "])),
      .init("host ended by a query", "llhttp uri", get("http://a?b=c"), .accepted(["GET / "])),
      .init(
        "port ended by a query", "llhttp uri",
        "GET http://a:1234?b=c HTTP/1.1\r\nHost: a:1234\r\n\r\n", .accepted(["GET / "])),
      .init(
        "port ended by a space", "llhttp uri",
        "GET http://a:1234 HTTP/1.1\r\nHost: a:1234\r\n\r\n", .accepted(["GET / "])),
      .init(
        "underscore in a host", "llhttp uri",
        "GET http://a_b.example/ HTTP/1.1\r\nHost: a_b.example\r\n\r\n", .accepted(["GET / "])),
    ]
    + refused(
      400,
      [
        // llhttp lets pass what RFC 3986 §2 has no place for.
        ("quotation marks in a path", "llhttp uri", get("/a_\"b\"_c?d=\"e\"")),
        // A fragment is never sent (RFC 9112 §3.2).
        ("fragment behind a query", "llhttp uri", get("/a?b=1#c-2")),
        // A user in the target is for deceiving (RFC 9110 §4.2.4).
        (
          "user and password", "llhttp uri",
          "GET http://b%12:c!&*$@a:1234/d HTTP/1.1\r\nHost: a:1234\r\n\r\n"
        ),
        ("UTF-8 in a path", "llhttp uri", get("/δ¶/δt/a?b=1#c")),
        ("space in a path", "llhttp uri", get("/a b/")),
      ])
}
