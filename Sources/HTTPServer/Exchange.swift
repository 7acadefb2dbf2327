public import HTTP

/// One request and its answer, for access log and metrics.
public struct Exchange: Sendable {
  /// What could be read of a request.
  public struct Question: Sendable {
    public let method: HTTP.Method
    /// The path without the query, which may hold secrets.
    public let path: String
    public let minorVersion: Int
  }

  /// Nil when the request could not be read.
  public let question: Question?
  public let id: RequestID
  /// As `Response.route`.
  public let route: String?
  public let status: Status
  /// Bytes of the request body.
  public let received: Int
  /// Bytes of the response body.
  public let sent: Int
  /// Whether the response came to its proper end.
  public let isComplete: Bool
  /// From the complete head to the answer handed over, in microseconds; 0 when there was no head.
  public let microseconds: Int
  /// As `Request.peer`.
  public let peer: String
  public let isSecure: Bool
}
