/// One request as the application sees it: complete, decoded and within its limits.
public struct Request: Sendable {
  public let method: Method
  public let target: RequestTarget
  public let headers: Headers
  /// The decoded content, empty when there is none.
  public var body: [UInt8]
  /// The form with files that was sent in place of a body, where the route takes files.
  public var multipart: MultipartForm?
  /// The address of the peer in text, without the port.
  public let peer: String
  /// Whether the request came over TLS.
  public let isSecure: Bool

  public init(
    method: Method, target: RequestTarget, headers: Headers = Headers(), body: [UInt8] = [],
    peer: String = "127.0.0.1", isSecure: Bool = false
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.peer = peer
    self.isSecure = isSecure
  }

  /// The same from a target in text, as tests write it.
  public init(
    _ method: Method, _ target: String, headers: Headers = Headers(), body: [UInt8] = []
  ) throws(RequestTarget.Invalid) {
    self.init(method: method, target: try RequestTarget(target), headers: headers, body: body)
  }

  public var path: String { target.path }
  public var segments: [String] { target.segments }
  public var query: Query { target.query }
  public var cookies: Cookies { Cookies(parsing: headers.all(.cookie)) }

  /// The media type of the body, or nil when none is given or it cannot be read.
  public var contentType: MediaType? {
    headers[.contentType].flatMap(MediaType.init(parsing:))
  }
}
