public import SQLite

/// What is proposed, co-built and published: its place in the workflow. Its content is the `Sheet`.
public struct UseCase: Hashable, Sendable {
  public typealias ID = Identifier<UseCase>

  public let id: ID
  /// Stands in addresses; never changes.
  public let slug: String
  public internal(set) var state: State
  public let initiator: Organisation.ID
  /// `nil`: the console, by an import.
  public let createdBy: Person.ID?
  public let createdAt: Instant
  public internal(set) var stateAt: Instant
  /// Why it was declined or returned.
  public internal(set) var stateReason: String?
  public internal(set) var admittedAt: Instant?
  public internal(set) var currentRevision: Int
  /// The revision that the library shows.
  public internal(set) var publishedRevision: Int?
  public internal(set) var publishedAt: Instant?
  /// Of an import: where it came from, the row's key there, and the doubts found.
  public internal(set) var origin: Origin?
  public internal(set) var version: Int

  /// Of the current revision.
  public internal(set) var title: String
  public internal(set) var riskClass: RiskClass
  public internal(set) var participations: [Participation]
  /// Whoever wrote a revision of it: they never decide on it.
  public internal(set) var editors: Set<Person.ID>

  public struct Origin: Hashable, Sendable {
    public let source: String
    public let key: String
    public let flags: [SourceFlag]

    public init(source: String, key: String, flags: [SourceFlag]) {
      self.source = source
      self.key = key
      self.flags = flags
    }
  }

  /// Whether the public library shows it.
  public var isInLibrary: Bool { publishedRevision != nil && state != .archived }
}

extension UseCase {
  public enum State: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    case draft, proposed, declined, coBuilding, inReview, published, archived

    public var label: Text {
      switch self {
      case .draft: Text("brouillon", "draft")
      case .proposed: Text("proposé", "proposed")
      case .declined: Text("décliné", "declined")
      case .coBuilding: Text("en co-construction", "in co-building")
      case .inReview: Text("en relecture", "in review")
      case .published: Text("publié", "published")
      case .archived: Text("archivé", "archived")
      }
    }
  }

  enum Event: Hashable, Sendable, CaseIterable {
    case propose, admit, decline, startCoBuilding, submit, `return`, publish, reopen, archive
  }

  /// The workflow: where an event leads from a state, `nil` where it has no place.
  static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.draft, .propose): .proposed
    case (.proposed, .admit): .proposed
    case (.proposed, .decline): .declined
    case (.proposed, .startCoBuilding): .coBuilding
    case (.coBuilding, .submit): .inReview
    case (.inReview, .return): .coBuilding
    case (.inReview, .publish): .published
    case (.published, .reopen): .coBuilding
    case (.published, .archive), (.coBuilding, .archive), (.inReview, .archive): .archived
    case (.draft, _), (.proposed, _), (.declined, _), (.coBuilding, _), (.inReview, _),
      (.published, _), (.archived, _):
      nil
    }
  }

  /// Moves on. Why a case was returned stands until it is published, so that the next review knows. Throws `damaged` where the workflow has no such step, which the gate rules out before.
  mutating func apply(_ event: Event, reason: String? = nil, at instant: Instant) throws {
    guard let next = Self.next(state, event) else {
      throw PortalError.damaged("use case \(id): no step \(event) from \(state)")
    }
    switch event {
    case .admit: admittedAt = instant
    case .publish:
      publishedRevision = currentRevision
      publishedAt = instant
    default: break
    }
    state = next
    stateAt = instant
    if event != .submit { stateReason = reason }
  }
}
