import Portal
import SQLite

/// A list of the portal.
struct List: Sendable {
  let name: String
  /// Reads its first page; how many rows there are.
  let read: @Sendable (Portal, Actor) async throws -> Int

  /// Whether a statement reads the list, rather than who asks.
  func isPart(_ statement: String) -> Bool {
    !statement.isEmpty && statement != "BEGIN" && !statement.contains("FROM membership")
  }

  static let all = [
    List(name: "use cases") { try $0.useCases(as: $1).total },
    List(name: "use cases, own") { try $0.useCases(UseCaseFilter(isMine: true), as: $1).total },
    List(name: "use cases, one state") {
      try $0.useCases(UseCaseFilter(state: .coBuilding), as: $1).total
    },
    List(name: "hosting requests") { try $0.hostingRequests(as: $1).total },
    List(name: "deployments") { try $0.deployments(as: $1).total },
    List(name: "audit log") { try await $0.auditLog(as: $1).total },
    List(name: "organisations") { try $0.organisations(as: $1).total },
    List(name: "adoptions of a body") {
      try $0.adoptions(bySlug: "region-pays-de-la-loire", as: $1).total
    },
    List(name: "work list") { try $0.workItems(as: $1).count },
  ]
}

/// Somebody who reads lists.
struct Viewer: Sendable {
  let name: String
  let actor: Actor

  /// The visitor, and the first member of each role and kind of organisation.
  static func all(in database: Database) throws -> [Viewer] {
    let members = try database.read { connection in
      try connection.rows(
        """
        SELECT min(membership.id), person, organisation, kind, role
        FROM membership JOIN organisation ON organisation.id = organisation
        WHERE validUntil IS NULL GROUP BY kind, role ORDER BY kind, role
        """
      ) { row in
        Member(
          membership: try row(0), person: try row(1), organisation: try row(2), kind: try row(3),
          role: try row(4))
      }
    }
    return [Viewer(name: "visitor", actor: .visitor)]
      + members.map { Viewer(name: "\($0.role), \($0.kind)", actor: .member($0)) }
  }
}
