import HTTP

/// The cookies of the portal. `Secure` always, save on a plain-http loopback address, where browsers would drop them.
struct CookieNames: Sendable {
  let isSecure: Bool

  /// The session's token.
  var session: String { isSecure ? "__Host-fabrique-session" : "fabrique-session" }

  /// A visitor's token, which their forms repeat: the guard against forged sign-ins.
  var visit: String { isSecure ? "__Host-fabrique-visit" : "fabrique-visit" }

  /// The language a visitor chose.
  var language: String { isSecure ? "__Host-fabrique-language" : "fabrique-language" }

  /// A cookie of this portal; an age of 0 takes it away.
  func cookie(_ name: String, _ value: String, seconds: Int) throws -> SetCookie {
    try SetCookie(
      name, value, path: "/", maxAge: seconds, sameSite: .lax, isSecure: isSecure, isHTTPOnly: true)
  }
}
