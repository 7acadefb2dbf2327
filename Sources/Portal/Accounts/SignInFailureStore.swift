import SQLite

/// The failed attempts of the last hour, at accounts and at one-time codes. Written without a permit: whoever signs in is nobody yet, and what is kept only
/// slows attempts down.
struct SignInFailureStore {
  let connection: Connection

  /// Throws `throttled` when the account or the address has failed too often. Otherwise counts the attempt as failed
  /// until `forget` says that it succeeded, so that attempts made at the same time count as well.
  func admit(_ email: EmailAddress, from address: String, at now: Instant) throws {
    let since = now.adding(seconds: -SignInThrottle.window)
    let account = try connection.first(
      "SELECT count(*), max(at) FROM signInFailure WHERE email = \(email.text) AND at > \(since)"
    ) { row in (count: try row(0) as Int, last: try row(1) as Instant?) }
    let waits = [
      account?.last.flatMap {
        SignInThrottle.wait(afterFailures: account?.count ?? 0, last: $0, now: now)
      },
      try wait(for: address, since: since, now: now),
    ]
    if let wait = waits.compactMap({ $0 }).max() { throw PortalError.throttled(retryAfter: wait) }
    try insert(email: email.text, address, now)
  }

  /// The same for an attempt at a one-time code, which is at no account.
  func admit(from address: String, at now: Instant) throws {
    let since = now.adding(seconds: -SignInThrottle.window)
    if let wait = try wait(for: address, since: since, now: now) {
      throw PortalError.throttled(retryAfter: wait)
    }
    try insert(email: "", address, now)
  }

  private func wait(for address: String, since: Instant, now: Instant) throws -> Int? {
    let thirtiethLast: Instant? = try connection.value(
      """
      SELECT at FROM signInFailure WHERE address = \(address) AND at > \(since)
      ORDER BY at DESC LIMIT 1 OFFSET \(SignInThrottle.failuresPerAddress - 1)
      """)
    return thirtiethLast.flatMap { SignInThrottle.wait(thirtiethLast: $0, now: now) }
  }

  private func insert(email: String, _ address: String, _ now: Instant) throws {
    try connection.run(
      "INSERT INTO signInFailure (email, address, at) VALUES (\(email), \(address), \(now))")
  }

  func forget(_ email: EmailAddress) throws {
    try connection.run("DELETE FROM signInFailure WHERE email = \(email.text)")
  }

  func prune(at now: Instant) throws {
    try connection.run("DELETE FROM signInFailure WHERE at < \(now.adding(seconds: -3600))")
  }
}

extension Transaction {
  var signInFailures: SignInFailureStore { SignInFailureStore(connection: connection) }
}
