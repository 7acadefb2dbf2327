extension FramingVector {
  static let llhttpLengths: [FramingVector] =
    [
      .init(
        "zeros before the length", "llhttp content-length", length("003"), .accepted(["POST / abc"])
      ),
      .init(
        "zeros, then another field", "llhttp content-length",
        with("Content-Length: 003\r\nX: a\r\n", "abc"), .accepted(["POST / abc"])),
      .init(
        "length with a body in 1.0", "llhttp content-length",
        "GET / HTTP/1.0\r\ncontENT-Length: 3\r\n\r\nabc", .accepted(["GET / abc"])),
      .init(
        "spaces around the length", "llhttp content-length", length("  3 "),
        .accepted(["POST / abc"])),
      .init(
        "tabs around the length", "llhttp content-length", length("\t3\t  "),
        .accepted(["POST / abc"])),
      .init("length, no content yet", "llhttp content-length", length(" 42 ", ""), .waiting),
    ]
    + refused(
      400,
      [
        ("length of 22 digits", "llhttp content-length", length("1000000000000000000000")),
        (
          "two different lengths", "llhttp content-length",
          with("Content-Length: 1\r\nContent-Length: 2\r\n")
        ),
        (
          "length beside identity", "llhttp content-length",
          with("Content-Length: 1\r\nTransfer-Encoding: identity\r\n")
        ),
        (
          "space behind Content-Length", "llhttp content-length",
          with("Connection: upgrade\r\nContent-Length : 4\r\nUpgrade: a\r\n", "abcd")
        ),
        ("space between single digits", "llhttp content-length", length("4 2")),
        ("space between digits", "llhttp content-length", length("13 37")),
        ("length of nothing", "llhttp content-length", length("")),
        ("CR for hyphen", "llhttp content-length", with("Content\rLength: 3\r\n", "abc")),
        ("CR alone before content", "llhttp content-length", with("Content-Length: 3\r\n\rabc")),
      ])
}
