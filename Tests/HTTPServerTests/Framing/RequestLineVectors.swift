extension FramingVector {
  static let requestLines: [FramingVector] =
    [
      .init("plain GET", "9112 §3", get("/"), .accepted(["GET / "])),
      .init("one empty line before", "9112 §2.2", "\r\n" + get("/"), .accepted(["GET / "])),
      .init("unknown method", "9110 §9.1", line("BREW / HTTP/1.1"), .accepted(["BREW / "])),
      .init(
        "lower-case method is another", "9110 §9.1", line("get / HTTP/1.1"), .accepted(["get / "])),
      .init(
        "method of every kind of character", "9110 §5.6.2", line("!#$%&'*+-.^_`|~09aZ / HTTP/1.1"),
        .accepted(["!#$%&'*+-.^_`|~09aZ / "])),
      .init(
        "longest method", "9110 §9.1", line(String(repeating: "M", count: 32) + " / HTTP/1.1"),
        .accepted([String(repeating: "M", count: 32) + " / "])),
      .init("nothing yet", "9112 §3", "", .waiting),
      .init("half a request line", "9112 §3", "GET / HT", .waiting),
      .init("head without its end", "9112 §2.1", "GET / HTTP/1.1\r\nHost: a\r\n", .waiting),
      .init("TLS greeting", "9112 §3", [0x16, 0x03, 0x01, 0x02, 0x00], .refused(400)),
      .init(
        "no-break space for space", "9112 §3",
        Array("GET".utf8) + [0xA0] + Array("/ HTTP/1.1\r\n".utf8),
        .refused(400)),
    ]
    + refused(
      400,
      [
        ("two empty lines before", "9112 §2.2", "\r\n\r\n" + get("/")),
        ("bare LF before", "9112 §2.2", "\n" + get("/")),
        ("bare CR before", "9112 §2.2", "\r" + get("/")),
        ("space before the method", "9112 §3", " " + get("/")),
        ("empty line of spaces before", "9112 §2.2", " \r\n" + get("/")),
        ("NUL before the method", "9112 §3", "\0" + get("/")),
        ("byte order mark before the method", "9112 §2.2", "\u{FEFF}" + get("/")),
        ("two spaces before the target", "9112 §3", line("GET  / HTTP/1.1")),
        ("two spaces before the version", "9112 §3", line("GET /  HTTP/1.1")),
        ("tab for space", "9112 §3", line("GET\t/ HTTP/1.1")),
        ("tab before the version", "9112 §3", line("GET /\tHTTP/1.1")),
        ("vertical tab for space", "9112 §3", line("GET\u{0B}/ HTTP/1.1")),
        ("form feed before the version", "9112 §3", line("GET /\u{0C}HTTP/1.1")),
        ("space after the version", "9112 §3", line("GET / HTTP/1.1 ")),
        ("tab after the version", "9112 §3", line("GET / HTTP/1.1\t")),
        ("a fourth part", "9112 §3", line("GET / / HTTP/1.1")),
        ("method alone", "9112 §3", line("GET")),
        ("no target", "9112 §3", line("GET HTTP/1.1")),
        ("empty target", "9112 §3", line("GET  HTTP/1.1")),
        ("HTTP/0.9", "9112 §3", "GET /\r\n"),
        ("method with colon", "9110 §9.1", line("GE:T / HTTP/1.1")),
        ("method with slash", "9110 §9.1", line("GE/T / HTTP/1.1")),
        ("method in quotes", "9110 §9.1", line("\"GET\" / HTTP/1.1")),
        ("method with NUL", "9110 §9.1", line("G\0T / HTTP/1.1")),
        ("method with DEL", "9110 §9.1", line("GET\u{7F} / HTTP/1.1")),
        ("method with non-ASCII", "9110 §9.1", line("GÉT / HTTP/1.1")),
        ("method with full-width letters", "9110 §9.1", line("ＧＥＴ / HTTP/1.1")),
        ("LF ends the request line", "9112 §2.2", "GET / HTTP/1.1\nHost: a\r\n\r\n"),
        ("CR ends the request line", "9112 §2.2", "GET / HTTP/1.1\rHost: a\r\n\r\n"),
        ("two CR end the request line", "9112 §2.2", line("GET / HTTP/1.1\r")),
        ("CR before the version", "9112 §2.2", line("GET /\r HTTP/1.1")),
        ("answer instead of a request", "9112 §2.1", "HTTP/1.1 200 OK\r\n\r\n"),
        ("PROXY protocol line", "9112 §3", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n" + get("/")),
        ("SMTP greeting", "9112 §3", "EHLO a\r\n"),
        ("SSH greeting", "9112 §3", "SSH-2.0-a\r\n"),
      ])
    + refused(
      501,
      [
        ("overlong method", "9112 §3", line(String(repeating: "M", count: 33) + " / HTTP/1.1"))
      ])
    + refused(
      414,
      [
        (
          "overlong target", "9112 §3", line("GET /\(String(repeating: "a", count: 8192)) HTTP/1.1")
        ),
        ("endless target", "9112 §3", "GET /" + String(repeating: "a", count: 8300)),
        ("endless method", "9112 §3", String(repeating: "M", count: 8300)),
        (
          "endless version", "9112 §3", "GET / HTTP/1.1" + String(repeating: " ", count: 8300)
        ),
        (
          "malformed and overlong", "9112 §3",
          line("GET / " + String(repeating: "a", count: 8300) + "\0")
        ),
      ])
}
