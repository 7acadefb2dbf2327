import HTTP

/// Why a request is answered by the server itself, whereupon the connection is closed.
struct Refusal: Error, Equatable {
  let status: Status
  let reason: String

  init(_ status: Status, _ reason: String) {
    self.status = status
    self.reason = reason
  }

  /// The server has no room now.
  static func overCapacity(_ reason: String) -> Refusal {
    Refusal(.serviceUnavailable, reason)
  }

  static func malformed(_ reason: String) -> Refusal {
    Refusal(.badRequest, reason)
  }
}
