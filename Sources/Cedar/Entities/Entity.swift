/// A thing that policies speak of, with what they may look at.
public struct Entity: Hashable, Sendable {
  public let uid: EntityUID
  public let attributes: Record
  /// What it is directly in.
  public let parents: [EntityUID]
  public let tags: Record

  public init(
    uid: EntityUID, attributes: Record = [:], parents: [EntityUID] = [], tags: Record = [:]
  ) {
    self.uid = uid
    self.attributes = attributes
    self.parents = parents
    self.tags = tags
  }
}
