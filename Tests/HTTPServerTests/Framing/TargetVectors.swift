extension FramingVector {
  static let targets: [FramingVector] =
    [
      .init("query", "9112 §3.2.1", get("/a?b=c"), .accepted(["GET /a "])),
      .init("question mark in a query", "3986 §3.4", get("/a?b?c=/d"), .accepted(["GET /a "])),
      .init("two slashes are an empty segment", "9112 §3.2.1", get("//b"), .accepted(["GET //b "])),
      .init(
        "encoded twice is decoded once", "3986 §2.4", get("/%252e"), .accepted(["GET /%252e "])),
      .init("dots among others", "3986 §3.3", get("/..;/...a"), .accepted(["GET /..;/...a "])),
      .init(
        "longest target", "9112 §3", get("/" + String(repeating: "a", count: 8191)),
        .accepted(["GET /" + String(repeating: "a", count: 8191) + " "])),
      .init("OPTIONS for the server", "9112 §3.2.4", line("OPTIONS * HTTP/1.1"), .accepted([""])),
      .init(
        "OPTIONS for the server without content", "9112 §3.2.4",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n" + chunked + "\r\n0\r\n\r\n" + get("/2"),
        .accepted(["", "GET /2 "])),
    ]
    + refused(
      413,
      [
        // Nobody has a use for it; left unread it would be the next request.
        (
          "request in the content of OPTIONS *", "9110 §9.3.7",
          "OPTIONS * HTTP/1.1\r\nHost: a\r\nContent-Length: \(get("/2").utf8.count)\r\n\r\n"
            + get("/2")
        ),
        (
          "request in the chunks of OPTIONS *", "9110 §9.3.7",
          "OPTIONS * HTTP/1.1\r\nHost: a\r\n" + chunked + "\r\n24\r\n" + get("/2")
        ),
      ])
    + refused(
      400,
      [
        ("fragment", "9112 §3.2", get("/#a")),
        ("relative target", "9112 §3.2", get("a")),
        ("query alone", "9112 §3.2", get("?a")),
        ("dots alone", "9112 §3.2", get("../a")),
        ("asterisk with GET", "9112 §3.2.4", get("*")),
        ("asterisk with a query", "9112 §3.2.4", line("OPTIONS *?a HTTP/1.1")),
        ("non-ASCII target", "9112 §3.2", get("/é")),
        ("NUL in the target", "9112 §3.2", get("/a\0b")),
        ("tab in the target", "9112 §3.2", get("/a\tb")),
        ("DEL in the target", "9112 §3.2", get("/a\u{7F}b")),
        ("backslash", "3986 §2", get("/a\\..\\b")),
        ("quotation mark", "3986 §2", get("/\"a\"")),
        ("angle brackets", "3986 §2", get("/<a>")),
        ("broken escape", "3986 §2.1", get("/%g0")),
        ("cut escape", "3986 §2.1", get("/%2")),
        ("lone per cent", "3986 §2.1", get("/%/a")),
        ("wide escape of a known server", "3986 §2.1", get("/%u002e%u002e")),
        ("escaped NUL", "3986 §7.3", get("/%00")),
        ("escaped line end", "3986 §7.3", get("/%0d%0aX:%20a")),
        ("escaped slash", "3986 §2.2", get("/a%2Fb")),
        ("dot segment", "3986 §5.2.4", get("/a/./b")),
        ("dot segments", "3986 §5.2.4", get("/a/../b")),
        ("dot segments at the end", "3986 §5.2.4", get("/a/..")),
        ("escaped dot segments", "3986 §6.2.2", get("/a/%2e%2E/b")),
        ("half-escaped dot segments", "3986 §6.2.2", get("/a/.%2e/b")),
        ("overlong UTF-8", "3629 §3", get("/%c0%af")),
        ("overlong UTF-8 of a dot", "3629 §3", get("/%c0%ae%c0%ae/a")),
        ("surrogate in UTF-8", "3629 §3", get("/%ed%a0%80")),
        ("no UTF-8", "3629 §3", get("/%ff")),
        ("broken escape in the query", "3986 §2.1", get("/?a=%zz")),
        ("NUL in the query", "3986 §7.3", get("/?a=%00")),
        ("fragment in the query", "9112 §3.2", get("/?a#b")),
      ])
}
