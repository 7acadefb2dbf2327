import HTTP

/// Fields behind the last chunk (RFC 9110 §6.5): whatever decides how a request is read, routed or
/// allowed must have come before its content.
enum TrailerField {
  static func isForbidden(_ name: HeaderName) -> Bool {
    forbidden.contains(name)
  }

  /// The groups of RFC 9110 §6.5.1; digests of the content, for one, are at home here.
  private static let forbidden: Set<HeaderName> = [
    // Framing and the connection.
    .transferEncoding, .contentLength, .connection, "trailer", "te", "upgrade", "keep-alive",
    "proxy-connection",
    // Routing.
    .host, "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
    "x-forwarded-port", "x-real-ip", "via", "max-forwards",
    // Authentication and cookies.
    .authorization, "proxy-authorization", .cookie, .origin,
    // Request modifiers.
    .expect, .cacheControl, "pragma", "range", "if-range", .ifMatch, .ifNoneMatch,
    .ifModifiedSince, "if-unmodified-since", "idempotency-key",
    // The form of the content.
    .contentType, "content-encoding", "content-range", "content-location", .contentDisposition,
    "content-language",
  ]
}
