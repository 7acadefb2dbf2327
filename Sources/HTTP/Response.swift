/// One response; the server adds `Date`, `Content-Length`, `Transfer-Encoding` and `Connection`
/// itself.
public struct Response: Sendable {
  public enum Body: Sendable {
    case bytes([UInt8])
    /// Content of a file, which the server sends without reading it into memory.
    case file(FileSlice)
    /// Content written piece by piece, when it is too large or too slow to be held in memory.
    case stream(@Sendable (BodyWriter) async throws -> Void)
  }

  public var status: Status
  public var headers: Headers
  public var body: Body
  /// Which route answered, for log and metrics: one of few, such as `GET /organisations/:slug`.
  public var route: String?

  public init(_ status: Status, headers: Headers = Headers(), body: Body = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Bytes of a given media type.
  public init(_ status: Status, type: String, bytes: [UInt8]) {
    self.init(status, body: .bytes(bytes))
    headers.add(.contentType, type)
  }

  public static func text(_ text: String, status: Status = .ok) -> Response {
    Response(status, type: "text/plain; charset=utf-8", bytes: Array(text.utf8))
  }

  public static func html(_ bytes: [UInt8], status: Status = .ok) -> Response {
    Response(status, type: "text/html; charset=utf-8", bytes: bytes)
  }

  /// Sends the reader elsewhere; 303 makes the next request a GET whatever this one was.
  public static func redirect(to location: String, status: Status = .seeOther) -> Response {
    Response(status, headers: Headers([.location: location]))
  }

  public mutating func set(_ cookie: SetCookie) {
    headers.add(.setCookie, cookie.fieldValue)
  }
}

/// Where a streamed body is written; each `write` waits until the peer has taken enough of it.
public struct BodyWriter {
  private let send: ([UInt8]) async throws -> Void

  public init(send: @escaping ([UInt8]) async throws -> Void) {
    self.send = send
  }

  /// Throws when the peer is gone or does not read in time.
  public func write(_ bytes: [UInt8]) async throws {
    try await send(bytes)
  }
}
