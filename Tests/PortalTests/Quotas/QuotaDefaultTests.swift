import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Quotas by kind and size of body")
struct QuotaDefaultTests {
  /// A commune added as the administrator does.
  private func commune(_ scene: HostingScene, _ band: StaffBand? = nil) async throws
    -> Organisation
  {
    let added = try await scene.portal.addOrganisation(
      NewOrganisation(kind: .publicBody, name: "Commune d’Essai", legalCategory: "7210"),
      as: scene.cast.administrator)
    guard let band else { return added }
    return try await scene.portal.recordStaff(
      Staff(band: band, year: 2025), of: added.id, version: added.version,
      as: scene.cast.curator)
  }

  private func limit(
    _ resourceClass: ResourceClass, of organisation: Organisation, _ scene: HostingScene
  ) throws -> QuotaReport.Line? {
    try scene.portal.quota(of: organisation.id, as: scene.cast.auditor).lines.first {
      $0.resourceClass == resourceClass
    }
  }

  private func set(
    _ scene: HostingScene, _ amount: Int, _ group: BodyGroup? = nil, _ size: BodySize? = nil,
    from day: Int = 0
  ) async throws {
    try await scene.portal.setQuotaDefault(
      [.vcpu: amount], group: group, size: size, from: scene.today.adding(days: day),
      as: scene.cast.hostingOfficer)
  }

