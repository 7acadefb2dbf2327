/// One thing that waits for a person: the next step is theirs.
public struct WorkItem: Hashable, Sendable {
  /// What is to be done, with the name of the thing.
  public let title: Text
  /// The type and id of the thing, or the slug of a site, from which the web face makes its address.
  public let resourceType: ResourceType
  public let resource: String
  /// Since when it waits.
  public let since: Instant
  /// By when it should be done; `nil` when nothing says.
  public let dueAt: Instant?
  /// The organisation whose thing it is.
  public let organisationName: String

  public init(
    title: Text, resourceType: ResourceType, resource: String, since: Instant,
    dueAt: Instant? = nil, organisationName: String
  ) {
    self.title = title
    self.resourceType = resourceType
    self.resource = resource
    self.since = since
    self.dueAt = dueAt
    self.organisationName = organisationName
  }
}
