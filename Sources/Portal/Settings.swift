import Crypto
import Foundation

/// What is passed in from outside: time, randomness, and the operator's choices.
public struct Settings: Sendable {
  public var clock: @Sendable () -> Instant = {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
  public var random: @Sendable (Int) -> [UInt8] = { SecureRandom.bytes($0) }
  /// Where faults of ours are told: never what a person sent.
  public var reportFault: @Sendable (String) -> Void = { message in
    FileHandle.standardError.write(Data(("fabrique: " + message + "\n").utf8))
  }
  /// Cost of a password hash: scrypt's log₂ N (RFC 7914); 15 costs 32 MiB and about 0.1 s.
  public var passwordCost = 15
  /// How long a session lasts, in hours.
  public var sessionHours: Int64 = 12
  /// How long a pending reservation holds its resources, in days.
  public var reservationDays: Int64 = 60
  /// How long a stage of decision should take at most, in days; what takes longer is shown to the administrators.
  public var stageDays: Int64 = 10
  /// How long the data of what is over are kept, in days after its end.
  public var graceDays = 30
  /// How long a deployment runs on beside the one that replaces it, at most, in days: its data are taken over meanwhile.
  public var successionDays = 30
  /// How often a site's agent asks and reports, in seconds; after three times as long its word no longer counts.
  public var agentPeriodSeconds: Int64 = 10

  /// Whether people are told by e-mail of what waits for them.
  public var sendsReminders = false
  /// The hour from which they are told, UTC: the morning in France.
  public var reminderHour: Int64 = 6

  public init() {}
}
