/// The program at a site that pulls orders and reports back.
public struct Agent: Hashable, Sendable {
  public typealias ID = Identifier<Agent>

  public let id: ID
  public let site: Site.ID
  public let name: String
  public let createdAt: Instant
  public var lastSeenAt: Instant?
  public var revokedAt: Instant?
  /// The end of its one-time code, and when it enrolled by it.
  public let codeExpiresAt: Instant
  public var codeUsedAt: Instant?
  /// The end of the certificate it shows; `nil` for one that has not enrolled.
  public var certificateExpiresAt: Instant?

  /// What the rules need of an agent that has shown who it is.
  public struct Identity: Hashable, Sendable {
    public let id: ID
    public let site: Site.ID
    /// The fingerprint of the certificate it has shown; `nil` for one that is just enrolling.
    let certificate: [UInt8]?
  }
}
