import JSON
import Portal

extension Command {
  static let auditVerify = Command(
    name: "audit verify",
    summary: Text("vérifie la chaîne du journal", "verifies the chain of the audit log"),
    options: Configuration.storage + [.json]
  ) { invocation, console in
    try await withPortal(invocation) { portal in
      switch try await portal.verifyAudit(as: .console) {
      case .sound(let lines, let lastHash):
        let hash = lastHash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        if invocation.isFlagSet("json") {
          console.print(["sound": true, "lines": .integer(lines), "lastHash": .string(hash)])
        } else {
          console.print(
            Text(
              "Journal intact : \(lines) lignes, dernière empreinte \(hash)",
              "Log intact: \(lines) lines, last hash \(hash)"))
        }
      case .broken(let line):
        if invocation.isFlagSet("json") {
          console.print(["sound": false, "brokenAt": .integer(line)])
        }
        throw PortalError.damaged("audit, line \(line)")
      }
    }
  }

  static let auditList = Command(
    name: "audit list",
    summary: Text("les dernières lignes du journal", "the latest lines of the audit log"),
    options: Configuration.storage + [
      .init("lines", "N", Text("combien, 100 au plus (20)", "how many, 100 at most (20)")), .json,
    ]
  ) { invocation, console in
    guard let count = Int(invocation.value("lines") ?? "20"), (1...100).contains(count) else {
      throw UsageError(Text("--lines : de 1 à 100.", "--lines: from 1 to 100."))
    }
    try await withPortal(invocation) { portal in
      let page = try await portal.auditLog(limit: Limit(clamping: count), as: .console)
      if invocation.isFlagSet("json") {
        console.print(.array(page.items.map(\.json)))
      } else {
        for entry in page.items {
          console.print(
            "\(entry.number)".padding(to: 8) + entry.at.rfc3339.padding(to: 22)
              + entry.outcome.rawValue.padding(to: 9) + entry.action.rawValue.padding(to: 22)
              + "\(entry.personName ?? entry.actor) → \(entry.resourceType) \(entry.resource)")
        }
      }
    }
  }

  static let auditExport = Command(
    name: "audit export",
    summary: Text(
      "écrit le journal ligne par ligne, avec les empreintes",
      "writes the log line by line, with the hashes"),
    options: Configuration.storage
  ) { invocation, console in
    try await withPortal(invocation) { portal in
      let count = 10_000
      var after: Int64 = 0
      while true {
        let bytes = try await portal.exportAudit(after: after, limit: count, as: .console)
        let lines = bytes.split(separator: 0x0a)
        for line in lines { console.print(String(decoding: line, as: UTF8.self)) }
        guard lines.count == count else { return }
        after += Int64(count)
      }
    }
  }
}

extension AuditEntry {
  fileprivate var json: JSON {
    [
      "number": .integer(number), "at": .string(at.rfc3339), "actor": .string(actor),
      "person": person.map(JSON.string) ?? .null,
      "organisation": organisation.map { .string($0.text) } ?? .null,
      "role": role.map { .string($0.rawValue) } ?? .null, "action": .string(action.rawValue),
      "outcome": .string(outcome.rawValue), "resourceType": .string(resourceType),
      "resource": .string(resource), "policies": .array(policies.map(JSON.string)),
      "detail": .object(detail),
    ]
  }
}
