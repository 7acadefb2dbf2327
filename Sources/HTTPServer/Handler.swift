public import HTTP

/// What answers requests. Its methods run on an event loop and must not block.
public protocol Handler: Sendable {
  /// How much content this request may bring, and where it goes; asked when the head has come, while
  /// there is none yet.
  func bodyPlan(for request: Request) -> BodyPlan

  /// Never fails: an error is a response too.
  func respond(to request: Request) async -> Response
}

/// One request and its answer, for an access log.
public struct Exchange: Sendable {
  /// Nil when the request could not be read.
  public let method: HTTP.Method?
  /// The path without the query; nil when the request could not be read.
  public let path: String?
  public let status: Status
  /// Bytes of the response body.
  public let bytes: Int
  /// From the complete head to the answer handed over, in microseconds.
  public let microseconds: Int
  /// The peer's address.
  public let address: String
}
