/// What somebody said in the discussion of a use case; kept as it was said.
public struct Comment: Hashable, Sendable {
  public typealias ID = Identifier<Comment>

  public let id: ID
  public let author: Revision.Author
  public let at: Instant
  public let body: String
}
