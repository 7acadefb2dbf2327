extension FramingVector {
  /// Two requests: whether the second is answered shows what the header lines of the first did.
  private static func two(_ lines: String, _ version: String = "1.1") -> String {
    "GET /1 HTTP/\(version)\r\nHost: a\r\n\(lines)\r\n" + get("/2")
  }

  private static let stays = FramingOutcome.accepted(["GET /1 ", "GET /2 "])
  private static let closes = FramingOutcome.accepted(["GET /1 "])

  /// Which connections are kept (RFC 9112 §9.3).
  static let connections: [FramingVector] = [
    .init("1.1 stays", "9112 §9.3", two(""), stays),
    .init("1.1 closes when told", "9112 §9.6", two("Connection: close\r\n"), closes),
    .init("close in any case", "9110 §7.6.1", two("CONNECTION: cLoSe\r\n"), closes),
    .init("white space around close", "9110 §5.5", two("Connection: \tclose\t \r\n"), closes),
    .init("close among others", "9110 §7.6.1", two("Connection: x, close ,y\r\n"), closes),
    .init("close among nothing", "9110 §5.6.1", two("Connection: , ,close,\r\n"), closes),
    .init(
      "close in a second line", "9110 §5.3", two("Connection: x\r\nConnection: close\r\n"), closes),
    .init("close and keep-alive", "9112 §9.3", two("Connection: close, keep-alive\r\n"), closes),
    .init("keep-alive and close", "9112 §9.3", two("Connection: keep-alive, close\r\n"), closes),
    .init("closed is another option", "9110 §7.6.1", two("Connection: closed\r\n"), stays),
    .init("close in quotes is another", "9110 §7.6.1", two("Connection: \"close\"\r\n"), stays),
    .init("an empty option", "9110 §7.6.1", two("Connection:\r\n"), stays),
    .init(
      "Proxy-Connection is no such field", "9112 §C.2.2",
      two("Proxy-Connection: close\r\n"), stays),
    .init("1.0 closes", "9112 §9.3", two("", "1.0"), closes),
    .init("1.0 stays when asked", "9112 §9.3", two("Connection: Keep-Alive\r\n", "1.0"), stays),
    .init(
      "1.0, asked among others", "9112 §9.3", two("Connection: x,keep-alive\r\n", "1.0"), stays),
    .init("1.0 asked both", "9112 §9.3", two("Connection: keep-alive, close\r\n", "1.0"), closes),
    .init(
      "1.0 asked of a proxy", "9112 §C.2.2",
      two("Proxy-Connection: keep-alive\r\n", "1.0"), closes),
    .init("1.0, Kelvin sign", "9112 §9.3", two("Connection: \u{212A}eep-alive\r\n", "1.0"), closes),
    .init("1.2 stays", "9110 §2.5", two("", "1.2"), stays),
    .init(
      "an upgrade is not taken up", "9110 §7.8",
      two("Connection: Upgrade\r\nUpgrade: websocket\r\n"),
      stays),
    .init(
      "nor is one to HTTP/2", "9110 §7.8",
      two("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n"), stays),
  ]

  /// What a peer may wait for before it sends its content (RFC 9110 §10.1.1).
  static let expectations: [FramingVector] =
    [
      .init(
        "100 expected, content there", "9110 §10.1.1",
        with("Expect: 100-continue\r\nContent-Length: 3\r\n", "abc"), .accepted(["POST / abc"])),
      .init(
        "100 expected in any case", "9110 §10.1.1",
        with("eXPECT: 100-Continue\r\nContent-Length: 3\r\n", "abc"), .accepted(["POST / abc"])),
      .init(
        "100 expected twice", "9110 §10.1.1",
        with("Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 3\r\n", "abc"),
        .accepted(["POST / abc"])),
      .init(
        "100 expected, chunks there", "9110 §10.1.1",
        with("Expect: 100-continue\r\n" + chunked, "1\r\nx\r\n0\r\n\r\n"), .accepted(["POST / x"])),
      .init(
        "100 expected for nothing", "9110 §10.1.1",
        with("Expect: 100-continue\r\n", get("/2"), method: "GET"),
        .accepted(["GET / ", "GET /2 "])),
      .init(
        "1.0 knows no expectations", "9110 §10.1.1",
        "POST / HTTP/1.0\r\nExpect: tea\r\nContent-Length: 3\r\n\r\nabc",
        .accepted(["POST / abc"])),
      .init(
        "100 expected, too much content", "9110 §10.1.1",
        with("Expect: 100-continue\r\nContent-Length: 1000001\r\n"), .refused(413)),
      .init(
        "100 expected, bad content", "9110 §10.1.1",
        with("Expect: 100-continue\r\n" + chunked, "x\r\n"), .refused(400)),
    ]
    + refused(
      417,
      [
        ("unknown expectation", "9110 §10.1.1", with("Expect: tea\r\n")),
        ("empty expectation", "9110 §10.1.1", with("Expect:\r\n")),
        ("100 and an unknown expectation", "9110 §10.1.1", with("Expect: 100-continue, tea\r\n")),
        (
          "unknown expectation in a second line", "9110 §10.1.1",
          with("Expect: 100-continue\r\nExpect: tea\r\n")
        ),
        ("parameter of an expectation", "9110 §10.1.1", with("Expect: 100-continue;a=b\r\n")),
      ])
}
