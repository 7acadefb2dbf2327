/// What an agent gets when it is certified: all it needs to be known by the portal, and to know the portal's orders.
public struct AgentCertificate: Sendable {
  /// In PEM.
  public let certificate: String
  public let agent: Agent.ID
  /// The only one whose orders it follows.
  public let site: Site.ID
  /// The Ed25519 key by which it knows the portal's orders: 32 bytes in base 64 for addresses.
  public let orderKey: String

  /// How long one lasts, in days; an agent asks for the next when two thirds are over.
  static let life: Int64 = 30
}
