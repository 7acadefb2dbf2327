extension FramingVector {
  static let versions: [FramingVector] =
    [
      .init("1.0 without Host", "9112 §3.2", "GET / HTTP/1.0\r\n\r\n", .accepted(["GET / "])),
      .init("1.2 is spoken to as 1.1", "9110 §2.5", line("GET / HTTP/1.2"), .accepted(["GET / "])),
      .init(
        "1.9 may be chunked as 1.1", "9110 §2.5",
        "POST / HTTP/1.9\r\nHost: a\r\n" + chunked + "\r\n1\r\nx\r\n0\r\n\r\n",
        .accepted(["POST / x"])),
    ]
    + refused(
      505,
      [
        ("2.0", "9110 §15.6.6", line("GET / HTTP/2.0")),
        ("3.0", "9110 §15.6.6", line("GET / HTTP/3.0")),
        ("0.9 by name", "9110 §15.6.6", line("GET / HTTP/0.9")),
        ("HTTP/2 preface", "9113 §3.4", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
      ])
    + refused(
      400,
      [
        ("HTTP/2 preface that says 1.1", "9112 §3.2.4", "PRI * HTTP/1.1\r\n\r\nSM\r\n\r\n"),
        ("lower-case name", "9112 §2.3", line("GET / http/1.1")),
        ("two-digit minor", "9112 §2.3", line("GET / HTTP/1.10")),
        ("two-digit major", "9112 §2.3", line("GET / HTTP/01.1")),
        ("three numbers", "9112 §2.3", line("GET / HTTP/1.1.1")),
        ("no minor", "9112 §2.3", line("GET / HTTP/1")),
        ("empty minor", "9112 §2.3", line("GET / HTTP/1.")),
        ("comma for point", "9112 §2.3", line("GET / HTTP/1,1")),
        ("negative major", "9112 §2.3", line("GET / HTTP/-1.1")),
        ("letter for a digit", "9112 §2.3", line("GET / HTTP/1.x")),
        ("hyphen for slash", "9112 §2.3", line("GET / HTTP-1.1")),
        ("space in the version", "9112 §2.3", line("GET / HTTP/ 1.1")),
        ("NUL behind the version", "9112 §2.3", line("GET / HTTP/1.1\0")),
        ("digits that are not ASCII", "9112 §2.3", line("GET / HTTP/１.１")),
        ("other protocol", "9112 §2.3", line("GET / RTSP/1.0")),
        ("protocol in front", "9112 §2.3", line("GET / XHTTP/1.1")),
        ("HTTPS", "9112 §2.3", line("GET / HTTPS/1.1")),
      ])
}
