public import SQLite

/// A person's yes or no at one stage of a request, with the reason; kept for ever.
public struct Decision: Hashable, Sendable {
  public typealias ID = Identifier<Decision>

  public enum Verdict: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case favourable, unfavourable

    public var label: Text {
      switch self {
      case .favourable: Text("favorable", "favourable")
      case .unfavourable: Text("défavorable", "unfavourable")
      }
    }
  }

  public let id: ID
  public let request: HostingRequest.ID
  public let stage: Stage
  public let verdict: Verdict
  public let reason: String
  public let person: Person.ID
  /// The organisation the person decided for.
  public let organisation: Organisation.ID
  public let at: Instant
}