  @Test func everyLegalCategoryOfPublicBodiesFallsIntoOneGroup() {
    let groups = Dictionary(grouping: PublicLegalCategories.clear.keys) {
      BodyGroup(legalCategory: $0)
    }
    #expect(Set(groups.keys) == Set(BodyGroup.allCases))
    #expect(groups[.commune] == ["7210"])
    #expect(groups[.hospital]?.sorted() == ["7364", "7365"])
    #expect(
      Set(groups[.intercommunality] ?? []).isSuperset(of: ["7343", "7344", "7346", "7348"]))
    #expect(groups[.other]?.contains("7410") == true)
  }

  @Test func theBandsOfTheRegisterFoldIntoThreeSizes() {
    let codes = Dictionary(grouping: StaffBand.allCases, by: \.size).mapValues {
      $0.map(\.rawValue)
    }
    #expect(codes[.small] == ["00", "01", "02", "03", "11", "12"])
    #expect(codes[.medium] == ["21", "22", "31"])
    #expect(codes[.large] == ["32", "41", "42", "51", "52", "53"])
    #expect(StaffBand.from20.label.french == "20 à 49 salariés")
    #expect(StaffBand.none.label.french == "aucun salarié")
    #expect(StaffBand.from10000.label.french == "10000 salariés ou plus")
  }

  @Test func theSampleFiguresFollowTheSize() async throws {
    let scene = try await HostingScene()
    for (band, expected) in [(nil, 8), (.from20, 4), (.from50, 8), (.from5000, 16)]
      as [(StaffBand?, Int)]
    {
      let line = try #require(
        try limit(.vcpu, of: try await commune(scene, band), scene))
      #expect(line.limit == expected)
      guard case .byDefault(let origin) = line.origin else {
        Issue.record("\(String(describing: line.origin))")
        return
      }
      #expect(origin.isSample && origin.setBy == nil)
    }
  }

  @Test func theMostSpecificOneCountsAndOfEqualsTheLast() async throws {
    let scene = try await HostingScene()
    let body = try await commune(scene, .from250)
    func now() throws -> Int? { try limit(.vcpu, of: body, scene)?.limit }
    #expect(try now() == 16)
    try await set(scene, 20, nil, .large)
    #expect(try now() == 20)
    // The kind is more specific than the size, both together more than either.
    try await set(scene, 10, .commune)
    #expect(try now() == 10)
    try await set(scene, 30, .commune, .large)
    #expect(try now() == 30)
    // Neither for everybody nor for others.
    try await set(scene, 50)
    try await set(scene, 60, .region, .large)
    try await set(scene, 70, .commune, .small)
    #expect(try now() == 30)
    try await set(scene, 25, .commune, .large)
    #expect(try now() == 25)
    // What was granted goes before all of them.
    _ = try await scene.portal.setQuota(
      of: body.id, to: QuotaGrant(amounts: [.vcpu: 5], validFrom: scene.today),
      as: scene.cast.administrator)
    #expect(try now() == 5)
    let overview = try scene.portal.quotaOverview(as: scene.cast.auditor)
    #expect(overview.history.filter { $0.resourceClass == .vcpu }.count == 10)
    #expect(
      overview.history.filter { $0.group == .commune && $0.size == .large }.map(overview.counts)
        == [true, false])
  }

  @Test func aDefaultHoldsFromItsDayOn() async throws {
    let scene = try await HostingScene()
    try await set(scene, 12, from: 10)
    func shortage(_ days: Range<Int>) async throws -> Shortage? {
      let request = try await scene.portal.draftHostingRequest(
        scene.draft(.init(vcpu: 12, memoryGiB: 1), days: days), as: scene.cast.townLead)
      return try scene.portal.hostingRequest(request.id, as: scene.cast.townLead).shortage
    }
    #expect(try await shortage(10..<40) == nil)
    #expect(try await shortage(9..<40)?.earliestStart == scene.today.adding(days: 10))
  }

  @Test func loweringOneFlagsWhatIsPromisedAlreadyAndStopsNothing() async throws {
    let scene = try await HostingScene()
    _ = try await scene.approved(scene.draft(.init(vcpu: 6, memoryGiB: 8)))
    try await set(scene, 2)
    let report = try scene.portal.quota(of: scene.cast.town, as: scene.cast.townLead)
    let line = try #require(report.lines.first { $0.resourceClass == .vcpu })
    #expect(line.limit == 2 && line.used == 6 && line.overFrom == scene.today)
    #expect(try scene.live(.used) == 1)
    let more = try await scene.portal.draftHostingRequest(
      scene.draft(.init(vcpu: 1, memoryGiB: 1)), as: scene.cast.townLead)
    #expect(
      try scene.portal.hostingRequest(more.id, as: scene.cast.townLead).shortage?.breaches
        .map(\.missing) == [5])
  }

  @Test func aUseCaseFollowsItsBodyDown() async throws {
    let scene = try await HostingScene()
    _ = try await scene.portal.setQuota(
      of: scene.cast.town,
      to: QuotaGrant(useCase: scene.useCase, amounts: [.vcpu: 6], validFrom: scene.today),
      as: scene.cast.hostingOfficer)
    try await set(scene, 4)
    let report = try scene.portal.quota(of: scene.cast.town, as: scene.cast.townLead)
    #expect(report.lines.first { $0.useCase == scene.useCase }?.limit == 4)
    #expect(report.lines.filter { $0.useCase != nil }.count == 1)
  }

  @Test func aGPUIsNeverADefault() async throws {
    let scene = try await HostingScene()
    let before = try scene.content()
    let error = try await scene.test.failure {
      try await scene.portal.setQuotaDefault(
        [.gpu: 1, .vcpu: -1], group: nil, size: .large, from: scene.today,
        as: scene.cast.administrator)
    }
    #expect(error.fields == ["vcpu", "gpu"])
    #expect(try scene.content() == before)
    await #expect(throws: (any Error).self) {
      try await scene.portal.database.write {
        _ = try $0.run(
          """
          INSERT INTO quotaDefault (resourceClass, amount, validFrom, setAt) VALUES ('gpu', 1, '2026-01-01', 0)
          """)
      }
    }
  }

  @Test func historyIsKept() async throws {
    let scene = try await HostingScene()
    for statement: SQL in [
      "UPDATE quotaDefault SET amount = 9", "DELETE FROM quotaDefault",
    ] {
      await #expect(throws: (any Error).self) {
        try await scene.portal.database.write { _ = try $0.run(statement) }
      }
    }
  }

  @Test func whoSetsThemAndWhoRecordsTheStaff() async throws {
    let scene = try await HostingScene()
    var setting: Set<String> = []
    var recording: Set<String> = []
    for (name, actor) in scene.cast.everybody {
      do {
        try await scene.portal.setQuotaDefault(
          [.vcpu: 9], group: nil, size: nil, from: scene.today, as: actor)
        setting.insert(name)
      } catch PortalError.refused {}
      do {
        let town = try scene.portal.organisation(slug: "organisation-2", as: actor).organisation
        _ = try await scene.portal.recordStaff(
          Staff(band: .from20, year: 2024), of: town.id, version: town.version, as: actor)
        recording.insert(name)
      } catch PortalError.refused {}
    }
    #expect(setting == ["hostingOfficer", "administrator"])
    #expect(recording == ["curator", "otherCurator", "administrator"])
  }

  @Test func staffIsRefusedWhereItCannotBe() async throws {
    let scene = try await HostingScene()
    let body = try await commune(scene)
    let future = try await scene.test.failure {
      try await scene.portal.recordStaff(
        Staff(band: .from20, year: 2027), of: body.id, version: 1, as: scene.cast.curator)
    }
    #expect(future.fields == ["staffYear"])
    let recorded = try await scene.portal.recordStaff(
      Staff(band: .from20, year: 2026), of: body.id, version: 1, as: scene.cast.curator)
    let stale = await #expect(throws: PortalError.self) {
      try await scene.portal.recordStaff(nil, of: body.id, version: 1, as: scene.cast.curator)
    }
    #expect(stale?.isStale == true)
    let unknown = try await scene.portal.recordStaff(
      nil, of: body.id, version: recorded.version, as: scene.cast.curator)
    #expect(unknown.staff == nil && unknown.size == nil)
  }

  @Test func theOperatorSeesItsCapacityBeside() async throws {
    let scene = try await HostingScene()
    _ = try await scene.approved(scene.draft(.init(vcpu: 3, memoryGiB: 4)))
    _ = try await scene.submitted(scene.draft(.init(vcpu: 2, memoryGiB: 4)))
    // The latest of a body counts, a use case's is part of its body's.
    for (useCase, amount) in [(nil, 30), (nil, 20), (scene.useCase, 10)] as [(UseCase.ID?, Int)] {
      _ = try await scene.portal.setQuota(
        of: scene.cast.town,
        to: QuotaGrant(useCase: useCase, amounts: [.vcpu: amount], validFrom: scene.today),
        as: scene.cast.hostingOfficer)
      scene.test.clock.advance(seconds: 1)
    }
    let line = try scene.portal.quotaOverview(as: scene.cast.auditor).capacity.first
    #expect(
      line
        == CapacityLine(resourceClass: .vcpu, capacity: 64, used: 3, reserved: 2, granted: 20))
    #expect(try scene.portal.quotaOverview(as: scene.cast.townLead).capacity.isEmpty)
  }
}
