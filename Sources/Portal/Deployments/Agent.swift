/// The program at a site that pulls orders and reports back.
public struct Agent: Hashable, Sendable {
  public typealias ID = Identifier<Agent>

  public let id: ID
  public let site: Site.ID
  public let name: String
  public let createdAt: Instant
  public var lastSeenAt: Instant?
  public var revokedAt: Instant?

  /// What the rules need of an agent that has shown its token.
  public struct Identity: Hashable, Sendable {
    public let id: ID
    public let site: Site.ID
  }
}
