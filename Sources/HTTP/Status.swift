/// A response status code (RFC 9110 §15) with its standard reason phrase.
public struct Status: Hashable, Sendable {
  /// Three digits, 100 to 599.
  public let code: Int

  public init?(_ code: Int) {
    guard (100...599).contains(code) else { return nil }
    self.code = code
  }

  private init(known code: Int) {
    self.code = code
  }

  /// 1xx, 204 and 304 never carry a body (RFC 9112 §6.3).
  public var allowsBody: Bool { code >= 200 && code != 204 && code != 304 }
}

extension Status {
  public static var ok: Status { Status(known: 200) }
  public static var created: Status { Status(known: 201) }
  public static var accepted: Status { Status(known: 202) }
  public static var noContent: Status { Status(known: 204) }
  public static var partialContent: Status { Status(known: 206) }
  public static var movedPermanently: Status { Status(known: 301) }
  public static var found: Status { Status(known: 302) }
  public static var seeOther: Status { Status(known: 303) }
  public static var notModified: Status { Status(known: 304) }
  public static var temporaryRedirect: Status { Status(known: 307) }
  public static var permanentRedirect: Status { Status(known: 308) }
  public static var badRequest: Status { Status(known: 400) }
  public static var unauthorised: Status { Status(known: 401) }
  public static var forbidden: Status { Status(known: 403) }
  public static var notFound: Status { Status(known: 404) }
  public static var methodNotAllowed: Status { Status(known: 405) }
  public static var notAcceptable: Status { Status(known: 406) }
  public static var requestTimeout: Status { Status(known: 408) }
  public static var conflict: Status { Status(known: 409) }
  public static var gone: Status { Status(known: 410) }
  public static var lengthRequired: Status { Status(known: 411) }
  public static var preconditionFailed: Status { Status(known: 412) }
  public static var contentTooLarge: Status { Status(known: 413) }
  public static var uriTooLong: Status { Status(known: 414) }
  public static var unsupportedMediaType: Status { Status(known: 415) }
  public static var rangeNotSatisfiable: Status { Status(known: 416) }
  public static var expectationFailed: Status { Status(known: 417) }
  public static var unprocessableContent: Status { Status(known: 422) }
  public static var preconditionRequired: Status { Status(known: 428) }
  public static var tooManyRequests: Status { Status(known: 429) }
  public static var headerFieldsTooLarge: Status { Status(known: 431) }
  public static var internalServerError: Status { Status(known: 500) }
  public static var notImplemented: Status { Status(known: 501) }
  public static var serviceUnavailable: Status { Status(known: 503) }
  public static var versionNotSupported: Status { Status(known: 505) }
  public static var insufficientStorage: Status { Status(known: 507) }

  /// The registered reason phrase; empty for a code that has none here.
  public var reason: String {
    switch code {
    case 100: "Continue"
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 206: "Partial Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 411: "Length Required"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 416: "Range Not Satisfiable"
    case 417: "Expectation Failed"
    case 422: "Unprocessable Content"
    case 428: "Precondition Required"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    case 507: "Insufficient Storage"
    default: ""
    }
  }
}
