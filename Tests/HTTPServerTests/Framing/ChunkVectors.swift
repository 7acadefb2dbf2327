extension FramingVector {
  static let chunks: [FramingVector] =
    [
      .init(
        "two chunks", "9112 §7.1", chunks("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
        .accepted(["POST / abcde"])),
      .init(
        "hexadecimal size", "9112 §7.1", chunks("A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n"),
        .accepted(["POST / 01234567890123456789"])),
      .init("zeros", "9112 §7.1", chunks("001\r\nx\r\n000\r\n\r\n"), .accepted(["POST / x"])),
      .init(
        "line ends in a chunk", "9112 §7.1", chunks("4\r\n\r\n\r\n\r\n0\r\n\r\n"),
        .accepted(["POST / \r\n\r\n"])),
      .init(
        "last chunk in a chunk", "9112 §7.1", chunks("5\r\n0\r\n\r\n\r\n0\r\n\r\n"),
        .accepted(["POST / 0\r\n\r\n"])),
      .init("no chunk yet", "9112 §7.1", chunks(""), .waiting),
      .init("half a chunk", "9112 §7.1", chunks("3\r\nab"), .waiting),
      .init("no last chunk yet", "9112 §7.1", chunks("1\r\nx\r\n"), .waiting),
      .init("no end of trailers yet", "9112 §7.1.2", chunks("0\r\n"), .waiting),
      .init("half an end of trailers", "9112 §7.1.2", chunks("0\r\n\r"), .waiting),
    ]
    + refused(
      400,
      [
        ("size 0x1", "9112 §7.1", chunks("0x1\r\nx\r\n0\r\n\r\n")),
        ("size with h", "9112 §7.1", chunks("1h\r\nx\r\n0\r\n\r\n")),
        ("size with point", "9112 §7.1", chunks("1.0\r\nx\r\n0\r\n\r\n")),
        ("size with underscore", "9112 §7.1", chunks("0_1\r\nx\r\n0\r\n\r\n")),
        ("size with comma", "9112 §7.1", chunks("1,\r\nx\r\n0\r\n\r\n")),
        ("size in quotes", "9112 §7.1", chunks("\"1\"\r\nx\r\n0\r\n\r\n")),
        ("negative size", "9112 §7.1", chunks("-1\r\nx\r\n0\r\n\r\n")),
        ("positive size", "9112 §7.1", chunks("+1\r\nx\r\n0\r\n\r\n")),
        ("last chunk of minus zero", "9112 §7.1", chunks("-0\r\n\r\n")),
        ("empty size", "9112 §7.1", chunks("\r\nx\r\n0\r\n\r\n")),
        ("word for a size", "9112 §7.1", chunks("x\r\nx\r\n0\r\n\r\n")),
        ("digit of a size that is not ASCII", "9112 §7.1", chunks("１\r\nx\r\n0\r\n\r\n")),
        ("NUL behind the size", "9112 §7.1", chunks("1\0\r\nx\r\n0\r\n\r\n")),
        ("size beyond 64 bits", "9112 §7.1", chunks("10000000000000001\r\nx\r\n0\r\n\r\n")),
        ("size of 2^64", "9112 §7.1", chunks("10000000000000000\r\n\r\n")),
        ("size of 64 bits", "9112 §7.1", chunks("FFFFFFFFFFFFFFFF\r\nx")),
        ("too many zeros", "9112 §7.1", chunks("0000000000000001\r\nx\r\n0\r\n\r\n")),
        ("space before the size", "9112 §7.1", chunks(" 1\r\nx\r\n0\r\n\r\n")),
        ("space behind the size", "9112 §7.1", chunks("1 \r\nx\r\n0\r\n\r\n")),
        ("tab behind the size", "9112 §7.1", chunks("1\t\r\nx\r\n0\r\n\r\n")),
        ("LF ends the size", "9112 §7.1", chunks("1\nx\r\n0\r\n\r\n")),
        ("CR ends the size", "9112 §7.1", chunks("1\rx\r\n0\r\n\r\n")),
        ("two CR end the size", "9112 §7.1", chunks("1\r\r\nx\r\n0\r\n\r\n")),
        ("CR and another byte end the size", "9112 §7.1", chunks("1\rX\nx\r\n0\r\n\r\n")),
        ("LF ends the chunk", "9112 §7.1", chunks("1\r\nx\n0\r\n\r\n")),
        ("CR ends the chunk", "9112 §7.1", chunks("1\r\nx\r0\r\n\r\n")),
        ("nothing ends the chunk", "9112 §7.1", chunks("1\r\nx0\r\n\r\n")),
        ("two other bytes end the chunk", "9112 §7.1", chunks("1\r\nxXX0\r\n\r\n")),
        ("LF and CR change places behind a chunk", "9112 §7.1", chunks("1\r\nx\n\r0\r\n\r\n")),
        ("chunk longer than its size", "9112 §7.1", chunks("1\r\nxy\r\n0\r\n\r\n")),
        ("chunk shorter than its size", "9112 §7.1", chunks("2\r\nx\r\n0\r\n\r\n")),
        ("empty line between chunks", "9112 §7.1", chunks("1\r\nx\r\n\r\n0\r\n\r\n")),
        ("request for a chunk", "9112 §7.1", chunks("1\r\nx\r\n" + get("/2"))),
        ("request behind the last chunk", "9112 §7.1.2", chunks("0\r\n" + get("/2"))),
        ("endless size", "9112 §7.1", chunks(String(repeating: "0", count: 2000))),
      ])
    + refused(
      413,
      [
        ("size over the limit", "9110 §15.5.14", chunks("FFFFFFF\r\nx")),
        ("size of 60 bits", "9110 §15.5.14", chunks("FFFFFFFFFFFFFFF\r\nx")),
        ("sizes over the limit together", "9110 §15.5.14", chunks("1\r\nx\r\nF4240\r\ny")),
      ])

  static let chunkExtensions: [FramingVector] =
    [
      .init(
        "extensions", "9112 §7.1.1", chunks("1;a;b=c;d=\"e;\\\"\"\r\nx\r\n0;f\r\n\r\n"),
        .accepted(["POST / x"])),
      .init(
        "empty quotes", "9112 §7.1.1", chunks("1;a=\"\"\r\nx\r\n0\r\n\r\n"), .accepted(["POST / x"])
      ),
      .init(
        "longest extension", "9112 §7.1.1",
        chunks("1;\(String(repeating: "a", count: 1020))\r\nx\r\n0\r\n\r\n"),
        .accepted(["POST / x"])),
    ]
    + refused(
      400,
      [
        ("extension without name", "9112 §7.1.1", chunks("1;\r\nx\r\n0\r\n\r\n")),
        ("two semicolons", "9112 §7.1.1", chunks("1;;a\r\nx\r\n0\r\n\r\n")),
        ("extension without value", "9112 §7.1.1", chunks("1;a=\r\nx\r\n0\r\n\r\n")),
        ("value without name", "9112 §7.1.1", chunks("1;=a\r\nx\r\n0\r\n\r\n")),
        ("extension without semicolon", "9112 §7.1.1", chunks("1 a\r\nx\r\n0\r\n\r\n")),
        // Bad white space is to be borne (RFC 9112 §7.1.1), but readers differ on it.
        ("space before an extension", "9112 §7.1.1", chunks("1 ;a\r\nx\r\n0\r\n\r\n")),
        ("space within an extension", "9112 §7.1.1", chunks("1; a=b\r\nx\r\n0\r\n\r\n")),
        ("space behind an extension", "9112 §7.1.1", chunks("1;a \r\nx\r\n0\r\n\r\n")),
        ("two words of value", "9112 §7.1.1", chunks("1;a=b c\r\nx\r\n0\r\n\r\n")),
        ("control byte in an extension", "9112 §7.1.1", chunks("1;a=\u{01}\r\nx\r\n0\r\n\r\n")),
        ("control byte in quotes", "9112 §7.1.1", chunks("1;a=\"\u{01}\"\r\nx\r\n0\r\n\r\n")),
        ("non-ASCII in a name", "9112 §7.1.1", chunks("1;é\r\nx\r\n0\r\n\r\n")),
        ("unclosed quote", "9112 §7.1.1", chunks("1;a=\"\r\nx\r\n0\r\n\r\n")),
        ("quote closed behind the line", "9112 §7.1.1", chunks("1;a=\"\r\nx\"\r\n0\r\n\r\n")),
        ("more behind the quotes", "9112 §7.1.1", chunks("1;a=\"b\"c\r\nx\r\n0\r\n\r\n")),
        ("LF ends an extension", "9112 §7.1.1", chunks("1;a\nx\r\n0\r\n\r\n")),
        ("LF behind the semicolon", "9112 §7.1.1", chunks("1;\nx\r\n0\r\n\r\n")),
        ("LF in quotes", "9112 §7.1.1", chunks("1;a=\"\n\"\r\nx\r\n0\r\n\r\n")),
        ("CR in an extension", "9112 §7.1.1", chunks("1;a\rb\r\nx\r\n0\r\n\r\n")),
        ("CR in quotes", "9112 §7.1.1", chunks("1;a=\"\r\"\r\nx\r\n0\r\n\r\n")),
        ("CR behind a backslash", "9112 §7.1.1", chunks("1;a=\"\\\r\nx\r\n0\r\n\r\n")),
        (
          "extension one byte too long", "9112 §7.1.1",
          chunks("1;\(String(repeating: "a", count: 1021))\r\nx\r\n0\r\n\r\n")
        ),
        ("endless extension", "9112 §7.1.1", chunks("1;a=" + String(repeating: "b", count: 2000))),
        (
          "extensions too long together", "9112 §7.1.1",
          chunks(String(repeating: "1;\(String(repeating: "a", count: 1000))\r\nx\r\n", count: 17))
        ),
      ])
}
