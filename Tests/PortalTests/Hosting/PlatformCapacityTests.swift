import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("What a platform counts, beside the ledger") struct PlatformCapacityTests {
  private func scene() async throws -> (scene: HostingScene, agent: Actor, inventory: Int) {
    let scene = try await HostingScene()
    let agent = try await scene.agent()
    let record = try scene.portal.site(scene.site.slug, as: scene.cast.hostingOfficer)
    #expect(record.platform == nil)
    let inventory = record.pools.reduce(0) { $0 + ($1.pool.inventory[.vcpu]?.total ?? 0) }
    return (scene, agent, inventory)
  }

  private func items(_ scene: HostingScene, _ actor: Actor) throws -> [WorkItem] {
    try scene.portal.workItems(as: actor).filter { $0.resourceType == .site }
  }

  @Test("a platform with enough, that has given out no more than was promised, alarms nobody")
  func agree() async throws {
    let (scene, agent, inventory) = try await scene()
    let deployment = try await scene.approved()
    let comparison = try await scene.portal.reportCapacity(
      PlatformCapacity(total: [.vcpu: inventory + 8], used: [.vcpu: deployment.granted.vcpu]),
      as: agent)
    #expect(!comparison.isAlarming)
    #expect(comparison.lines.map(\.held) == [deployment.granted.vcpu])
    #expect(try items(scene, scene.cast.hostingOfficer).isEmpty)
  }

  @Test(
    "too little, or more given out than promised, is told to whoever keeps the inventory",
    arguments: [(-1, 0), (0, 1)])
  func differ(missing: Int, beside: Int) async throws {
    let (scene, agent, inventory) = try await scene()
    let deployment = try await scene.approved()
    _ = try await scene.portal.reportCapacity(
      PlatformCapacity(
        total: [.vcpu: inventory + missing], used: [.vcpu: deployment.granted.vcpu + beside]),
      as: agent)
    let item = try #require(try items(scene, scene.cast.hostingOfficer).first)
    #expect(item.resource == scene.site.slug)
    #expect(item.since == scene.test.clock.now())
    #expect(try items(scene, scene.cast.townLead).isEmpty)
    #expect(try items(scene, scene.cast.auditor).isEmpty)
    let record = try scene.portal.site(scene.site.slug, as: scene.cast.hostingOfficer)
    #expect(record.platform?.isAlarming == true)
    // A word that nobody confirms any more alarms nobody.
    scene.test.clock.advance(days: 1)
    #expect(try items(scene, scene.cast.hostingOfficer).isEmpty)
  }

  @Test("the same word again changes the time and leaves no line in the log")
  func again() async throws {
    let (scene, agent, inventory) = try await scene()
    let word = PlatformCapacity(total: [.vcpu: inventory])
    let first = try await scene.portal.reportCapacity(word, as: agent)
    let lines: SQL = "SELECT count(*) FROM audit WHERE action = 'reportCapacity'"
    scene.test.clock.advance(days: 1)
    let second = try await scene.portal.reportCapacity(word, as: agent)
    #expect(second.since == first.since)
    #expect(second.asOf == scene.test.clock.now())
    #expect(try scene.test.value(lines) == 1)
    _ = try await scene.portal.reportCapacity(PlatformCapacity(used: [.gpu: 0]), as: agent)
    #expect(try scene.test.value(lines) == 2)
  }

  @Test("nothing and the absurd are refused, and nobody but an agent speaks for a platform")
  func refused() async throws {
    let (scene, agent, _) = try await scene()
    for word in [PlatformCapacity(), PlatformCapacity(total: [.vcpu: -1])] {
      await #expect(throws: PortalError.self) {
        try await scene.portal.reportCapacity(word, as: agent)
      }
    }
    for actor in [scene.cast.hostingOfficer, scene.cast.townLead, .visitor] {
      await #expect(throws: PortalError.self) {
        try await scene.portal.reportCapacity(PlatformCapacity(total: [.vcpu: 1]), as: actor)
      }
    }
    #expect(try scene.test.value("SELECT count(*) FROM platformCapacity") == 0)
  }
}
