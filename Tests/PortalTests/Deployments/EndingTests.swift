import TestSupport
import Testing

@testable import Portal

@Suite("The end of a deployment") struct EndingTests {
  @Test func theBodyIsWarnedThirtySevenAndOneDayBefore() async throws {
    let scene = try await HostingScene()
    _ = try await scene.approved(scene.draft(days: 0..<60))
    func warning() throws -> WorkItem? {
      try scene.portal.workItems(as: scene.cast.townLead).first { $0.resourceType == .deployment }
    }
    let end = scene.today.adding(days: 60)
    for (day, left, since) in [(29, nil, 0), (30, 30, 30), (40, 20, 30), (53, 7, 53), (59, 1, 59)] {
      let ahead = end.adding(days: day - 60).daysSince1970 - scene.today.daysSince1970
      scene.test.clock.advance(days: Int64(ahead))
      let item = try warning()
      #expect(item?.title.english.contains("Ends in \(left ?? 0) day") ?? false == (left != nil))
      if left != nil { #expect(item?.since == end.adding(days: since - 60).start) }
    }
    scene.test.clock.advance(days: 1)
    #expect(try warning()?.title.english.hasPrefix("Over, data deleted on") == true)
    #expect(try scene.portal.workItems(as: scene.cast.townDPO).isEmpty)
  }

  @Test func afterTheTimeOfGraceItIsReleasedAndTheBodyKeepsACertificate() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved(scene.draft(days: 0..<10))
    let agent = try await scene.agent()
    scene.test.clock.advance(days: 9)
    _ = try await scene.portal.reportDeployment(
      deployment.id, Report(revision: 1, phase: .running), as: agent)
    scene.test.clock.advance(days: 12)
    let fresh = try await scene.agent()
    scene.test.clock.advance(days: 18)
    #expect(try await scene.portal.expireDeployments() == 0)
    scene.test.clock.advance(days: 1)
    #expect(try await scene.portal.expireDeployments() == 1)
    #expect(try await scene.portal.expireDeployments() == 0)
    var record = try scene.portal.deployment(deployment.id, as: scene.cast.townLead)
    #expect(record.deployment.desired.state == .released)
    #expect(record.release == nil)
    #expect(try scene.live(.used) == 1)

    let orderedAt = scene.test.clock.now()
    scene.test.clock.advance(seconds: 60)
    _ = try await scene.portal.reportDeployment(
      deployment.id, Report(revision: 2, phase: .absent), as: fresh)
    record = try scene.portal.deployment(deployment.id, as: scene.cast.townLead)
    let release = try #require(record.release)
    #expect(release.orderedAt == orderedAt)
    #expect(release.absentAt == orderedAt.adding(seconds: 60))
    #expect(release.amounts == deployment.granted)
    #expect(release.digest == record.handOvers.first?.digestText)
    #expect(try scene.live(.used) == 0)
  }
}
