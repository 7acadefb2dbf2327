import SQLite

/// Which solutions the catalogue shows; everything not said lets all through.
public struct SolutionFilter: Hashable, Sendable {
  /// Words of the name, the summary or the publisher's name, accents and case aside.
  public var text: String
  /// Made for data of this class at least, in the version offered.
  public var dataClass: DataClass?
  public var useCase: UseCase.ID?
  /// Those that were withdrawn, in place of the others.
  public var isWithdrawn: Bool

  public init(
    text: String = "", dataClass: DataClass? = nil, useCase: UseCase.ID? = nil,
    isWithdrawn: Bool = false
  ) {
    self.text = text
    self.dataClass = dataClass
    self.useCase = useCase
    self.isWithdrawn = isWithdrawn
  }
}

/// A solution in a list, with what a reader needs to choose.
public struct SolutionLine: Sendable {
  public let solution: Solution
  public let publisher: Publisher
  /// `nil` where the actor may not see it: what a publisher co-builds is not public yet.
  public let useCase: (slug: String, title: String)?
  /// What is offered; `nil` before the first version.
  public let latest: SolutionVersion?

  public struct Publisher: Hashable, Sendable {
    public let slug: String
    public let name: String
    /// Invented, for demonstration.
    public let isSample: Bool
  }
}

/// A solution with all that is known of it.
public struct SolutionRecord: Sendable {
  public let line: SolutionLine
  /// The newest published first.
  public let versions: [SolutionVersion]
  public let offers: [Offer]

  public var solution: Solution { line.solution }
}

extension Portal {
  /// The catalogue: the solutions that the actor may see, by short name; cursor of one part.
  public func solutions(
    _ filter: SolutionFilter = SolutionFilter(), after cursor: Cursor? = nil,
    limit: Limit = .standard, as actor: Actor
  ) throws -> Page<SolutionLine> {
    try read(as: actor) { reading in
      let condition = try reading.condition(filter)
      let seek: SQL =
        if let last = cursor?.parts.first { " AND solution.slug > \(last)" } else { "" }
      return Page(
        rows: try reading.lines(
          where: condition + seek + " ORDER BY solution.slug LIMIT \(limit.count + 1)"),
        limit: limit, total: try reading.solutionCount(filter)
      ) { Cursor($0.solution.slug) }
    }
  }

  public func solution(slug: String, as actor: Actor) throws -> SolutionRecord {
    try read(as: actor) { reading in
      let solution = try reading.visibleSolution(slug)
      guard let line = try reading.lines(where: "solution.id = \(solution.id)").first else {
        throw PortalError.damaged("solution \(solution.id) has no publisher or no use case")
      }
      return SolutionRecord(
        line: line, versions: try reading.solutions.versions(of: solution.id),
        offers: try reading.gate.offers(on: solution))
    }
  }

  /// One version, with the solution that it is of.
  public func solutionRelease(
    _ id: SolutionVersion.ID, as actor: Actor
  ) throws -> SolutionRelease {
    try read(as: actor) { reading in
      guard let release = try reading.solutions.release(id) else { throw PortalError.notFound }
      try reading.gate.requireSight(.viewSolution, of: release.solution)
      return release
    }
  }

  /// The keys of an organisation, the newest first.
  public func signingKeys(
    of slug: String, as actor: Actor
  ) throws -> (organisation: Organisation, keys: [SigningKey], offers: [Offer]) {
    try read(as: actor) { reading in
      let organisation = try reading.organisation(slug: slug)
      return (
        organisation, try reading.signingKeys.keys(of: organisation.id),
        try reading.gate.offers(on: organisation)
      )
    }
  }
}

extension SolutionFilter {
  fileprivate var condition: SQL {
    var condition: SQL = isWithdrawn ? " AND withdrawnAt IS NOT NULL" : " AND withdrawnAt IS NULL"
    for word in text.folded.split(separator: " ") {
      condition += " AND instr(solution.folded, \(String(word))) > 0"
    }
    if let useCase { condition += " AND solution.useCase = \(useCase)" }
    if let dataClass {
      let classes = DataClass.allCases.filter { $0 >= dataClass }
      condition +=
        " AND (SELECT dataClass FROM solutionVersion WHERE id = latest) IN \(classes)"
    }
    return condition
  }
}

extension Reading {
  /// How many solutions in the actor's sight a filter lets through.
  func solutionCount(_ filter: SolutionFilter) throws -> Int {
    try solutions.count(where: condition(filter))
  }

  fileprivate func condition(_ filter: SolutionFilter) throws -> SQL {
    try gate.sight(.viewSolution, of: Solution.self).condition + filter.condition
  }

  /// What a request can start from: of each solution on offer the version offered; at most 500.
  func offeredReleases() throws -> [SolutionRelease] {
    let sight = try gate.sight(.viewSolution, of: Solution.self)
    let offered = try solutions.offered(in: sight)
    let versions = Dictionary(
      uniqueKeysWithValues: try solutions.versions(offered.compactMap(\.latest)).map {
        ($0.solution, $0)
      })
    return offered.compactMap { solution in
      versions[solution.id].map { SolutionRelease(solution: solution, version: $0) }
    }
  }

  /// What a condition selects, with the version offered of each; two queries, however many.
  fileprivate func lines(where condition: SQL) throws -> [SolutionLine] {
    let rows = try solutions.lines(
      where: condition, naming: gate.sight(.viewUseCase, of: UseCase.self))
    let latest = try solutions.versions(rows.compactMap(\.solution.latest))
    return rows.map { row in
      SolutionLine(
        solution: row.solution, publisher: row.publisher, useCase: row.useCase,
        latest: latest.first { $0.id == row.solution.latest })
    }
  }
}

extension SolutionStore {
  fileprivate func count(where condition: SQL) throws -> Int {
    try connection.value("SELECT count(*) FROM solution WHERE \(condition)") ?? 0
  }

  fileprivate func offered(in sight: Sight) throws -> [Solution] {
    try connection.rows(
      """
      SELECT \(Self.columns) FROM solution
      WHERE \(sight.condition) AND withdrawnAt IS NULL AND latest IS NOT NULL ORDER BY slug LIMIT 500
      """
    ) { try Self.solution($0) }
  }

  /// Solutions with the names of their publishers, and of those use cases that are in sight.
  fileprivate func lines(where condition: SQL, naming sight: Sight) throws -> [SolutionLine] {
    try connection.rows(
      """
      SELECT \(Self.columns), organisation.slug, organisation.name, organisation.isSample,
        CASE WHEN \(sight.condition) THEN useCase.slug END,
        (SELECT title FROM revision
         WHERE revision.useCase = useCase.id AND number = coalesce(publishedRevision, currentRevision))
      FROM solution JOIN organisation ON organisation.id = publisher JOIN useCase ON useCase.id = solution.useCase
      WHERE \(condition)
      """
    ) { row in
      let slug: String? = try row(14)
      let title: String = try row(15)
      return SolutionLine(
        solution: try Self.solution(row),
        publisher: SolutionLine.Publisher(
          slug: try row(11), name: try row(12), isSample: try row(13)),
        useCase: slug.map { ($0, title) }, latest: nil)
    }
  }
}
