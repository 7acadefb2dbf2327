extension FramingVector {
  static let llhttpCodings: [FramingVector] =
    [
      .init("chunked, nothing yet", "llhttp transfer-encoding", chunks(""), .waiting)
    ]
    // llhttp leaves other codings to its user; here nobody undoes them.
    + refused(
      501,
      [
        ("deflate, chunked", "llhttp transfer-encoding", coding("deflate, chunked")),
        (
          "deflate, chunked in two lines", "llhttp transfer-encoding",
          with("Transfer-Encoding: deflate\r\n" + chunked, "0\r\n\r\n")
        ),
      ])
    + refused(
      400,
      [
        ("unknown coding", "llhttp transfer-encoding", coding("pigeons")),
        (
          "identity and a length", "llhttp transfer-encoding",
          with("Transfer-Encoding: identity\r\nContent-Length: 3\r\n", "abc")
        ),
        (
          "a length and three empty codings", "llhttp transfer-encoding",
          with(
            "Content-Length: 10\r\n" + String(repeating: "Transfer-Encoding:\r\n", count: 3),
            "2\r\nAA\r\n0\r\n\r\n")
        ),
        ("chunked, deflate", "llhttp transfer-encoding", coding("chunked, deflate")),
        (
          "chunked, deflate in two lines", "llhttp transfer-encoding",
          with(chunked + "Transfer-Encoding: deflate\r\n", "abc")
        ),
        ("chunkedchunked", "llhttp transfer-encoding", coding("chunkedchunked")),
      ])

  static let llhttpChunks: [FramingVector] =
    [
      .init(
        "lower-case size", "llhttp transfer-encoding", chunks("a\r\n0123456789\r\n0\r\n\r\n"),
        .accepted(["POST / 0123456789"])),
      .init(
        "upper-case size", "llhttp transfer-encoding", chunks("A\r\n0123456789\r\n0\r\n\r\n"),
        .accepted(["POST / 0123456789"])),
      .init(
        "size of two digits", "llhttp transfer-encoding",
        chunks("20\r\nthirty-two bytes, in hexadecimal\r\n0\r\n\r\n"),
        .accepted(["POST / thirty-two bytes, in hexadecimal"])),
      .init(
        "three zeros at the end", "llhttp transfer-encoding",
        chunks("3\r\nabc\r\n3\r\n de\r\n000\r\n\r\n"), .accepted(["POST / abc de"])),
      .init(
        "trailer Vary", "llhttp transfer-encoding", trailers("Vary: *\r\n\r\n"),
        .accepted(["POST / "])),
      // llhttp reports trailers as fields like others; the type must be known before the content.
      .init(
        "trailer of a type", "llhttp transfer-encoding",
        trailers("Vary: *\r\nContent-Type: text/plain\r\n\r\n"), .refused(400)),
      .init(
        "three extensions", "llhttp transfer-encoding",
        chunks("3;a;b=c;d=e\r\nabc\r\n1;f;g\r\nd\r\n0\r\n\r\n"), .accepted(["POST / abcd"])),
      .init(
        "extensions in quotes", "llhttp transfer-encoding",
        chunks("3;a=\"b \\\"c\\\"; \\\\d\\\\\";e=\"f\";g;h=i\r\nabc\r\n0\r\n\r\n"),
        .accepted(["POST / abc"])),
    ]
    + refused(
      400,
      [
        (
          "words without semicolon", "llhttp transfer-encoding",
          chunks("2 abc\r\naa\r\n0 def\r\n\r\n")
        ),
        ("nothing behind a semicolon", "llhttp transfer-encoding", chunks("2;\r\naa\r\n0\r\n\r\n")),
        (
          "quote never closed", "llhttp transfer-encoding",
          chunks("3;a=\"b\";c=\"d; e\r\nabc\r\n0\r\n\r\n")
        ),
        ("line end for the last chunk", "llhttp transfer-encoding", chunks("3\r\nabc\r\n\r\n")),
        ("space and LF behind a size", "llhttp transfer-encoding", chunks("3 \n  \r\nabc\r\n")),
        (
          "two CR and an extension", "llhttp transfer-encoding",
          chunks("5\r\r;ABCD\r\n34\r\nE\r\n0\r\n\r\n" + get("/2"))
        ),
        ("no line end behind a chunk", "llhttp transfer-encoding", chunks("5\r\nABCDE0\r\n\r\n")),
        (
          "space behind a letter of size", "llhttp transfer-encoding",
          chunks("a \r\n0123456789\r\n0\r\n\r\n")
        ),
      ])
}
