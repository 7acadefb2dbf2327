/// A secret by which a program acts under one grant of a person, until it expires or is revoked.
public struct APIToken: Hashable, Sendable {
  public typealias ID = Identifier<APIToken>

  public let id: ID
  /// What it is for, in its owner's words.
  public let name: String
  public let membership: Membership.ID
  public let role: Role
  public let organisationName: String
  public let createdAt: Instant
  public let expiresAt: Instant
  public let revokedAt: Instant?

  /// What every token begins with, so that scanners for leaked secrets find it.
  static let prefix = "fab_"

  /// How many days a token may last.
  public static let days = 1...365

  public func isRunning(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }
}
