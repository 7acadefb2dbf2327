/// What becomes of the requests in a stretch of bytes.
struct FramingOutcome: Equatable, Sendable {
  /// What the echo answers to each complete request, in order; nothing for `OPTIONS *`.
  var answers: [String] = []
  /// The status that ends the conversation; nil when nothing was refused.
  var refusal: Int?

  static func accepted(_ answers: [String]) -> FramingOutcome {
    FramingOutcome(answers: answers)
  }

  /// Refused after the requests in front of it were answered; nothing behind it is read.
  static func refused(_ status: Int, after answers: [String] = []) -> FramingOutcome {
    FramingOutcome(answers: answers, refusal: status)
  }

  /// Not complete: no answer may come.
  static let waiting = FramingOutcome()
}
