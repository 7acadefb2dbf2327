/// A header field name (RFC 9110 §5.1), kept in lower case so that comparing is a plain equality of
/// ASCII text.
public struct HeaderName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let lowercased: String

  /// Refuses what is not a token.
  public init?(parsing name: String) {
    guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenByte) else { return nil }
    lowercased = name.lowercased()
  }

  /// A name written in the source; one that is not a token stops the program where it was written.
  public init(stringLiteral name: StaticString) {
    let text = name.description
    precondition(!text.isEmpty && text.utf8.allSatisfy(\.isTokenByte), "not a header name")
    lowercased = text.lowercased()
  }

  /// For a name already known to be a lower-case token.
  package init(lowercasedToken name: String) {
    lowercased = name
  }

  public var description: String { lowercased }
}

extension HeaderName {
  public static var accept: HeaderName { HeaderName(lowercasedToken: "accept") }
  public static var acceptEncoding: HeaderName { HeaderName(lowercasedToken: "accept-encoding") }
  public static var acceptLanguage: HeaderName { HeaderName(lowercasedToken: "accept-language") }
  public static var acceptRanges: HeaderName { HeaderName(lowercasedToken: "accept-ranges") }
  public static var allow: HeaderName { HeaderName(lowercasedToken: "allow") }
  public static var authorization: HeaderName { HeaderName(lowercasedToken: "authorization") }
  public static var cacheControl: HeaderName { HeaderName(lowercasedToken: "cache-control") }
  public static var connection: HeaderName { HeaderName(lowercasedToken: "connection") }
  public static var contentDisposition: HeaderName {
    HeaderName(lowercasedToken: "content-disposition")
  }
  public static var contentEncoding: HeaderName { HeaderName(lowercasedToken: "content-encoding") }
  public static var contentLength: HeaderName { HeaderName(lowercasedToken: "content-length") }
  public static var contentRange: HeaderName { HeaderName(lowercasedToken: "content-range") }
  public static var contentType: HeaderName { HeaderName(lowercasedToken: "content-type") }
  public static var cookie: HeaderName { HeaderName(lowercasedToken: "cookie") }
  public static var date: HeaderName { HeaderName(lowercasedToken: "date") }
  public static var etag: HeaderName { HeaderName(lowercasedToken: "etag") }
  public static var expect: HeaderName { HeaderName(lowercasedToken: "expect") }
  public static var host: HeaderName { HeaderName(lowercasedToken: "host") }
  public static var ifMatch: HeaderName { HeaderName(lowercasedToken: "if-match") }
  public static var ifModifiedSince: HeaderName { HeaderName(lowercasedToken: "if-modified-since") }
  public static var ifNoneMatch: HeaderName { HeaderName(lowercasedToken: "if-none-match") }
  public static var ifRange: HeaderName { HeaderName(lowercasedToken: "if-range") }
  public static var ifUnmodifiedSince: HeaderName {
    HeaderName(lowercasedToken: "if-unmodified-since")
  }
  public static var lastModified: HeaderName { HeaderName(lowercasedToken: "last-modified") }
  public static var link: HeaderName { HeaderName(lowercasedToken: "link") }
  public static var location: HeaderName { HeaderName(lowercasedToken: "location") }
  public static var origin: HeaderName { HeaderName(lowercasedToken: "origin") }
  public static var range: HeaderName { HeaderName(lowercasedToken: "range") }
  public static var requestID: HeaderName { HeaderName(lowercasedToken: "x-request-id") }
  public static var retryAfter: HeaderName { HeaderName(lowercasedToken: "retry-after") }
  public static var setCookie: HeaderName { HeaderName(lowercasedToken: "set-cookie") }
  public static var transferEncoding: HeaderName {
    HeaderName(lowercasedToken: "transfer-encoding")
  }
  public static var vary: HeaderName { HeaderName(lowercasedToken: "vary") }
  public static var wwwAuthenticate: HeaderName { HeaderName(lowercasedToken: "www-authenticate") }
}
