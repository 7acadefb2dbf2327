extension FramingVector {
  /// Targets that name a host (RFC 9112 §3.2.2, §3.2.3).
  static let absoluteTargets: [FramingVector] =
    [
      .init("absolute form", "9112 §3.2.2", get("http://a/b"), .accepted(["GET /b "])),
      .init("absolute form, upper case", "9110 §4.2.3", get("HTTP://A/b"), .accepted(["GET /b "])),
      .init("absolute form without path", "9112 §3.2.2", get("http://a"), .accepted(["GET / "])),
      .init(
        "absolute form, query alone", "9112 §3.2.2", get("http://a?b=c"), .accepted(["GET / "])),
      .init("absolute form, https", "9110 §4.2.2", get("https://a/b"), .accepted(["GET /b "])),
      .init(
        "absolute form, port", "9112 §3.2.2", "GET http://a:8080/ HTTP/1.1\r\nHost: a:8080\r\n\r\n",
        .accepted(["GET / "])),
      .init(
        "absolute form, IPv6", "3986 §3.2.2",
        "GET http://[::1]:80/ HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", .accepted(["GET / "])),
      .init(
        "absolute form in 1.0", "9112 §3.2.2", "GET http://a/b HTTP/1.0\r\n\r\n",
        .accepted(["GET /b "])),
    ]
    + refused(
      501,
      [
        ("authority form", "9112 §3.2.3", line("CONNECT a:443 HTTP/1.1")),
        ("CONNECT with a path", "9112 §3.2.3", line("CONNECT / HTTP/1.1")),
      ])
    + refused(
      400,
      [
        ("authority form with GET", "9112 §3.2.3", get("a:443")),
        ("host without scheme", "9112 §3.2", get("a/b")),
        ("absolute form, other host", "9112 §3.2.2", get("http://b/")),
        ("absolute form, no Host beside", "9112 §3.2", "GET http://a/ HTTP/1.1\r\n\r\n"),
        ("absolute form, empty Host", "9112 §3.2", "GET http://a/ HTTP/1.1\r\nHost:\r\n\r\n"),
        (
          "absolute form, two Hosts beside", "9112 §3.2",
          "GET http://a/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"
        ),
        ("absolute form, port only there", "9112 §3.2", get("http://a:80/")),
        (
          "absolute form, port only in Host", "9112 §3.2",
          "GET http://a/ HTTP/1.1\r\nHost: a:80\r\n\r\n"
        ),
        ("absolute form, other port", "9112 §3.2", "GET http://a:1/ HTTP/1.1\r\nHost: a:2\r\n\r\n"),
        ("absolute form, point behind the name", "9112 §3.2", get("http://a./")),
        ("absolute form, user information", "9110 §4.2.4", get("http://u@a/")),
        ("absolute form, user and password", "9110 §4.2.4", get("http://a:b@a/")),
        ("absolute form, host as user", "9110 §4.2.4", get("http://a@b/")),
        ("absolute form, empty host", "9110 §4.2.1", get("http:///")),
        ("absolute form, port 0", "9110 §4.2", "GET http://a:0/ HTTP/1.1\r\nHost: a:0\r\n\r\n"),
        (
          "absolute form, port 65536", "9110 §4.2",
          "GET http://a:65536/ HTTP/1.1\r\nHost: a:65536\r\n\r\n"
        ),
        ("absolute form, fragment", "9112 §3.2.2", get("http://a#b")),
        ("absolute form, backslash", "3986 §3.2", get("http://a\\@b/")),
        ("absolute form, dot segments", "3986 §5.2.4", get("http://a/../b")),
        ("absolute form, one slash", "3986 §3", get("http:/a/b")),
        ("absolute form, scheme alone", "3986 §3", get("http:")),
        ("absolute form, other scheme", "9112 §3.2.2", get("ftp://a/")),
        ("absolute form, script", "9112 §3.2.2", get("javascript:alert(1)")),
      ])
}
