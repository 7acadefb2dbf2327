/// A use case as one actor may see it: fields and state are those of the revision shown to them.
public struct UseCaseRecord: Sendable {
  public let id: UseCase.ID
  public let slug: String
  public let version: Int
  /// What the actor is to know: whoever sees only the library sees « publié », whatever is being prepared.
  public let state: UseCase.State
  public let stateAt: Instant
  /// Why it was declined or returned; `nil` for whoever sees only the library.
  public let stateReason: String?
  public let isAdmitted: Bool
  public let isInLibrary: Bool
  public let publishedRevision: Int?
  public let publishedAt: Instant?
  /// Of an import: where it came from.
  public let origin: UseCase.Origin?
  /// The number of the revision shown.
  public let revision: Int
  /// The fields that the actor may see.
  public let sheet: Sheet
  public let visibilities: Set<SheetField.Visibility>
  /// The participants; invitations and refusals only for those who see shared fields.
  public let participations: [Participation]
  /// Newest first; empty for whoever sees only the library.
  public let revisions: [Revision]
  public let offers: [Offer]

  public var title: String { sheet.title }
  public var initiator: Participation? { participations.first { $0.role == .initiator } }
  public var seesSharedFields: Bool { visibilities.contains(.shared) }

  /// What still has to be filled before review, for those who can fill it.
  public var gaps: [Complaint] { seesSharedFields ? sheet.gaps() : [] }

  /// What a decision taken with the system must tell its addressee.
  public var decisionMention: String? {
    initiator.flatMap { sheet.decisionMention(by: $0.name) }
  }
}

/// One revision and what it changed, as one actor may see it.
public struct RevisionRecord: Sendable {
  public let useCase: UseCase.ID
  public let slug: String
  public let revision: Revision
  public let sheet: Sheet
  /// The sheet before it; empty for the first.
  public let before: Sheet
}
