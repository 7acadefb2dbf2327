import Crypto
import SQLite

/// All SQL of the catalogue's solutions and their versions.
struct SolutionStore {
  let connection: Connection

  func find(_ id: Solution.ID) throws -> Solution? { try find(where: "solution.id = \(id)") }

  func find(slug: String) throws -> Solution? { try find(where: "slug = \(slug)") }

  private func find(where condition: SQL) throws -> Solution? {
    try connection.first("SELECT \(Self.columns) FROM solution WHERE \(condition)") {
      try Self.solution($0)
    }
  }

  func isTaken(slug: String) throws -> Bool {
    try connection.value("SELECT 1 FROM solution WHERE slug = \(slug)") == 1
  }

  /// The newest published first.
  func versions(of solution: Solution.ID) throws -> [SolutionVersion] {
    try versions(where: "solution = \(solution) ORDER BY id DESC LIMIT \(SolutionVersion.most)")
  }

  func versions(_ ids: [SolutionVersion.ID]) throws -> [SolutionVersion] {
    ids.isEmpty ? [] : try versions(where: "id IN \(ids)")
  }

  func release(_ id: SolutionVersion.ID) throws -> SolutionRelease? {
    guard let version = try versions([id]).first, let solution = try find(version.solution) else {
      return nil
    }
    return SolutionRelease(solution: solution, version: version)
  }

  private func versions(where rest: SQL) throws -> [SolutionVersion] {
    try connection.rows(
      """
      SELECT id, solution, manifest, signature, publishedAt, withdrawnAt, reason, \(SigningKeyStore.columns)
      FROM solutionVersion JOIN signingKey ON number = signingKey
      LEFT JOIN withdrawnVersion ON solutionVersion = id
      WHERE \(rest)
      """
    ) { row in
      SolutionVersion(
        id: try row(0), solution: try row(1), manifest: try SolutionManifest(try row(2)),
        signature: try row(3), key: try SigningKeyStore.key(row, from: 7), publishedAt: try row(4),
        withdrawal: try Self.withdrawal(row, from: 5))
    }
  }

  static let columns: SQL = """
    solution.id, solution.slug, publisher, solution.useCase, solution.name, summary, solution.createdAt,
    latest, withdrawnAt, withdrawalReason, solution.version
    """

  static func solution(_ row: Row) throws -> Solution {
    Solution(
      id: try row(0), slug: try row(1), publisher: try row(2), useCase: try row(3),
      name: try row(4), summary: try row(5), createdAt: try row(6), latest: try row(7),
      withdrawal: try withdrawal(row, from: 8), version: try row(10))
  }

  private static func withdrawal(_ row: Row, from first: Int) throws -> Solution.Withdrawal? {
    let (at, reason): (Instant?, String?) = (try row(first), try row(first + 1))
    return at.map { Solution.Withdrawal(at: $0, reason: reason ?? "") }
  }

  // ── What is published ──

  /// `words` is what a search finds it by.
  func insert(
    _ solution: Solution, words: String, of publisher: Organisation,
    _ permit: borrowing Permit<Organisation>
  ) throws {
    try permit.check(publisher)
    try connection.run(
      """
      INSERT INTO solution (id, slug, publisher, useCase, name, folded, summary, createdAt, version)
      VALUES (\(solution.id), \(solution.slug), \(publisher.id), \(solution.useCase), \(solution.name),
              \(words), \(solution.summary), \(solution.createdAt), \(solution.version))
      """)
  }

  func insert(
    _ version: SolutionVersion, by person: Person.ID, of solution: Solution,
    _ permit: borrowing Permit<Solution>
  ) throws {
    try permit.check(solution)
    let manifest = version.manifest
    try connection.run(
      """
      INSERT INTO solutionVersion (id, solution, version, dataClass, manifest, signature, signingKey, publishedBy,
                                   publishedAt)
      VALUES (\(version.id), \(solution.id), \(manifest.version.description), \(manifest.dataClass),
              \(manifest.document), \(version.signature),
              (SELECT number FROM signingKey WHERE key = \(version.key.key.raw)), \(person),
              \(version.publishedAt))
      """)
  }

  func withdraw(
    _ version: SolutionVersion, _ withdrawal: Solution.Withdrawal, of solution: Solution,
    _ permit: borrowing Permit<Solution>
  ) throws {
    try permit.check(solution)
    try connection.run(
      """
      INSERT INTO withdrawnVersion (solutionVersion, withdrawnAt, reason)
      VALUES (\(version.id), \(withdrawal.at), \(withdrawal.reason))
      """)
  }

  /// Saves what of a solution can change, and raises its version.
  func save(_ solution: inout Solution, _ permit: borrowing Permit<Solution>) throws {
    try permit.check(solution)
    let changed = try connection.run(
      """
      UPDATE solution SET latest = \(solution.latest), withdrawnAt = \(solution.withdrawal?.at),
        withdrawalReason = \(solution.withdrawal?.reason), version = version + 1
      WHERE id = \(solution.id) AND version = \(solution.version)
      """)
    guard changed == 1 else {
      throw PortalError.damaged("solution \(solution.id) changed within a transaction")
    }
    solution.version += 1
  }
}

extension Transaction {
  var solutions: SolutionStore { SolutionStore(connection: connection) }

  /// A solution that the actor may see; `notFound` otherwise.
  func visibleSolution(_ slug: String) throws -> Solution {
    guard let solution = try solutions.find(slug: slug) else { throw PortalError.notFound }
    try gate.requireSight(.viewSolution, of: solution)
    return solution
  }

  /// The version that a request or a deployment names; `damaged` where there is none.
  func release(_ id: SolutionVersion.ID?) throws -> SolutionRelease? {
    guard let id else { return nil }
    guard let release = try solutions.release(id) else {
      throw PortalError.damaged("there is no solution version \(id)")
    }
    return release
  }
}
