import Portal
import SQLite
import TestSupport
import Testing

extension TestPortal {
  /// Expects a deed to be refused by the named rules (or, without any, for want of one that grants it), to leave exactly one
  /// line of that in the audit log, and nothing else.
  func expectRefusal(
    _ action: Action, by rules: String..., location: SourceLocation = #_sourceLocation,
    _ deed: () async throws -> Void
  ) async throws {
    let before = try snapshot()
    let error = await #expect(throws: PortalError.self, sourceLocation: location) {
      try await deed()
    }
    guard case .refused(let refusal) = error else {
      Issue.record("not refused: \(String(describing: error))", sourceLocation: location)
      return
    }
    #expect(refusal.action == action, sourceLocation: location)
    #expect(
      Set(refusal.forbidding.map(\.id)) == Set(rules), sourceLocation: location)
    #expect(!refusal.text.french.isEmpty && !refusal.text.english.isEmpty, sourceLocation: location)
    #expect(
      try auditLines(after: before.audit) == ["member \(action.rawValue) refused UseCase"],
      sourceLocation: location)
    #expect(try snapshot().rows == before.rows, sourceLocation: location)
  }

  /// Expects a deed to fail and to change nothing; gives the error.
  @discardableResult
  func expectFailure(
    location: SourceLocation = #_sourceLocation, _ deed: () async throws -> Void
  ) async throws -> PortalError? {
    let before = try snapshot()
    let error = await #expect(throws: PortalError.self, sourceLocation: location) {
      try await deed()
    }
    #expect(try snapshot().rows == before.rows, sourceLocation: location)
    return error
  }

  /// How many audit lines there are, and the content of the tables of use cases.
  private func snapshot() throws -> (audit: Int, rows: [String]) {
    let rows = try portal.database.read { connection in
      try connection.rows(
        """
        SELECT 'c ' || id || state || version || currentRevision || stateAt FROM useCase
        UNION ALL SELECT 'r ' || useCase || number || sheet FROM revision
        UNION ALL SELECT 'p ' || useCase || organisation || role || state FROM participation
        UNION ALL SELECT 'd ' || id || body FROM comment
        ORDER BY 1
        """
      ) { try $0(0) as String }
    }
    return (try auditCount(), rows)
  }
}
