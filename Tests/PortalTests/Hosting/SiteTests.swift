import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Sites and their capacity")
struct SiteTests {
  @Test func whatIsPromisedStandsBesideWhatThereIs() async throws {
    let scene = try await HostingScene()
    _ = try await scene.approved(scene.draft(.init(vcpu: 4, memoryGiB: 8), days: 5..<20))
    _ = try await scene.submitted(scene.draft(.init(vcpu: 2, memoryGiB: 8), days: 10..<30))
    let pool = try #require(
      try scene.portal.site("exemple", as: scene.cast.curator).pools.first)
    #expect(pool.capacity.vcpu == 64)
    #expect(
      pool.usage.map { "\($0.from) \($0.used.vcpu) \($0.reserved.vcpu)" } == [
        "2026-11-21 0 0", "2026-11-26 4 0", "2026-12-01 4 2", "2026-12-11 0 2", "2026-12-21 0 0",
      ])
    #expect(pool.peak(.vcpu) == 6)
  }

  @Test func inventoryIsNotOverwrittenUnseen() async throws {
    let scene = try await HostingScene()
    let pool = try #require(scene.pools.first)
    let seen = try #require(pool.inventory[.vcpu])
    var next = seen
    next.total = 100
    let changed = try await scene.portal.changeInventory(
      of: pool.id, .vcpu, to: next, as: scene.cast.hostingOfficer)
    #expect(changed.inventory[.vcpu]?.generation == 2)
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.changeInventory(
        of: pool.id, .vcpu, to: seen, as: scene.cast.administrator)
    }
    guard case .stale(let staleness) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(staleness.currentVersion == 2)
  }

  @Test func aBadSiteIsRefusedWhole() async throws {
    let scene = try await HostingScene()
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.addSite(
        SiteDraft(
          slug: "É", name: "",
          pools: [
            SiteDraft.PoolDraft(
              name: "a", dataClass: .public,
              inventory: [.vcpu: Inventory(total: 4, reserved: 5, allocationRatio: 0, stepSize: 0)])
          ]), as: scene.cast.administrator)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      complaints.map(\.field) == [
        "name", "slug", "pools/0/vcpu/reserved", "pools/0/vcpu/allocationRatio",
        "pools/0/vcpu/stepSize",
      ])
    #expect(try scene.test.value("SELECT count(*) FROM site") == 1)
  }

  @Test func whoLooksAfterASite() async throws {
    let scene = try await HostingScene()
    for (name, actor) in scene.cast.everybody {
      let sees = (try? scene.portal.site("exemple", as: actor)) != nil
      #expect(sees == (actor.member?.kind == .operator), "\(name)")
      #expect(try scene.portal.sites(as: actor).count == (sees ? 1 : 0))
      guard sees else { continue }
      let offers = try scene.portal.site("exemple", as: actor).offers
      #expect(
        offers.filter(\.isAllowed).map(\.action)
          == (name == "administrator"
            ? Site.deeds.filter { $0 != .stateIndicator }
            : name == "hostingOfficer"
              ? [
                .changeInventory, .announceMaintenance, .cancelMaintenance, .stateIndicator,
              ] : []))
    }
  }

  @Test func maintenanceTakesCapacityAwayForItsDaysAndStopsNothing() async throws {
    let scene = try await HostingScene(pools: [HostingScene.pool(vcpu: 8)])
    let (portal, officer) = (scene.portal, scene.cast.hostingOfficer)
    _ = try await scene.approved(scene.draft(.init(vcpu: 6, memoryGiB: 8), days: 0..<40))
    func window(_ days: Range<Int>, vcpu: Int = 4, reason: String = "Onduleur") -> MaintenanceDraft {
      MaintenanceDraft(
        start: scene.today.adding(days: days.lowerBound),
        end: scene.today.adding(days: days.upperBound), amount: Resources(vcpu: vcpu),
        reason: reason)
    }
    let announced = try await portal.announceMaintenance(
      of: scene.pools[0].id, window(20..<30), as: officer)
    let usage = try portal.site("exemple", as: officer).pools[0].usage
    #expect(usage.map(\.limits.vcpu) == [8, 4, 8, 8])
    #expect(usage.map(\.used.vcpu) == [6, 6, 6, 0])
    #expect(try scene.live(.used) == 1)

    func shortage(_ days: Range<Int>) async throws -> Shortage? {
      let next = try await portal.draftHostingRequest(
        scene.draft(.init(vcpu: 2, memoryGiB: 1), days: days), as: scene.cast.townLead)
      return try portal.hostingRequest(next.id, as: scene.cast.townLead).shortage
    }
    #expect(try await shortage(0..<20) == nil)
    let during = try await shortage(10..<25)
    #expect(during?.breaches.map(\.limit) == [4])
    #expect(during?.breaches.first?.firstDay == scene.today.adding(days: 20))
    #expect(during?.earliestStart == scene.today.adding(days: 30))

    let refusal = await #expect(throws: PortalError.self) {
      try await portal.announceMaintenance(
        of: scene.pools[0].id, window(-3..<0, vcpu: 0, reason: " "), as: officer)
    }
    guard case .invalid(let complaints) = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(complaints.map(\.field) == ["reason", "end", "vcpu"])
    try await portal.cancelMaintenance(announced.id, of: scene.pools[0].id, as: officer)
    #expect(try await shortage(10..<25) == nil)
    await #expect(throws: PortalError.self) {
      try await portal.cancelMaintenance(announced.id, of: scene.pools[0].id, as: officer)
    }
  }
}
