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

  /// What the peer reads.
  var text: [UInt8] { Array((reason + "\n").utf8) }

  /// What the peer is told.
  var response: Response {
    var response = Response(status, type: "text/plain; charset=utf-8", bytes: text)
    if let retryAfter { response.headers.set(.retryAfter, retryAfter) }
    return response
  }

  /// In how many seconds there may be room.
  var retryAfter: String? { status == .serviceUnavailable ? "5" : nil }

  static func malformed(_ reason: String) -> Refusal {
    Refusal(.badRequest, reason)
  }
}
