import Cedar
import SQLite

/// One row of a list of use cases, as one actor may see it.
public struct UseCaseRow: Hashable, Sendable {
  public let id: UseCase.ID
  public let slug: String
  public let title: String
  public let state: UseCase.State
  public let stateAt: Instant
  public let initiator: String
  public let riskClass: RiskClass
  public let isInLibrary: Bool
  /// What the actor's organisation has to do with it.
  public let participation: Participation.State?
}

/// Which use cases are wanted.
public struct UseCaseFilter: Hashable, Sendable {
  public var state: UseCase.State?
  /// Only those in which the actor's organisation takes part or is asked to.
  public var isMine: Bool
  /// Part of the title, whatever the case of its ASCII letters.
  public var text: String

  public init(state: UseCase.State? = nil, isMine: Bool = false, text: String = "") {
    self.state = state
    self.isMine = isMine
    self.text = text
  }
}

extension Portal {
  /// The use cases that the actor may view, those that moved last first.
  public func useCases(
    _ filter: UseCaseFilter = UseCaseFilter(), after cursor: Cursor? = nil,
    limit: Limit = .standard, as actor: Actor
  ) throws -> Page<UseCaseRow> {
    try read(as: actor) { reading in
      let list = UseCaseList(
        connection: reading.connection, organisation: actor.member?.organisation,
        parts: try UseCaseList.parts(seenThrough: reading.gate))
      return try list.page(filter, after: cursor, limit: limit)
    }
  }
}

/// The list's SQL.
private struct UseCaseList {
  let connection: Connection
  /// The actor's own.
  let organisation: Organisation.ID?
  /// Together all cases in sight, each in one part, and each part in the order of an index, so that a page is read without
  /// sorting everything.
  let parts: [Part]

  /// Use cases that are all shown in the same way.
  struct Part {
    let condition: SQL
    /// Whether it shows what is published, rather than working copies.
    let isPublished: Bool
    let state: SQL
    /// When what is shown got its state.
    let at: SQL
    let revision: SQL
  }

  /// Whoever sees the shared fields of a case sees its working copy; all others see what is published, and the working copy
  /// of what is not.
  static func parts(seenThrough gate: Gate) throws -> [Part] {
    let shared = try gate.sight(.viewSharedFields, of: UseCase.self)
    let all = try gate.sight(.viewUseCase, of: UseCase.self)
    var parts: [Part] = []
    if !shared.isNever, !all.isNever {
      parts.append(.workingCopies(shared.condition(and: all)))
    }
    for isInLibrary in [true, false] {
      // Asked again with this known, so that what cannot be is not looked for.
      let facts: Record = ["inLibrary": .bool(isInLibrary)]
      let shared = try gate.sight(.viewSharedFields, of: UseCase.self, knowing: facts)
      let all = try gate.sight(.viewUseCase, of: UseCase.self, knowing: facts)
      guard !shared.isAlways, !all.isNever else { continue }
      let condition = all.condition(except: shared)
      parts.append(
        isInLibrary
          ? .published("\(isShownInLibrary) AND \(condition)")
          : .workingCopies("NOT \(isShownInLibrary) AND \(condition)"))
    }
    return parts
  }

  private static let isShownInLibrary: SQL =
    "(publishedRevision IS NOT NULL AND useCase.state <> 'archived')"

  func page(_ filter: UseCaseFilter, after cursor: Cursor?, limit: Limit) throws -> Page<UseCaseRow>
  {
    // What is published shows no other state.
    let parts = parts.filter { !$0.isPublished || [nil, .published].contains(filter.state) }
    guard !parts.isEmpty else { return Page(rows: [], limit: limit, total: 0) { _ in Cursor("") } }
    let sources: [SQL] = parts.map {
      "FROM useCase WHERE \($0.condition) \(conditions(of: filter, on: $0))"
    }
    let total = try sources.reduce(0) { total, source in
      try total + (connection.value("SELECT count(*) \(source)") ?? 0)
    }
    let selections: [SQL] = zip(parts, sources).map { part, source in
      """
      SELECT useCase.id AS id, \(part.state) AS state, \(part.at) AS at, \(part.revision) AS revision
      \(source) \(seek(part, after: cursor))
      """
    }
    // The names are looked up for the page's rows alone: CROSS keeps the page the first to be read.
    let rows = try connection.rows(
      """
      SELECT shown.id, useCase.slug, title, shown.state, shown.at, organisation.name, riskClass,
             \(Self.isShownInLibrary), mine.state
      FROM (\(selections.joined(separator: " UNION ALL ")) ORDER BY at DESC, id DESC LIMIT \(limit.count + 1)) AS shown
        CROSS JOIN useCase ON useCase.id = shown.id
        CROSS JOIN revision ON revision.useCase = shown.id AND revision.number = shown.revision
        CROSS JOIN organisation ON organisation.id = initiator
        LEFT JOIN participation AS mine ON mine.useCase = shown.id AND mine.organisation = \(organisation)
      ORDER BY shown.at DESC, shown.id DESC
      """
    ) { row in
      UseCaseRow(
        id: try row(0), slug: try row(1), title: try row(2), state: try row(3),
        stateAt: try row(4), initiator: try row(5), riskClass: try row(6),
        isInLibrary: try row(7), participation: try row(8))
    }
    return Page(rows: rows, limit: limit, total: total) {
      Cursor(String($0.stateAt.milliseconds), $0.id.text)
    }
  }

  private func conditions(of filter: UseCaseFilter, on part: Part) -> SQL {
    var conditions: SQL = ""
    if let state = filter.state, !part.isPublished { conditions += " AND \(part.state) = \(state)" }
    if filter.isMine {
      conditions += """
         AND useCase.id IN (SELECT useCase FROM participation
                            WHERE organisation = \(organisation) AND state IN ('accepted', 'invited'))
        """
    }
    if !filter.text.isEmpty {
      conditions += """
         AND EXISTS (SELECT 1 FROM revision WHERE revision.useCase = useCase.id
                       AND number = \(part.revision) AND instr(lower(title), lower(\(filter.text))) > 0)
        """
    }
    return conditions
  }

  private func seek(_ part: Part, after cursor: Cursor?) -> SQL {
    guard let cursor, let at = cursor.parts.first.flatMap(Int64.init), let id = cursor.parts.last
    else { return "" }
    return "AND (\(part.at), useCase.id) < (\(at), \(id))"
  }
}

extension UseCaseList.Part {
  fileprivate static func workingCopies(_ condition: SQL) -> Self {
    Self(
      condition: condition, isPublished: false, state: "useCase.state", at: "stateAt",
      revision: "currentRevision")
  }

  fileprivate static func published(_ condition: SQL) -> Self {
    Self(
      condition: condition, isPublished: true, state: "'published'", at: "publishedAt", revision: "publishedRevision")
  }
}
