public import HTTP

/// What answers requests. Its methods run on an event loop and must not block.
public protocol Handler: Sendable {
  /// How much content this request may bring, and where it goes; asked when the head has come, while
  /// there is none yet.
  func bodyPlan(for request: Request) -> BodyPlan

  /// Never fails: an error is a response too.
  func respond(to request: Request) async -> Response

  /// What is said when the content of a request cannot be taken, which the connection does not
  /// outlive: it is too large, malformed, too slow, or there is no room for it.
  func respond(refusing request: Request, with status: Status, because reason: String) async
    -> Response
}

extension Handler {
  /// The reason as plain text.
  public func respond(
    refusing request: Request, with status: Status, because reason: String
  ) async -> Response {
    .text(reason + "\n", status: status)
  }
}
