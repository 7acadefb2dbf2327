/// One thing that waits for a person: the next step is theirs.
public struct WorkItem: Hashable, Sendable {
  /// What is to be done, with the name of the thing.
  public let title: Text
  /// The type and id of the thing, from which the web face makes its address.
  public let resourceType: ResourceType
  public let resource: String
  /// Since when it waits.
  public let since: Instant
  /// The organisation whose thing it is.
  public let organisationName: String

  public init(
    title: Text, resourceType: ResourceType, resource: String, since: Instant,
    organisationName: String
  ) {
    self.title = title
    self.resourceType = resourceType
    self.resource = resource
    self.since = since
    self.organisationName = organisationName
  }
}
