public import JSON

/// The log of everything done and refused: append-only, each entry's hash covering the one before.
public enum Audit {
  public typealias Detail = [(key: String, value: JSON)]

  public enum Outcome: String, Sendable, CaseIterable {
    case done, refused
  }

  /// One line of the log, before it gets its number and hash.
  struct Entry {
    let at: Instant
    let actor: Actor
    let action: Action
    let outcome: Outcome
    let resourceType: ResourceType
    let resource: String
    /// Ids of the rules that decided.
    let policies: [String]
    let detail: Detail
  }
}
