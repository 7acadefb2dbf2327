import JSON
import SQLite

/// Reads the audit log.
struct AuditLogStore {
  let connection: Connection

  private static let selection: SQL = """
    SELECT audit.number, audit.at, audit.actor, audit.person, person.name, audit.organisation,
           organisation.name, audit.role, audit.action, audit.outcome, audit.resourceType,
           audit.resource, audit.policies, audit.detail
    FROM audit LEFT JOIN person ON person.id = audit.person
      LEFT JOIN organisation ON organisation.id = audit.organisation
    """

  func find(_ number: Int64) throws -> AuditEntry? {
    try connection.first("\(Self.selection) WHERE audit.number = \(number)") { try AuditEntry($0) }
  }

  /// The lines in sight that a filter lets through, the newest first.
  func list(
    _ filter: AuditFilter, in sight: Sight, after cursor: Cursor?, limit: Limit
  ) throws -> Page<AuditEntry> {
    let conditions = [sight.condition] + filter.conditions
    var stretch = conditions
    if let number = cursor.flatMap({ Int64($0.parts[0]) }) {
      stretch.append("audit.number < \(number)")
    }
    let entries = try connection.rows(
      """
      \(Self.selection)
      WHERE \(stretch.joined(separator: " AND "))
      ORDER BY audit.number DESC LIMIT \(limit.count + 1)
      """
    ) { try AuditEntry($0) }
    let total: Int? = try connection.value(
      "SELECT count(*) FROM audit WHERE \(conditions.joined(separator: " AND "))")
    return Page(rows: entries, limit: limit, total: total ?? 0) { Cursor(String($0.number)) }
  }

  /// The log as it is stored, line by line from a number on, with the hash of each.
  func forEachLine(
    after number: Int64, limit: Int = .max, _ body: (AuditLine, _ hash: [UInt8]) throws -> Void
  ) throws {
    try connection.forEach(
      """
      SELECT number, at, actor, person, organisation, role, action, outcome, resourceType, resource,
             policies, detail, hash
      FROM audit WHERE number > \(number) ORDER BY number LIMIT \(limit)
      """
    ) { row in
      let line = AuditLine(
        number: try row(0), at: try row(1), actor: try row(2), person: try row(3),
        organisation: try row(4), role: try row(5), action: try row(6), outcome: try row(7),
        resourceType: try row(8), resource: try row(9), policies: try row(10), detail: try row(11))
      try body(line, try row(12))
    }
  }
}

extension AuditFilter {
  fileprivate var conditions: [SQL] {
    var conditions: [SQL] = []
    if let person { conditions.append("audit.person = \(person)") }
    if let organisation { conditions.append("audit.organisation = \(organisation)") }
    if let action { conditions.append("audit.action = \(action.rawValue)") }
    if let outcome { conditions.append("audit.outcome = \(outcome.rawValue)") }
    if let resource { conditions.append("audit.resource = \(resource)") }
    if let from { conditions.append("audit.at >= \(from.start)") }
    if let to { conditions.append("audit.at < \(to.adding(days: 1).start)") }
    return conditions
  }
}

extension AuditEntry {
  fileprivate init(_ row: Row) throws {
    let number: Int64 = try row(0)
    let damaged = PortalError.damaged("audit line \(number)")
    let role: String? = try row(7)
    let detail: String = try row(13)
    guard let action = Action(rawValue: try row(8)),
      let outcome = Audit.Outcome(rawValue: try row(9)),
      let members = try JSON(parsing: Array(detail.utf8)).members
    else { throw damaged }
    let policies: String = try row(12)
    self.init(
      number: number, at: try row(1), actor: try row(2), person: try row(3), personName: try row(4),
      organisation: try row(5), organisationName: try row(6), role: role.flatMap(Role.init),
      action: action, outcome: outcome, resourceType: try row(10), resource: try row(11),
      policies: policies.split(separator: " ").map(String.init), detail: members)
  }
}

extension Transaction {
  var auditLog: AuditLogStore { AuditLogStore(connection: connection) }
}
