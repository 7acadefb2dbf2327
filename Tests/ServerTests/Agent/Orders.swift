import Crypto
import JSON
import Portal

@testable import Server

/// Orders as a portal writes them, for tests.
extension Order {
  static func sample(
    _ state: Deployment.DesiredState = .running, revision: Int = 1,
    title: String = "Comptes rendus",
    granted: Resources = Resources(vcpu: 2, memoryGiB: 4, storageGiB: 10),
    from start: Day = .sample,
    to end: Day = Day.sample.adding(days: 30), workload: JSON? = nil
  ) throws -> Order {
    let document = text(state, revision, title, granted, start, end, workload)
    return try Order(document: document, digest: Hex.encode(Digest.sha256(Array(document.utf8))))
  }

  static func text(
    _ state: Deployment.DesiredState, _ revision: Int, _ title: String, _ granted: Resources,
    _ start: Day, _ end: Day, _ workload: JSON?
  ) -> String {
    let kind = workload?["kind"]?.text ?? "shipped"
    var members = JSONObject(workload.map { [("workload", $0)] } ?? [])
    let json: JSON = [
      "deployment": "01890a5d-ac96-774b-bcce-b302099a8057", "revision": .integer(Int64(revision)),
      "site": "01890a5d-ac96-774b-bcce-b302099a8058", "profile": .string(kind == "shipped" ? "minutes" : kind),
      "state": .string(state.rawValue), "title": .string(title),
      "organisation": ["slug": "ville"],
      "resources": .object(
        JSONObject(ResourceClass.allCases.map { ($0.rawValue, .integer(Int64(granted[$0]))) })),
      "notBefore": .string(start.description), "notAfter": .string(end.description),
      "approval": [
        "decision": "01890a5d-ac96-774b-bcce-b302099a8059",
        "approver": "01890a5d-ac96-774b-bcce-b302099a8060", "decidedAt": "2026-11-20T09:00:00Z",
      ],
    ]
    for (name, value) in json.members ?? JSONObject() { members[name] = value }
    return String(decoding: JSON.object(members).serialised(), as: UTF8.self)
  }
}

/// What orders name of the catalogue, for tests.
enum SampleWorkload {
  static let digest = String(repeating: "0a", count: 32)

  static func image(digest: String = digest, registry: String = "registry.example") -> JSON {
    [
      "kind": "image", "reference": .string("\(registry)/minutes:1.0.0@sha256:\(digest)"),
      "digest": .string("sha256:\(digest)"), "solution": "comptes-rendus", "version": "1.0.0",
      "port": 8080, "healthPath": "/health",
    ]
  }

  static let bundle: JSON = [
    "kind": "bundle", "reference": "https://files.example/a.tar.gz",
    "digest": .string("sha256:\(digest)"), "solution": "comptes-rendus", "version": "1.0.0",
    "port": 8080, "healthPath": "/health",
  ]
}

extension Day {
  static let sample = Day(daysSince1970: 20_778)
}
