import SQLite
import TestSupport
import Testing

@testable import Portal

extension TestPortal {
  static let password = "correct horse battery staple"

  /// Gives a person of the cast a password; returns their e-mail address.
  @discardableResult
  func givePassword(to actor: Actor, _ password: String = TestPortal.password) async throws
    -> String
  {
    let person = try #require(actor.person)
    let hash = try await portal.passwordWorkers.hash(Password(password))
    try await portal.database.write { connection in
      _ = try connection.run("UPDATE person SET passwordHash = \(hash) WHERE id = \(person)")
    }
    return try #require(try value("SELECT email FROM person WHERE id = \(person)"))
  }

  /// Signs a person of the cast in.
  func session(of actor: Actor) async throws -> (token: String, session: Session) {
    let email = try await givePassword(to: actor)
    return try await signIn(email)
  }

  func signIn(
    _ email: String, _ password: String = TestPortal.password, address: String = "192.0.2.1"
  ) async throws -> (token: String, session: Session) {
    try await portal.signIn(
      email: email, password: password, address: address, userAgent: "test")
  }

  /// The policies and details of the newest audit entry.
  func lastAudit() throws -> (policies: String, detail: String) {
    try #require(
      try portal.database.read { connection in
        try connection.first("SELECT policies, detail FROM audit ORDER BY number DESC LIMIT 1") {
          (policies: try $0(0) as String, detail: try $0(1) as String)
        }
      })
  }

  /// Runs a deed that must be refused, and sees that it left one audit entry and nothing else.
  func refusal(
    _ deed: () async throws -> some Any, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Refusal {
    let lines = try auditCount()
    let before = try contents()
    let error = await #expect(throws: PortalError.self, sourceLocation: sourceLocation) {
      _ = try await deed()
    }
    #expect(try auditCount() == lines + 1, sourceLocation: sourceLocation)
    #expect(try contents() == before, sourceLocation: sourceLocation)
    guard case .refused(let refusal) = error else {
      Issue.record("\(String(describing: error))", sourceLocation: sourceLocation)
      throw CancellationError()
    }
    return refusal
  }

  /// Runs a deed that must fail, and sees that nothing was written but `lines` audit entries.
  func failure(
    leaving lines: Int = 0, _ deed: () async throws -> some Any,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> PortalError {
    let count = try auditCount()
    let before = try contents()
    let error = await #expect(throws: PortalError.self, sourceLocation: sourceLocation) {
      _ = try await deed()
    }
    #expect(try auditCount() == count + lines, sourceLocation: sourceLocation)
    #expect(try contents() == before, sourceLocation: sourceLocation)
    return try #require(error)
  }

  /// What the tables of accounts and organisations hold, as one text.
  private func contents() throws -> String {
    try portal.database.read { connection in
      let tables: [SQL] = [
        "SELECT group_concat(id || ifnull(passwordHash, '') || language, '|') FROM person",
        "SELECT group_concat(id || role || ifnull(validUntil, ''), '|') FROM membership",
        "SELECT group_concat(hex(tokenHash) || ifnull(membership, ''), '|') FROM session",
        "SELECT group_concat(id || ifnull(revokedAt, ''), '|') FROM apiToken",
        "SELECT group_concat(id || publicStatus || publicStatusReason || version, '|') FROM organisation",
      ]
      return try tables.map { (try connection.value($0) as String?) ?? "" }.joined(separator: "\n")
    }
  }
}

extension PortalError {
  /// The fields complained of; empty for any other error.
  var fields: [String] {
    if case .invalid(let complaints) = self { complaints.map(\.field) } else { [] }
  }

  var isNotFound: Bool { if case .notFound = self { true } else { false } }
  var isStale: Bool { if case .stale = self { true } else { false } }
  var isWrongState: Bool { if case .wrongState = self { true } else { false } }
  /// Seconds to wait, when throttled.
  var wait: Int? { if case .throttled(let seconds) = self { seconds } else { nil } }
}
