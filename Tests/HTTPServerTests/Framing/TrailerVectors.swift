extension FramingVector {
  static let trailers: [FramingVector] =
    [
      .init("trailers", "9112 §7.1.2", trailers("A: b\r\nC: d\r\n\r\n"), .accepted(["POST / "])),
      .init(
        "digest of the content", "9530 §2", trailers("Content-Digest: sha-256=:YQ==:\r\n\r\n"),
        .accepted(["POST / "])),
      .init(
        "request behind trailers", "9112 §9.3.2", trailers("A: b\r\n\r\n" + get("/2")),
        .accepted(["POST / ", "GET /2 "])),
    ]
    + [
      "Content-Length: 5", "transfer-ENCODING: chunked", "Connection: close", "Trailer: a",
      "TE: trailers", "Upgrade: h2c", "Host: b", "X-Forwarded-For: 192.0.2.1", "Forwarded: for=b",
      "Authorization: Basic YTpi", "Cookie: a=b", "Origin: https://b", "Expect: 100-continue",
      "Cache-Control: no-store", "Range: bytes=0-1", "If-Match: \"a\"", "If-None-Match: *",
      "Content-Type: text/html", "Content-Encoding: gzip", "Content-Range: bytes 0-1/2",
    ].map {
      .init("trailer \($0)", "9110 §6.5.1", trailers("A: b\r\n\($0)\r\n\r\n"), .refused(400))
    }
    + refused(
      400,
      [
        ("trailer without colon", "9112 §5", trailers("A b\r\n\r\n")),
        ("space before the colon of a trailer", "9112 §5.1", trailers("A : b\r\n\r\n")),
        ("folded trailer", "9112 §5.2", trailers("A: b\r\n c\r\n\r\n")),
        ("NUL in a trailer", "9110 §5.5", trailers("A: b\0\r\n\r\n")),
        ("CR in a trailer", "9112 §2.2", trailers("A: b\rC: d\r\n\r\n")),
        ("LF ends a trailer", "9112 §2.2", trailers("A: b\n\r\n")),
        ("LF ends the trailers", "9112 §2.2", trailers("\n")),
        ("CR ends the trailers", "9112 §2.2", trailers("\rX\r\n\r\n")),
      ])
    + refused(
      431,
      [
        ("endless trailer", "6585 §5", trailers("A: " + String(repeating: "b", count: 17_000))),
        ("endless trailers", "6585 §5", trailers(String(repeating: "A: b\r\n", count: 3000))),
      ])
}
