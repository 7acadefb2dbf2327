/// The `Link` field that leads through the pages of a list (RFC 8288).
public struct LinkHeader: Sendable {
  public enum Relation: String, Sendable {
    case first
    case previous = "prev"
    case next
    case last
  }

  private var links: [String] = []

  public init() {}

  /// Adds a link to a path on this host with its query.
  public mutating func add(_ relation: Relation, path: String, query: Query) {
    let target = query.isEmpty ? path : path + "?" + query.encoded
    links.append("<\(target)>; rel=\"\(relation.rawValue)\"")
  }

  /// The field value, or nil when there is no link.
  public var fieldValue: String? { links.isEmpty ? nil : links.joined(separator: ", ") }
}
