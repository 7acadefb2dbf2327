import JSON
import Portal
import SQLite
import TestSupport

/// A portal with a site and a published use case, seen from outside.
struct HostingWebScene {
  static let useCase = "00000000-0000-7000-8000-000000000077"
  /// What must never come back as markup.
  static let hostile = "<script>alert('1')</script>\"&"

  let test: TestPortal
  let site: Site
  var cast: Cast { test.cast }

  init() async throws {
    test = try await TestPortal()
    site = try await test.portal.addSite(
      SiteDraft(
        slug: "exemple", name: "Site \(Self.hostile)", note: Self.hostile, isSample: true,
        pools: [
          SiteDraft.PoolDraft(
            name: "Zone \(Self.hostile)", dataClass: .sensitive,
            inventory: [
              .vcpu: Inventory(total: 64), .memoryGiB: Inventory(total: 256),
              .storageGiB: Inventory(total: 4000), .gpu: Inventory(total: 2),
            ])
        ]), as: test.cast.administrator)
    let (town, now) = (test.cast.town, test.clock.now())
    try await test.portal.database.write { connection in
      try connection.run(
        """
        INSERT INTO useCase (id, slug, state, initiator, createdAt, stateAt, currentRevision, publishedRevision)
        VALUES (\(Self.useCase), 'compte-rendu', 'published', \(town), \(now), \(now), 1, 1)
        """)
      try connection.run(
        """
        INSERT INTO revision (useCase, number, at, sheet, title, riskClass, changed)
        VALUES (\(Self.useCase), 1, \(now), '{}', \("Cas \(Self.hostile)"), 'nonEvalue', '[]')
        """)
    }
  }

  func body(
    vcpu: Int = 2, title: String = "Comptes rendus", dataClass: String = "internal",
    start: String = "2026-12-01"
  ) -> JSON {
    [
      "title": .string(title), "useCase": .string(Self.useCase), "vcpu": .integer(Int64(vcpu)),
      "memoryGiB": 4, "storageGiB": 20, "gpu": 0, "start": .string(start), "end": "2027-03-01",
      "dataClass": .string(dataClass), "aipdState": "done",
      "maintainer": .string(cast.workshop.text),
      "justification": .string("Pourquoi \(Self.hostile)"),
    ]
  }

  /// The id of a request that was created and submitted over the API.
  func submitted(_ body: JSON? = nil) async throws -> String {
    let program = try await test.program(as: cast.townLead)
    let id = try await program.post("/hosting-requests", body ?? self.body()).json["id"]?.text ?? ""
    _ = try await program.post("/hosting-requests/\(id)/submission", ["version": 1])
    return id
  }

  func approved(_ body: JSON? = nil) async throws -> String {
    let id = try await submitted(body)
    _ = try await decide(id, "technical-decision", as: cast.hostingOfficer, version: 2)
    let approval = try await decide(id, "approval", as: cast.approver, version: 3)
    return approval.json["deployment"]?.text ?? ""
  }

  func decide(
    _ id: String, _ noun: String, _ verdict: String = "favourable", as actor: Actor, version: Int
  ) async throws -> Reception {
    try await test.program(as: actor).post(
      "/hosting-requests/\(id)/\(noun)",
      [
        "verdict": .string(verdict), "reason": .string("Motif \(Self.hostile)"),
        "version": .integer(Int64(version)),
      ])
  }
}
