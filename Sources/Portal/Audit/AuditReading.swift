import Dispatch
import JSON

extension Portal {
  /// The lines of the audit log that the actor may see, the newest first; cursor of one part. Whoever may see none at all
  /// is refused.
  public func auditLog(
    _ filter: AuditFilter = AuditFilter(), after cursor: Cursor? = nil, limit: Limit = .standard,
    as actor: Actor
  ) async throws -> Page<AuditEntry> {
    try await look(as: actor) { reading in
      let sight = try reading.gate.sight(.viewAuditEntry, of: AuditEntry.self)
      if sight.isNever { try reading.gate.require(.viewAudit, on: Platform()) }
      return try reading.auditLog.list(filter, in: sight, after: cursor, limit: limit)
    }
  }

  /// Walks the whole chain, about a second for half a million lines, on a thread of its own.
  public func verifyAudit(as actor: Actor) async throws -> AuditVerification {
    _ = try await look(as: actor) { try $0.gate.require(.viewAudit, on: Platform()) }
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global(qos: .utility).async {
        continuation.resume(
          with: Result {
            try self.read(as: actor) { try AuditVerification(of: $0.auditLog) }
          })
      }
    }
  }

  /// The log as it is stored, for checking outside the portal: one JSON array a line with the columns that the hash covers,
  /// in their order, and the hash in hexadecimal after them. At most `limit` lines after line `number`, and an audit entry
  /// that they left the house.
  public func exportAudit(
    after number: Int64 = 0, limit: Int = 10_000, as actor: Actor
  ) async throws -> [UInt8] {
    try await work(as: actor) { work in
      _ = try work.permit(
        .viewAudit, on: Platform(),
        detail: [("exportedAfter", .integer(number)), ("limit", .integer(Int64(limit)))])
    }
    return try read(as: actor) { reading in
      var bytes: [UInt8] = []
      try reading.auditLog.forEachLine(after: number, limit: limit) { line, hash in
        bytes += line.exported(with: hash)
      }
      return bytes
    }
  }

  /// Who held which role on a day (UTC), in one organisation or all; cursor of two parts. Leaves an audit entry, as it
  /// names people of every organisation.
  public func grants(
    on day: Day, in organisation: Organisation.ID? = nil, after cursor: Cursor? = nil,
    limit: Limit = .standard, as actor: Actor
  ) async throws -> Page<Grant> {
    try await work(as: actor) { work in
      _ = try work.permit(
        .viewGrants, on: Platform(), detail: [("day", .string(day.description))])
      return try work.memberships.grants(
        on: day, in: organisation,
        seenThrough: work.gate.sight(.viewPeople, of: Organisation.self), after: cursor,
        limit: limit)
    }
  }
}
