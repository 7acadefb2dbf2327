extension FramingVector {
  static let lengths: [FramingVector] =
    [
      .init("length 0", "9112 §6.2", length("0", ""), .accepted(["POST / "])),
      .init("length 3", "9112 §6.2", length("3"), .accepted(["POST / abc"])),
      .init("leading zeros", "9110 §8.6", length("003"), .accepted(["POST / abc"])),
      .init(
        "white space around the length", "9110 §5.5", length("\t3 \t"), .accepted(["POST / abc"])),
      .init(
        "name of the length in any case", "9110 §5.1", with("cONTENT-lENGTH: 3\r\n", "abc"),
        .accepted(["POST / abc"])),
      .init(
        "length in 1.0", "9112 §6.2", "POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc",
        .accepted(["POST / abc"])),
      .init(
        "body of GET", "9110 §9.3.1", with("Content-Length: 3\r\n", "abc", method: "GET"),
        .accepted(["GET / abc"])),
      .init("body not complete", "9112 §6.2", length("3", "ab"), .waiting),
      .init("body longer than its length", "9112 §6.3", length("2"), .accepted(["POST / ab"])),
      .init(
        "request in the body", "9112 §6.3", length("\(get("/2").utf8.count)", get("/2")),
        .accepted(["POST / " + get("/2")])),
      .init(
        "request behind no body", "9112 §6.3", length("0", get("/2")),
        .accepted(["POST / ", "GET /2 "])),
      // The names are not those of the framing, and nobody may take them for it.
      .init(
        "underscore for hyphen", "9110 §8.6", with("Content_Length: 3\r\n"),
        .accepted(["POST / "])),
      .init("longer name", "9110 §8.6", with("X-Content-Length: 3\r\n"), .accepted(["POST / "])),
    ]
    + refused(
      400,
      [
        ("length repeated", "9112 §6.3", with("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")),
        ("two lengths", "9112 §6.3", with("Content-Length: 3\r\nContent-Length: 4\r\n", "abc")),
        ("length and none", "9112 §6.3", with("Content-Length: 3\r\ncontent-length:\r\n", "abc")),
        ("length list", "9112 §6.3", length("3, 3")),
        ("comma behind the length", "9112 §6.3", length("3,")),
        ("comma before the length", "9112 §6.3", length(",3")),
        ("parameter of the length", "9110 §8.6", length("3;a=b")),
        ("space in the length", "9110 §8.6", length("1 3")),
        ("plus sign", "9110 §8.6", length("+3")),
        ("minus sign", "9110 §8.6", length("-3")),
        ("minus zero", "9110 §8.6", length("-0", "")),
        ("hexadecimal length", "9110 §8.6", length("0x3")),
        ("hexadecimal digit", "9110 §8.6", length("a")),
        ("length with underscore", "9110 §8.6", length("1_0")),
        ("length with point", "9110 §8.6", length("3.0")),
        ("length with exponent", "9110 §8.6", length("3e0")),
        ("length in quotes", "9110 §8.6", length("\"3\"")),
        ("digit that is not ASCII", "9110 §8.6", length("３")),
        ("NUL behind the length", "9110 §5.5", length("3\0")),
        ("vertical tab before the length", "9110 §5.5", length("\u{0B}3")),
        ("no-break space before the length", "9110 §8.6", length("\u{A0}3")),
        ("empty length", "9110 §8.6", with("Content-Length:\r\n")),
        ("folded length", "9112 §5.2", with("Content-Length:\r\n 3\r\n", "abc")),
        ("space behind the name of the length", "9112 §5.1", with("Content-Length : 3\r\n", "abc")),
        ("length behind LF", "9112 §2.2", with("X: b\nContent-Length: 3\r\n", "abc")),
        ("length behind CR", "9112 §2.2", with("X: b\rContent-Length: 3\r\n", "abc")),
        ("length beyond 64 bits", "9110 §8.6", length("18446744073709551619")),
        ("length beyond 63 bits", "9110 §8.6", length("9223372036854775808")),
      ])
    + refused(
      413,
      [
        ("length over the limit", "9110 §15.5.14", length("1000001", "")),
        ("length of 63 bits", "9110 §15.5.14", length("9223372036854775807", "")),
      ])

  /// Requests that say that content follows without saying how much.
  static let announcedContent: [FramingVector] =
    [
      .init("no content announced", "9112 §6.3", with(""), .accepted(["POST / "])),
      .init(
        "no content of a type", "9110 §8.3",
        with("Content-Type: text/plain\r\nContent-Length: 0\r\n"),
        .accepted(["POST / "])),
      .init(
        "chunks of a type", "9110 §8.3",
        with("Content-Type: text/plain\r\n" + chunked, "0\r\n\r\n"),
        .accepted(["POST / "])),
      .init(
        "GET with a type", "9110 §8.3", with("Content-Type: text/plain\r\n", method: "GET"),
        .accepted(["GET / "])),
      .init(
        "DELETE with a type", "9110 §8.3", with("Content-Type: text/plain\r\n", method: "DELETE"),
        .accepted(["DELETE / "])),
    ]
    + refused(
      411,
      [
        ("POST with a type", "9110 §15.5.12", with("Content-Type: text/plain\r\n", get("/2"))),
        ("PUT with a type", "9110 §15.5.12", with("Content-Type: text/plain\r\n", method: "PUT")),
        (
          "PATCH with a type", "9110 §15.5.12",
          with("Content-Type: text/plain\r\n", method: "PATCH")
        ),
        ("POST that waits for 100", "9110 §15.5.12", with("Expect: 100-continue\r\n")),
        ("POST in 1.0", "1945 §7.2.2", "POST / HTTP/1.0\r\n\r\n"),
        ("PUT in 1.0", "1945 §7.2.2", "PUT / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nabc"),
      ])
}
