extension FramingVector {
  /// Several requests: what follows one must neither be lost nor taken for a part of it.
  static let sequences: [FramingVector] = [
    .init(
      "three pipelined", "9112 §9.3.2", get("/1") + get("/2") + get("/3"),
      .accepted(["GET /1 ", "GET /2 ", "GET /3 "])),
    .init(
      "pipelined behind a body", "9112 §9.3.2", length("3") + get("/2"),
      .accepted(["POST / abc", "GET /2 "])),
    .init(
      "pipelined behind chunks", "9112 §9.3.2", chunks("1\r\nx\r\n0\r\n\r\n") + get("/2"),
      .accepted(["POST / x", "GET /2 "])),
    .init(
      "framing is that of each request", "9112 §6.3",
      length("3") + chunks("1\r\nx\r\n0\r\n\r\n") + length("1", "y") + get("/2"),
      .accepted(["POST / abc", "POST / x", "POST / y", "GET /2 "])),
    .init(
      "an empty line between", "9112 §2.2", length("3") + "\r\n" + get("/2"),
      .accepted(["POST / abc", "GET /2 "])),
    .init(
      "an empty line before each", "9112 §2.2", "\r\n" + get("/1") + "\r\n" + get("/2"),
      .accepted(["GET /1 ", "GET /2 "])),
    .init("half a second request", "9112 §3", get("/1") + "GET /2 HT", .accepted(["GET /1 "])),
    .init(
      "half a second body", "9112 §6.2", get("/1") + length("4"), .accepted(["GET /1 "])),
    .init(
      "1.0 behind 1.1", "9112 §9.3", get("/1") + line("GET /2 HTTP/1.0") + get("/3"),
      .accepted(["GET /1 ", "GET /2 "])),
    .init(
      "nonsense behind the last request", "9112 §9.6", line("GET /1 HTTP/1.0") + "\0\n\n",
      .accepted(["GET /1 "])),
    .init(
      "two empty lines between", "9112 §2.2", get("/1") + "\r\n\r\n" + get("/2"),
      .refused(400, after: ["GET /1 "])),
    .init(
      "a line end too few in the length", "9112 §6.3", length("3", "abc\n") + get("/2"),
      .refused(400, after: ["POST / abc"])),
    .init(
      "a byte too few in the length", "9112 §6.3", length("2") + get("/2"),
      .accepted(["POST / ab", "cGET /2 "])),
    .init(
      "nothing behind a refusal", "9112 §9.6", get("/1") + get("/#2") + get("/3"),
      .refused(400, after: ["GET /1 "])),
    .init(
      "refused behind several", "9112 §9.3.2", get("/1") + get("/2") + "GET / HTTP/2.0\r\n",
      .refused(505, after: ["GET /1 ", "GET /2 "])),
    .init(
      "body refused behind another", "9112 §9.3.2", get("/1") + length("1000001", ""),
      .refused(413, after: ["GET /1 "])),
    .init(
      "chunks refused behind another", "9112 §9.3.2", get("/1") + chunks("x\r\n") + get("/3"),
      .refused(400, after: ["GET /1 "])),
    .init(
      "HTTP/0.9 behind HTTP/1.1", "9112 §3", get("/1") + "GET /2\r\n",
      .refused(400, after: ["GET /1 "])),
    .init(
      "TLS behind plain text", "9112 §3", Array(get("/1").utf8) + [0x16, 0x03, 0x01],
      .refused(400, after: ["GET /1 "])),
  ]
}
