extension FramingVector {
  static let fields: [FramingVector] =
    [
      .init("empty value", "9110 §5.5", with("X:\r\n"), .accepted(["POST / "])),
      .init("no space behind the colon", "9112 §5", with("X:b\r\n"), .accepted(["POST / "])),
      .init("colons in a value", "9112 §5", with("X: b:c: d\r\n"), .accepted(["POST / "])),
      .init("tab in a value", "9110 §5.5", with("X: b\tc\r\n"), .accepted(["POST / "])),
      .init("UTF-8 in a value", "9110 §5.5", with("X: é\r\n"), .accepted(["POST / "])),
      .init(
        "Latin-1 in a value", "9110 §5.5",
        Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + [0xE9] + Array("\r\n\r\n".utf8),
        .accepted(["GET / "])),
      .init(
        "a hundred fields", "6585 §5", with(String(repeating: "X: b\r\n", count: 99)),
        .accepted(["POST / "])),
      .init(
        "largest header", "6585 §5",
        with("X: " + String(repeating: "a", count: 16 * 1024 - 16) + "\r\n"), .accepted(["POST / "])
      ),
    ]
    + refused(
      400,
      [
        ("space before the colon", "9112 §5.1", with("X : b\r\n")),
        ("tab before the colon", "9112 §5.1", with("X\t: b\r\n")),
        ("vertical tab before the colon", "9110 §5.1", with("X\u{0B}: b\r\n")),
        ("no colon", "9112 §5", with("X\r\n")),
        ("equals sign for colon", "9112 §5", with("X= b\r\n")),
        ("empty name", "9110 §5.1", with(": b\r\n")),
        ("line of spaces", "9112 §5", with("  \r\n")),
        ("two words of name", "9110 §5.1", with("X Y: b\r\n")),
        ("name with brackets", "9110 §5.1", with("X(a): b\r\n")),
        ("name with slash", "9110 §5.1", with("X/Y: b\r\n")),
        ("name in quotes", "9110 §5.1", with("\"X\": b\r\n")),
        ("name with NUL", "9110 §5.1", with("X\0: b\r\n")),
        ("name with CR", "9112 §2.2", with("X\rY: b\r\n")),
        ("name behind CR", "9112 §2.2", with("\rX: b\r\n")),
        ("name with non-ASCII", "9110 §5.1", with("Xé: b\r\n")),
        ("no-break space behind the name", "9110 §5.1", with("X\u{A0}: b\r\n")),
        ("folded line", "9112 §5.2", with("X: b\r\n c\r\n")),
        ("line folded with a tab", "9112 §5.2", with("X: b\r\n\tc\r\n")),
        ("line folded to nothing", "9112 §5.2", with("X: b\r\n \r\n")),
        ("folded first line", "9112 §2.2", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
        ("field behind a space", "9112 §5.2", with("X: b\r\n Content-Length: 3\r\n", "abc")),
        ("LF ends a header", "9112 §2.2", with("X: b\n")),
        ("LF ends an empty header", "9112 §2.2", with("X:\n")),
        ("LF ends the head", "9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\n"),
        ("LF and CR change places", "9112 §2.2", with("X: b\n\r")),
        ("CR ends a header", "9112 §2.2", with("X: b\rY: c\r\n")),
        ("two CR end a header", "9112 §2.2", with("X: b\r\r\n")),
        ("CR ends the head", "9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\rX\r\n\r\n"),
        ("NUL in a value", "9110 §5.5", with("X: b\0\r\n")),
        ("BEL in a value", "9110 §5.5", with("X: b\u{07}\r\n")),
        ("escape character in a value", "9110 §5.5", with("X: b\u{1B}[2J\r\n")),
        ("form feed around a value", "9110 §5.5", with("X: \u{0C}b\r\n")),
        ("DEL in a value", "9110 §5.5", with("X: b\u{7F}\r\n")),
      ])
    + refused(
      431,
      [
        (
          "header one byte too large", "6585 §5",
          with("X: " + String(repeating: "a", count: 16 * 1024 - 15) + "\r\n")
        ),
        (
          "malformed and too large", "6585 §5", with(String(repeating: "a", count: 17_000) + "\r\n")
        ),
        (
          "endless header line", "6585 §5",
          "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 17_000)
        ),
        (
          "header lines too large together", "6585 §5",
          with(String(repeating: "X: \(String(repeating: "a", count: 300))\r\n", count: 60))
        ),
        ("too many fields", "6585 §5", with(String(repeating: "X: b\r\n", count: 100))),
      ])
}
