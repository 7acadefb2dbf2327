extension FramingVector {
  static let llhttpConnections: [FramingVector] = [
    .init(
      "keep-alive said", "llhttp connection", with("Connection: keep-alive\r\n", method: "PUT"),
      .accepted(["PUT / "])),
    .init(
      "another request behind keep-alive", "llhttp connection",
      with("Connection: keep-alive\r\n", method: "PUT") + with("", method: "PUT"),
      .accepted(["PUT / ", "PUT / "])),
    .init(
      "no other request in 1.0", "llhttp connection", line("GET /1 HTTP/1.0") + get("/2"),
      .accepted(["GET /1 "])),
    // llhttp takes a PUT without length in 1.0 for one without content; RFC 1945 §7.2.2 does not.
    .init("PUT without length in 1.0", "llhttp connection", line("PUT / HTTP/1.0"), .refused(411)),
    .init(
      "one empty line behind a body", "llhttp connection", length("4", "a=42\r\n") + get("/2"),
      .accepted(["POST / a=42", "GET /2 "])),
    // llhttp drops any number of empty lines; RFC 9112 §2.2 speaks of one, and a second one is
    // a sign that two readers disagree.
    .init(
      "two empty lines behind a body", "llhttp connection",
      length("4", "a=42\r\n\r\n") + get("/2"), .refused(400, after: ["POST / a=42"])),
    .init(
      "CR is no hyphen", "llhttp connection", with("Connection: keep\ralive\r\n"), .refused(400)),
    .init("close said", "llhttp connection", with("Connection: close\r\n"), .accepted(["POST / "])),
    .init(
      "close said before a tab", "llhttp connection", with("Connection: close\t\r\n") + get("/2"),
      .accepted(["POST / "])),
    // llhttp calls what comes behind `close` an error; here nobody reads it (RFC 9112 §9.6).
    .init(
      "another request behind close", "llhttp connection",
      with("Content-Length: 4\r\nConnection: close\r\n", "a=42\r\n\r\n") + get("/2"),
      .accepted(["POST / a=42"])),
    .init(
      "close, several options", "llhttp connection",
      with("Connection: close, a, upgrade, a, keep-alive\r\n") + get("/2"),
      .accepted(["POST / "])),
    .init(
      "space behind Connection", "llhttp connection",
      with("Connection : upgrade\r\nContent-Length: 4\r\nUpgrade: a\r\n", "abcd"), .refused(400)),
    // llhttp leaves the connection to whoever upgrades it; here nobody does, and what follows is
    // the next request (RFC 9110 §7.8).
    .init(
      "upgrade without content", "llhttp connection",
      with("Connection: upgrade\r\nUpgrade: a\r\n", method: "PUT") + get("/2"),
      .accepted(["PUT / ", "GET /2 "])),
    .init(
      "upgrade and keep-alive, nonsense behind", "llhttp connection",
      with("Connection: keep-alive, upgrade\r\nUpgrade: WebSocket\r\n", "any old words\r\n"),
      .refused(400, after: ["POST / "])),
    .init(
      "upgrade with content", "llhttp connection",
      with("Connection: upgrade\r\nContent-Length: 4\r\nUpgrade: a\r\n", "abcd" + get("/2")),
      .accepted(["POST / abcd", "GET /2 "])),
    .init(
      "upgrade of GET", "llhttp connection",
      with(
        "Connection: Upgrade\r\nSec-WebSocket-Key1: 1 @2  %0l\r\nUpgrade: WebSocket\r\n",
        "a", method: "GET"),
      .accepted(["GET / "])),
    .init(
      "upgrade of POST to HTTP/2", "llhttp connection",
      with("Connection: Upgrade\r\nUpgrade: HTTP/2.0\r\nContent-Length: 3\r\n", "abcnot HTTP/2"),
      .accepted(["POST / abc"])),
    .init(
      "three pipelined with content", "llhttp pipelining",
      ["POST", "PUT", "PATCH"].map {
        with("Content-Length: 3\r\n", "abc", method: $0)
      }.joined(),
      .accepted(["POST / abc", "PUT / abc", "PATCH / abc"])),
    .init("end behind GET", "llhttp finish", get("/"), .accepted(["GET / "])),
    .init(
      "end within content", "llhttp finish", with("Content-Length: 100\r\n", method: "PUT"),
      .waiting),
    .init("end within a header", "llhttp finish", "PUT / HTTP/1.1\r\nContent-L", .waiting),
  ]
}
