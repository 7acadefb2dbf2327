public import HTTP

/// What answers requests. Its methods run on an event loop and must not block.
public protocol Handler: Sendable {
  /// How much content this request may bring, and where it goes; asked when the head has come, while
  /// there is none yet.
  func bodyPlan(for request: Request) -> BodyPlan

  /// Never fails: an error is a response too.
  func respond(to request: Request) async -> Response
}
