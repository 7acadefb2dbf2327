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
      try reading.gate.requireStanding()
      return try UseCaseList(connection: reading.connection, sight: UseCaseSight(actor))
        .page(filter, after: cursor, limit: limit)
    }
  }
}

/// The rules on viewing use cases (`use-cases.cedar`) as SQL: exactly what the gate decides one by one, which a test holds
/// them to.
struct UseCaseSight {
  let organisation: Organisation.ID?
  /// A condition on the tables `useCase` and `mine`, the participation of the actor's organisation.
  let isVisible: SQL
  /// The same cases in parts that have none in common, each in the order of an index, so that a page is read without
  /// sorting everything.
  let parts: [Part]

  /// Use cases that are all seen in the same way.
  struct Part {
    /// From `FROM` on, conditions included.
    let source: SQL
    /// The cases of the source that are seen in another part. Apart from the source, since few are taken away from many:
    /// both are quickly counted by themselves.
    var exception: SQL?
    let state: SQL
    /// When what is seen got its state.
    let at: SQL
    let revision: SQL

    static func workingCopies(_ source: SQL) -> Part {
      Part(source: source, state: "useCase.state", at: "stateAt", revision: "currentRevision")
    }

    static func published(_ source: SQL, but exception: SQL? = nil) -> Part {
      Part(
        source: source, exception: exception, state: "'published'", at: "publishedAt",
        revision: "publishedRevision")
    }
  }

  static let isInLibrary: SQL = "(publishedRevision IS NOT NULL AND useCase.state <> 'archived')"

  init(_ actor: Actor) {
    organisation = actor.member?.organisation
    switch (actor, actor.member?.kind) {
    case (.agent, _):
      isVisible = "FALSE"
      parts = [.published("FROM useCase WHERE FALSE")]
    case (_, .operator):
      isVisible = "useCase.state <> 'draft'"
      parts = [.workingCopies("FROM useCase WHERE useCase.state <> 'draft'")]
    case (_, .publicBody), (_, .partner):
      isVisible = "(\(Self.isInLibrary) OR mine.state IN ('accepted', 'invited'))"
      parts = [
        // CROSS, so that an organisation's few participations are read first and not every use case.
        .workingCopies(
          """
          FROM participation AS mine CROSS JOIN useCase ON useCase.id = mine.useCase
          WHERE mine.organisation = \(organisation)
            AND (mine.state = 'accepted' OR mine.state = 'invited' AND NOT \(Self.isInLibrary))
          """),
        .published(
          "FROM useCase WHERE \(Self.isInLibrary)",
          but: """
            useCase.id IN (
              SELECT useCase FROM participation WHERE organisation = \(organisation) AND state = 'accepted')
            """),
      ]
    case (_, nil):
      isVisible = Self.isInLibrary
      parts = [.published("FROM useCase WHERE \(Self.isInLibrary)")]
    }
  }
}

/// The list's SQL.
private struct UseCaseList {
  let connection: Connection
  let sight: UseCaseSight

  func page(_ filter: UseCaseFilter, after cursor: Cursor?, limit: Limit) throws -> Page<UseCaseRow>
  {
    let sources = sight.parts.map { $0.source + conditions(of: filter, on: $0) }
    let total = try zip(sight.parts, sources).reduce(0) { total, part in
      let (part, source) = part
      let exceptions = try part.exception.map { try count("\(source) AND \($0)") } ?? 0
      return try total + count(source) - exceptions
    }
    let parts: [SQL] = zip(sight.parts, sources).map { part, source in
      let rest: SQL = if let exception = part.exception { "AND NOT \(exception)" } else { "" }
      return """
        SELECT useCase.id AS id, \(part.state) AS state, \(part.at) AS at, \(part.revision) AS revision
        \(source) \(rest) \(seek(part, after: cursor))
        """
    }
    // The names are looked up for the page's rows alone: CROSS keeps the page the first to be read.
    let rows = try connection.rows(
      """
      SELECT shown.id, useCase.slug, title, shown.state, shown.at, organisation.name, riskClass,
             \(UseCaseSight.isInLibrary), mine.state
      FROM (\(parts.joined(separator: " UNION ALL ")) ORDER BY at DESC, id DESC LIMIT \(limit.count + 1)) AS shown
        CROSS JOIN useCase ON useCase.id = shown.id
        CROSS JOIN revision ON revision.useCase = shown.id AND revision.number = shown.revision
        CROSS JOIN organisation ON organisation.id = initiator
        LEFT JOIN participation AS mine ON mine.useCase = shown.id AND mine.organisation = \(sight.organisation)
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

  private func count(_ source: SQL) throws -> Int {
    try connection.value("SELECT count(*) \(source)") ?? 0
  }

  private func conditions(of filter: UseCaseFilter, on part: UseCaseSight.Part) -> SQL {
    var conditions: SQL = ""
    if let state = filter.state { conditions += " AND \(part.state) = \(state)" }
    if filter.isMine {
      conditions += """
         AND useCase.id IN (SELECT useCase FROM participation
                            WHERE organisation = \(sight.organisation) AND state IN ('accepted', 'invited'))
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

  private func seek(_ part: UseCaseSight.Part, after cursor: Cursor?) -> SQL {
    guard let cursor, let at = cursor.parts.first.flatMap(Int64.init), let id = cursor.parts.last
    else { return "" }
    return "AND (\(part.at), useCase.id) < (\(at), \(id))"
  }
}
