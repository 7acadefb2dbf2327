/// What checking the chain of the audit log found.
public enum AuditVerification: Hashable, Sendable {
  /// So many lines, each following from the one before; the hash of the last, to be kept elsewhere.
  case sound(lines: Int64, lastHash: [UInt8])
  /// The first line that does not follow: changed, or one is missing before it.
  case broken(line: Int64)
}

extension AuditVerification {
  /// Whether each line follows from the one before. Whoever changes a line must change all after it, which a kept hash
  /// of an earlier day shows.
  init(of log: AuditLogStore) throws {
    var lines: Int64 = 0
    var lastHash = AuditLine.genesis
    do {
      try log.forEachLine(after: 0) { line, hash in
        guard line.number == lines + 1, line.hash(after: lastHash) == hash else {
          throw Break(line: line.number)
        }
        lines = line.number
        lastHash = hash
      }
      self = .sound(lines: lines, lastHash: lastHash)
    } catch let found as Break {
      self = .broken(line: found.line)
    }
  }

  private struct Break: Error {
    let line: Int64
  }
}
