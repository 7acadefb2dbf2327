/// Everything that the portal refuses or that goes wrong in it; the web face turns each into one problem (RFC 9457).
public enum PortalError: Error, Sendable {
  /// Nobody is signed in, or the session or token has ended.
  case signInRequired
  /// There is no such thing, or the actor may not know of it.
  case notFound
  /// The rules say no.
  case refused(Refusal)
  /// The rules allow it, the thing's state does not.
  case wrongState(Action, Text)
  /// What was changed meanwhile by somebody else.
  case stale(Staleness)
  /// Everything that is wrong with what was sent, at once.
  case invalid([Complaint])
  /// Too many attempts; seconds to wait.
  case throttled(retryAfter: Int)
  /// An idempotency key used before for something else.
  case keyReused
  /// The database holds what it must never hold. A fault of ours, not the actor's.
  case damaged(String)

  public static func invalid(_ field: String, _ text: Text) -> PortalError {
    .invalid([Complaint(field, text)])
  }
}

/// What stands against a save that was based on an older version.
public struct Staleness: Sendable {
  public let currentVersion: Int
  /// Field by field: what it was, what it is now, what was sent.
  public let differences: [Difference]

  public init(currentVersion: Int, differences: [Difference]) {
    self.currentVersion = currentVersion
    self.differences = differences
  }

  public struct Difference: Sendable {
    public let field: String
    public let label: Text
    public let base: String
    public let theirs: String
    public let yours: String
    /// Both sides changed it, and not to the same.
    public let isConflict: Bool

    public init(
      field: String, label: Text, base: String, theirs: String, yours: String, isConflict: Bool
    ) {
      self.field = field
      self.label = label
      self.base = base
      self.theirs = theirs
      self.yours = yours
      self.isConflict = isConflict
    }
  }
}
