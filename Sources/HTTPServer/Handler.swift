public import HTTP

/// What answers requests. Its methods run on an event loop and must not block.
public protocol Handler: Sendable {
  /// The most bytes of body this request may bring; asked when the head has come, while
  /// `request.body` is still empty.
  func bodyLimit(for request: Request) -> Int

  /// Never fails: an error is a response too.
  func respond(to request: Request) async -> Response
}
