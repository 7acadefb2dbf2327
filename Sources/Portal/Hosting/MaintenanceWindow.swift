/// A time in which a pool has less to give. What was promised before goes on; nothing more is promised meanwhile.
public struct MaintenanceWindow: Hashable, Sendable {
  public typealias ID = Identifier<MaintenanceWindow>

  public let id: ID
  public let pool: Pool.ID
  public let period: Period
  /// What is taken away of what may be promised.
  public let amount: Resources
  public let reason: String
  public let announcedAt: Instant
}
