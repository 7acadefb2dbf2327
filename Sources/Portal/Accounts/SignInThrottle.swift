/// How long sign-in must wait after failures: what makes guessing passwords hopeless and spares whoever mistypes.
enum SignInThrottle {
  /// Failures older than this are forgotten, in seconds.
  static let window: Int64 = 15 * 60
  static let failuresPerAccount = 5
  static let failuresPerAddress = 30

  /// For one account: half a minute after the fifth failure, twice as long after each further one, a quarter of an hour
  /// at most. Seconds still to wait, or `nil`.
  static func wait(afterFailures count: Int, last: Instant, now: Instant) -> Int? {
    guard count >= failuresPerAccount else { return nil }
    let seconds = min(30 << Int64(min(count - failuresPerAccount, 5)), window)
    return remaining(until: last.adding(seconds: seconds), now: now)
  }

  /// For one address: until the oldest of its last thirty failures is forgotten.
  static func wait(thirtiethLast: Instant, now: Instant) -> Int? {
    remaining(until: thirtiethLast.adding(seconds: window), now: now)
  }

  private static func remaining(until end: Instant, now: Instant) -> Int? {
    let milliseconds = end.milliseconds - now.milliseconds
    return milliseconds > 0 ? Int((milliseconds + 999) / 1000) : nil
  }
}
