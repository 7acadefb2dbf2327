/// What bodies of a kind and size may have promised of a resource class by nothing granted, from a day on.
public struct QuotaDefault: Hashable, Sendable {
  /// `nil`: whatever the kind.
  public let group: BodyGroup?
  /// `nil`: whatever the size.
  public let size: BodySize?
  public let resourceClass: ResourceClass
  /// In the unit of the class.
  public let amount: Int
  public let validFrom: Day
  public let setBy: Person.ID?
  public let setAt: Instant
  /// A figure shipped with the portal, for the operator to replace.
  public let isSample: Bool

  func holds(on day: Day) -> Bool { validFrom <= day }

  /// Which bodies it is for.
  public var scope: Text {
    let parts = [group?.label, size?.label].compactMap(\.self)
    guard !parts.isEmpty else { return Text("tout organisme public", "every public body") }
    return Text(
      parts.map(\.french).joined(separator: ", "), parts.map(\.english).joined(separator: ", "))
  }

  /// Whether it is for the same bodies and the same class.
  func replaces(_ other: QuotaDefault) -> Bool {
    group == other.group && size == other.size && resourceClass == other.resourceClass
  }
}
