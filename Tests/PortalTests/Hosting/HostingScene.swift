import SQLite
import TestSupport

@testable import Portal

/// A portal with a site, a published use case, and requests at whatever stage a test begins with.
struct HostingScene {
  let test: TestPortal
  let site: Site
  let pools: [Pool]
  /// Published, and so hostable for every body.
  let useCase: UseCase.ID

  var portal: Portal { test.portal }
  var cast: Cast { test.cast }
  var today: Day { test.clock.now().day }

  init(
    pools: [SiteDraft.PoolDraft] = [Self.pool()], riskClass: String = "nonEvalue",
    defaults: Resources? = nil, settings: (inout Settings) -> Void = { _ in }
  ) async throws {
    test = try await TestPortal(settings: settings)
    if let defaults { try await test.setDefaultQuota(defaults) }
    let useCase: UseCase.ID = LedgerTests.identifier(77)
    self.useCase = useCase
    site = try await test.portal.addSite(
      SiteDraft(slug: "exemple", name: "Site d’exemple", isSample: true, pools: pools),
      as: test.cast.administrator)
    self.pools = try test.portal.site(site.slug, as: test.cast.administrator).pools.map(\.pool)
    try await publish(useCase, "compte-rendu", riskClass: riskClass)
  }

  static func pool(
    _ name: String = "zone", _ dataClass: DataClass = .sensitive, vcpu: Int = 64, gpu: Int = 2
  ) -> SiteDraft.PoolDraft {
    SiteDraft.PoolDraft(
      name: name, dataClass: dataClass,
      inventory: [
        .vcpu: Inventory(total: vcpu), .memoryGiB: Inventory(total: 256),
        .storageGiB: Inventory(total: 4000), .gpu: Inventory(total: gpu),
      ])
  }

  /// Puts a use case into the database by hand: its own life is tested with it.
  func publish(
    _ useCase: UseCase.ID, _ slug: String, state: UseCase.State = .published,
    riskClass: String = "nonEvalue"
  ) async throws {
    let (town, now) = (cast.town, test.clock.now())
    let published: Int? = state == .published ? 1 : nil
    try await portal.database.write { connection in
      _ = try connection.run(
        """
        INSERT INTO useCase (id, slug, state, initiator, createdAt, stateAt, currentRevision, publishedRevision)
        VALUES (\(useCase), \(slug), \(state), \(town), \(now), \(now), 1, \(published))
        """)
      _ = try connection.run(
        """
        INSERT INTO revision (useCase, number, at, sheet, title, riskClass, changed)
        VALUES (\(useCase), 1, \(now), '{"title": "Compte rendu"}', 'Compte rendu', \(riskClass), '["title"]')
        """)
    }
  }

  func draft(
    _ wanted: Resources = Resources(vcpu: 4, memoryGiB: 8, storageGiB: 50),
    _ dataClass: DataClass = .internal, days: Range<Int> = 0..<90,
    maintainer: Organisation.ID? = nil
  ) -> HostingRequestDraft {
    HostingRequestDraft(
      useCase: useCase, title: "Comptes rendus du conseil", wanted: wanted,
      start: today.adding(days: days.lowerBound), end: today.adding(days: days.upperBound),
      dataClass: dataClass, aipdState: dataClass.isPersonal ? .done : .notRequired,
      maintainer: maintainer, justification: "Les séances du conseil.")
  }

  /// The contributor drafts, the lead submits.
  func submitted(_ draft: HostingRequestDraft? = nil) async throws -> HostingRequest {
    let request = try await portal.draftHostingRequest(
      draft ?? self.draft(), as: cast.townContributor)
    return try await portal.submitHostingRequest(
      request.id, version: request.version, as: cast.townLead)
  }

  func reviewed(_ draft: HostingRequestDraft? = nil) async throws -> HostingRequest {
    var request = try await submitted(draft)
    request = try await portal.decideTechnical(
      request.id, .favourable, reason: "Faisable", version: request.version,
      as: cast.hostingOfficer)
    guard request.dataClass.isPersonal else { return request }
    return try await portal.decideDataProtection(
      request.id, .favourable, reason: "Conforme", version: request.version, as: cast.townDPO)
  }

  func approved(_ draft: HostingRequestDraft? = nil) async throws -> Deployment {
    let request = try await reviewed(draft)
    _ = try await portal.decideApproval(
      request.id, .favourable, reason: "Accord", version: request.version, as: cast.approver)
    return try deployment(of: request)
  }

  func deployment(of request: HostingRequest) throws -> Deployment {
    let found = try portal.read(as: cast.approver) { try $0.deployments.find(of: request.id) }
    guard let found else { throw PortalError.notFound }
    return found
  }

  func agent() async throws -> Actor {
    try await test.agent(at: site.id).actor
  }

  /// What is live in the ledger, by state.
  func live(_ state: Reservation.State) throws -> Int {
    try test.value("SELECT count(*) FROM reservation WHERE state = \(state)") ?? 0
  }

  /// Everything that hosting keeps, and the audit log, as text: two of these are equal when nothing was written.
  func everything() throws -> [String] {
    try portal.database.read { connection in
      var rows: [String] = []
      for table: SQL in [
        "SELECT id || state || version || startDay || title FROM hostingRequest ORDER BY 1",
        "SELECT request || person FROM hostingRequestEditor ORDER BY 1",
        "SELECT id || request || pool || state || vcpu FROM reservation ORDER BY 1",
        "SELECT id || stage || verdict FROM decision ORDER BY 1",
        "SELECT id || desiredState || desiredRevision || observedPhase || observedRevision FROM deployment ORDER BY 1",
        "SELECT deployment || revision || document FROM handOver ORDER BY 1",
        "SELECT id || resourceClass || amount || validFrom FROM quota ORDER BY 1",
        "SELECT number || resourceClass || amount || validFrom FROM quotaDefault ORDER BY 1",
        "SELECT id || state || version FROM quotaRequest ORDER BY 1",
        "SELECT pool || resourceClass || total || generation FROM inventory ORDER BY 1",
        "SELECT key FROM idempotencyKey ORDER BY 1", "SELECT 'audit ' || count(*) FROM audit",
      ] {
        rows += try connection.rows(table) { try $0(0) as String }
      }
      return rows
    }
  }

  func content() throws -> [String] { try everything().filter { !$0.hasPrefix("audit ") } }
}
