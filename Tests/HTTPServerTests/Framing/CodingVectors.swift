extension FramingVector {
  static let codings: [FramingVector] =
    [
      .init("upper-case Chunked", "9112 §7", coding("ChunkeD"), .accepted(["POST / "])),
      .init(
        "white space around chunked", "9110 §5.5", coding("\tchunked "), .accepted(["POST / "])),
      .init(
        "name of the coding in any case", "9110 §5.1",
        with("tRANSFER-eNCODING: chunked\r\n", "0\r\n\r\n"),
        .accepted(["POST / "])),
      // The names are not those of the framing, and nobody may take them for it.
      .init(
        "coding with underscore", "9112 §6.1", with("Transfer_Encoding: chunked\r\n", get("/2")),
        .accepted(["POST / ", "GET /2 "])),
      .init("TE is a wish", "9110 §10.1.4", with("TE: chunked\r\n"), .accepted(["POST / "])),
      .init(
        "content coding named chunked", "9110 §8.4", with("Content-Encoding: chunked\r\n"),
        .accepted(["POST / "])),
    ]
    + refused(
      501,
      [
        ("coding before chunked", "9112 §6.1", coding("gzip, chunked")),
        (
          "coding in a line before chunked", "9112 §6.1",
          with("Transfer-Encoding: gzip\r\n" + chunked)
        ),
        ("identity before chunked", "9112 §6.1", coding("identity, chunked")),
      ])
    + refused(
      400,
      [
        ("length and coding", "9112 §6.3", with("Content-Length: 3\r\n" + chunked, "0\r\n\r\n")),
        ("coding and length", "9112 §6.3", with(chunked + "Content-Length: 3\r\n", "0\r\n\r\n")),
        ("length 0 and coding", "9112 §6.3", with("Content-Length: 0\r\n" + chunked, "0\r\n\r\n")),
        (
          "bad length and coding", "9112 §6.3", with("Content-Length: x\r\n" + chunked, "0\r\n\r\n")
        ),
        (
          "length and empty coding", "9112 §6.3",
          with("Content-Length: 3\r\nTransfer-Encoding:\r\n", "abc")
        ),
        (
          "length and unknown coding", "9112 §6.3",
          with("Content-Length: 3\r\nTransfer-Encoding: x\r\n", "abc")
        ),
        ("coding in 1.0", "9112 §6.1", "POST / HTTP/1.0\r\n" + chunked + "\r\n0\r\n\r\n"),
        ("unknown coding alone", "9112 §6.3", coding("gzip")),
        ("identity", "9112 §6.1", coding("identity")),
        ("empty coding", "9112 §6.1", with("Transfer-Encoding:\r\n")),
        ("chunked not last", "9112 §6.3", coding("chunked, gzip")),
        ("chunked twice", "9112 §7.1", coding("chunked, chunked")),
        ("chunked in two lines", "9112 §7.1", with(chunked + chunked, "0\r\n\r\n")),
        ("chunked and identity", "9112 §6.3", coding("chunked, identity")),
        ("another line behind chunked", "9112 §6.3", with(chunked + "Transfer-Encoding: x\r\n")),
        ("empty line before chunked", "9112 §6.1", with("Transfer-Encoding:\r\n" + chunked)),
        // Lists may hold empty members (RFC 9110 §5.6.1), but not every reader knows that.
        ("comma before chunked", "9112 §6.1", coding(", chunked")),
        ("comma behind chunked", "9112 §6.1", coding("chunked,")),
        ("space within chunked", "9112 §7", coding("chun ked")),
        ("chunked without comma", "9112 §6.1", coding("gzip chunked")),
        ("xchunked", "9112 §7", coding("xchunked")),
        ("chunkedx", "9112 §7", coding("chunkedx")),
        ("quoted chunked", "9112 §7", coding("\"chunked\"")),
        ("bracketed chunked", "9112 §7", coding("[chunked]")),
        ("chunked with parameter", "9112 §7", coding("chunked;a=b")),
        ("colon before chunked", "9112 §7", coding(": chunked")),
        ("Kelvin sign in chunked", "9112 §7", coding("chun\u{212A}ed")),
        ("no-break space before chunked", "9112 §7", coding("\u{A0}chunked")),
        ("vertical tab before chunked", "9110 §5.5", coding("\u{0B}chunked")),
        ("form feed behind chunked", "9110 §5.5", coding("chunked\u{0C}")),
        ("NUL behind chunked", "9110 §5.5", coding("chunked\0")),
        ("CR behind chunked", "9112 §2.2", coding("chunked\r")),
        ("LF before chunked", "9112 §2.2", coding("\nchunked")),
        ("folded chunked", "9112 §5.2", coding("\r\n chunked")),
        (
          "space behind the name of the coding", "9112 §5.1",
          with("Transfer-Encoding : chunked\r\n")
        ),
        (
          "tab behind the name of the coding", "9112 §5.1", with("Transfer-Encoding\t: chunked\r\n")
        ),
        ("coding behind a space", "9112 §5.2", with("X: b\r\n Transfer-Encoding: chunked\r\n")),
        ("coding behind LF", "9112 §2.2", with("X: b\nTransfer-Encoding: chunked\r\n")),
        ("coding behind CR", "9112 §2.2", with("X: b\rTransfer-Encoding: chunked\r\n")),
        ("coding behind NUL", "9110 §5.1", with("\0Transfer-Encoding: chunked\r\n")),
      ])
}
