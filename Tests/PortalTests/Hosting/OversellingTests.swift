import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Nothing is oversold, and nothing is half done")
struct OversellingTests {
  @Test func fiftyAtOnceForTheLastSlots() async throws {
    let scene = try await HostingScene(
      pools: [HostingScene.pool(vcpu: 7)],
      defaults: Resources(vcpu: 1000, memoryGiB: 1000, storageGiB: 1000))
    var requests: [HostingRequest] = []
    for _ in 0..<50 {
      requests.append(
        try await scene.portal.draftHostingRequest(
          scene.draft(.init(vcpu: 2, memoryGiB: 1)), as: scene.cast.townLead))
    }
    let passed = await withTaskGroup(of: Bool.self) { group in
      for request in requests {
        group.addTask {
          do {
            _ = try await scene.portal.submitHostingRequest(
              request.id, version: 1, as: scene.cast.townLead)
            return true
          } catch {
            return false
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(passed == 3)
    #expect(try scene.live(.held) == 3)
    #expect(
      try scene.test.value(
        "SELECT count(*) FROM audit WHERE action = 'submitHostingRequest' AND outcome = 'refused'")
        == 47)
  }

  @Test func whatRunsPastItsEndStillCounts() async throws {
    let scene = try await HostingScene()
    _ = try await scene.approved(scene.draft(.init(vcpu: 6, memoryGiB: 8), days: 0..<10))
    scene.test.clock.advance(days: 20)
    let next = try await scene.portal.draftHostingRequest(
      scene.draft(.init(vcpu: 3, memoryGiB: 1), days: 0..<30), as: scene.cast.townLead)
    let shortage = try scene.portal.hostingRequest(next.id, as: scene.cast.townLead).shortage
    #expect(shortage?.breaches.map(\.used) == [6])
    #expect(shortage?.earliestStart == nil)
  }

  @Test func aRequestMovesToThePoolWhereItFitsAtApproval() async throws {
    let scene = try await HostingScene(pools: [
      HostingScene.pool("a", .internal), HostingScene.pool("b", .sensitive),
    ])
    let request = try await scene.reviewed()
    let first = try #require(scene.pools.first { $0.dataClass == .internal })
    var inventory = try #require(first.inventory[.vcpu])
    inventory.total = 0
    inventory.maxUnit = 0
    inventory.minUnit = 0
    _ = try await scene.portal.changeInventory(
      of: first.id, .vcpu, to: inventory, as: scene.cast.hostingOfficer)
    try await scene.approve(request)
    let pool: String? = try scene.test.value("SELECT pool FROM reservation WHERE state = 'used'")
    #expect(pool == scene.pools.first { $0.dataClass == .sensitive }?.id.text)
  }

  /// Fails the first, the second, … statement of a deed until it passes: whatever it was, nothing may be left behind.
  private func failEveryStatement(
    of deed: @Sendable (HostingScene) async throws -> Void, in scene: HostingScene
  ) async throws -> Int {
    struct Injected: Error {}
    let before = try scene.everything()
    for number in 1...200 {
      try await scene.portal.database.write { connection in
        nonisolated(unsafe) var left = number
        connection.beforeStatement = { _ in
          left -= 1
          if left == 0 { throw Injected() }
        }
        // This transaction's own COMMIT is the first statement counted.
        left += 1
      }
      do {
        try await deed(scene)
      } catch is Injected {
        try await scene.portal.database.write { $0.beforeStatement = nil }
        #expect(try scene.everything() == before, "statement \(number)")
        continue
      }
      // The deed passed with the fault still to come: the first transaction after it takes it.
      try? await scene.portal.database.write { _ in }
      try await scene.portal.database.write { $0.beforeStatement = nil }
      return number
    }
    Issue.record("the deed never passed")
    return 0
  }

  @Test func aSubmissionHappensWhollyOrNotAtAll() async throws {
    let scene = try await HostingScene()
    let request = try await scene.portal.draftHostingRequest(scene.draft(), as: scene.cast.townLead)
    let statements = try await failEveryStatement(
      of: { scene in
        _ = try await scene.portal.submitHostingRequest(
          request.id, version: 1, as: scene.cast.townLead)
      }, in: scene)
    #expect(statements > 10)
    #expect(try scene.live(.held) == 1)
  }

  @Test func anApprovalHappensWhollyOrNotAtAll() async throws {
    let scene = try await HostingScene()
    let request = try await scene.reviewed()
    let statements = try await failEveryStatement(
      of: { scene in try await scene.approve(request) }, in: scene)
    #expect(statements > 15)
    #expect(try scene.live(.used) == 1)
    #expect(try scene.test.value("SELECT count(*) FROM deployment") == 1)
  }
}
