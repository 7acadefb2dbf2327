/// One request as the application sees it: complete, decoded and within its limits.
public struct Request: Sendable {
  public let method: Method
  public let target: RequestTarget
  public let headers: Headers
  /// The decoded content, empty when there is none.
  public var body: [UInt8]
  /// The form with files that was sent in place of a body, where the route takes files.
  public var multipart: MultipartForm?
  /// The address of whoever asks, in text, without the port: behind a trusted proxy, of whom it
  /// asks for.
  public let peer: String
  /// Whether whoever asks reaches the server by https.
  public let isSecure: Bool
  /// SHA-256 of the certificate that whoever connected has shown and the server has verified; nil
  /// when there was none.
  public var clientFingerprint: [UInt8]?
  /// Names the request in the log and in its answer.
  public let id: RequestID

  public init(
    method: Method, target: RequestTarget, headers: Headers = Headers(), body: [UInt8] = [],
    peer: String = "127.0.0.1", isSecure: Bool = false,
    id: RequestID = RequestID(connection: 0, request: 0)
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.peer = peer
    self.isSecure = isSecure
    self.id = id
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
