import Crypto
import JSON
import SQLite

/// Writes the audit log. Nothing but `Work` has one, so that an entry always stands in the transaction of its deed.
struct AuditStore {
  let connection: Connection

  func append(_ entry: Audit.Entry) throws {
    let last = try connection.first(
      "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"
    ) { row in (number: try row(0) as Int64, hash: try row(1) as [UInt8]) }
    let line = AuditLine(number: (last?.number ?? 0) + 1, entry: entry)
    let hash = line.hash(after: last?.hash ?? AuditLine.genesis)
    try connection.run(
      """
      INSERT INTO audit (number, at, actor, person, organisation, role, action, outcome, resourceType, resource,
                         policies, detail, hash)
      VALUES (\(line.number), \(line.at), \(line.actor), \(line.person), \(line.organisation), \(line.role),
              \(line.action), \(line.outcome), \(line.resourceType), \(line.resource),
              \(line.policies), \(line.detail), \(hash))
      """)
  }
}

/// A line of the log as it is stored and hashed. Anyone can check the chain outside the portal:
/// `hash(n) = SHA-256(hash(n - 1) ‖ JSON array of the columns in the order of the table, without the hash)`.
struct AuditLine {
  static let genesis = [UInt8](repeating: 0, count: 32)

  let number: Int64
  let at: Instant
  let actor: String
  let person: String?
  let organisation: String?
  let role: String?
  let action: String
  let outcome: String
  let resourceType: String
  let resource: String
  let policies: String
  let detail: String

  func hash(after previous: [UInt8]) -> [UInt8] {
    Digest.sha256(previous + JSON.array(columns).serialised())
  }

  /// The line and its hash as one JSON array, ended by a line feed.
  func exported(with hash: [UInt8]) -> [UInt8] {
    JSON.array(columns + [.string(Hex.encode(hash))]).serialised() + [0x0a]
  }

  private var columns: [JSON] {
    [
      .integer(number), .integer(at.milliseconds), .string(actor), person.json, organisation.json,
      role.json, .string(action), .string(outcome), .string(resourceType), .string(resource),
      .string(policies), .string(detail),
    ]
  }
}

extension AuditLine {
  init(number: Int64, entry: Audit.Entry) {
    self.number = number
    at = entry.at
    actor =
      switch entry.actor {
      case .visitor: "visitor"
      case .person: "person"
      case .member: "member"
      case .agent: "agent"
      case .console: "console"
      }
    if case .agent(let agent) = entry.actor {
      person = agent.id.text
    } else {
      person = entry.actor.person?.text
    }
    organisation = entry.actor.member?.organisation.text
    role = entry.actor.member?.role.rawValue
    action = entry.action.rawValue
    outcome = entry.outcome.rawValue
    resourceType = entry.resourceType.rawValue
    resource = entry.resource
    policies = entry.policies.joined(separator: " ")
    detail = String(
      decoding: JSON.object(JSONObject(entry.detail)).serialised(), as: UTF8.self)
  }
}

extension String? {
  fileprivate var json: JSON { map(JSON.string) ?? .null }
}
