import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Everybody is told once a day at most of what waits for them")
struct ReminderTests {
  /// Whom the next messages go to, in their order, with their items; sends them all.
  private func told(_ scene: HostingScene, sending: Bool = true) async throws -> [String: Reminder] {
    var told: [String: Reminder] = [:]
    while let reminder = try await scene.portal.nextReminder() {
      #expect(told.updateValue(reminder, forKey: try name(reminder, scene)) == nil)
      if sending { try await scene.portal.recordSent(reminder) }
    }
    return told
  }

  private func name(_ reminder: Reminder, _ scene: HostingScene) throws -> String {
    try #require(scene.cast.everybody.first { $0.actor.person == reminder.person.id }).name
  }

  @Test func newsGoOutInTheMorningAndOnce() async throws {
    let scene = try await HostingScene()
    let request = try await scene.submitted()
    scene.test.clock.advance(seconds: -4 * 3600)  // 05:00
    #expect(try await told(scene).isEmpty)
    scene.test.clock.advance(seconds: 4 * 3600)
    let first = try await told(scene)
    #expect(Set(first.keys) == ["hostingOfficer"])
    let reminder = try #require(first["hostingOfficer"])
    #expect(reminder.items.map(\.resource) == [request.id.text] && reminder.others == 0)
    #expect(try await told(scene).isEmpty)
    // The next day it is no news.
    scene.test.clock.advance(days: 1)
    #expect(try await told(scene).isEmpty)
    // What is due is told every day until it is done.
    scene.test.clock.advance(days: 8)
    #expect(try await told(scene)["hostingOfficer"]?.items.count == 1)
    scene.test.clock.advance(days: 1)
    #expect(try await told(scene)["hostingOfficer"]?.items.count == 1)
  }

  @Test func whatCouldNotBeSentIsTriedAgainInAnHour() async throws {
    let scene = try await HostingScene()
    _ = try await scene.submitted()
    #expect(try await told(scene, sending: false).count == 1)
    #expect(try await told(scene).isEmpty)
    scene.test.clock.advance(seconds: 3600)
    #expect(try await told(scene).count == 1)
    scene.test.clock.advance(seconds: 3600)
    #expect(try await told(scene).isEmpty)
  }

  @Test func whoCannotBeToldKeepsNobodyElseFromIt() async throws {
    let scene = try await HostingScene()
    _ = try await scene.submitted(scene.draft(.init(vcpu: 1, memoryGiB: 1), .personal))
    let failing = try #require(try await scene.portal.nextReminder()).person.id
    let other = try #require(try await scene.portal.nextReminder())
    #expect(other.person.id != failing)
    #expect(try await scene.portal.nextReminder() == nil)
    // An hour later both have their turn, and whoever could not be told again comes last.
    scene.test.clock.advance(seconds: 3600)
    #expect(try await scene.portal.nextReminder()?.person.id == failing)
    try await scene.portal.recordSent(other)
    #expect(try await scene.portal.nextReminder() == nil)
  }

  @Test func whatComesWhileAMessageLeavesIsNewsTheNextTime() async throws {
    let scene = try await HostingScene()
    _ = try await scene.submitted()
    let reminder = try #require(try await scene.portal.nextReminder())
    scene.test.clock.advance(seconds: 10)
    let later = try await scene.submitted(scene.draft(.init(vcpu: 2, memoryGiB: 2)))
    scene.test.clock.advance(seconds: 10)
    try await scene.portal.recordSent(reminder)
    scene.test.clock.advance(days: 1)
    #expect(try await told(scene)["hostingOfficer"]?.items.map(\.resource) == [later.id.text])
  }

  @Test func aStepThatOpensLaterIsNewsToWhomItFallsTo() async throws {
    let scene = try await HostingScene()
    let (portal, cast) = (scene.portal, scene.cast)
    // Both are submitted before the approver's first message, and only one waits for them.
    let first = try await scene.submitted()
    let second = try await scene.submitted(scene.draft(.init(vcpu: 2, memoryGiB: 2)))
    _ = try await portal.decideTechnical(
      first.id, .favourable, reason: "Oui", version: first.version, as: cast.hostingOfficer)
    #expect(try await told(scene)["approver"]?.items.map(\.resource) == [first.id.text])
    scene.test.clock.advance(days: 1)
    _ = try await portal.decideTechnical(
      second.id, .favourable, reason: "Oui", version: second.version, as: cast.hostingOfficer)
    #expect(try await told(scene)["approver"]?.items.map(\.resource) == [second.id.text])
  }

  @Test func whoDeclinesIsNotTold() async throws {
    let scene = try await HostingScene()
    let session = try await scene.test.session(of: scene.cast.hostingOfficer).session
    #expect(try scene.portal.wantsReminders(session))
    try await scene.portal.chooseReminders(false, session)
    #expect(try !scene.portal.wantsReminders(session))
    #expect(try scene.test.lastAudit().detail.contains("false"))
    _ = try await scene.submitted()
    #expect(try await told(scene).isEmpty)
    try await scene.portal.chooseReminders(true, session)
    #expect(try await told(scene).count == 1)
  }

  @Test func whoCannotSignInIsNotTold() async throws {
    let scene = try await HostingScene()
    _ = try await scene.submitted()
    let person = try #require(scene.cast.hostingOfficer.person)
    try await scene.portal.database.write { connection in
      _ = try connection.run("UPDATE person SET disabledAt = 0 WHERE id = \(person)")
    }
    #expect(try await told(scene).isEmpty)
  }

  @Test func aLongListIsCutAfterTheMostUrgent() async throws {
    let scene = try await HostingScene()
    _ = try await scene.submitted()
    let person = try await scene.test.session(of: scene.cast.hostingOfficer).session.person
    let now = scene.test.clock.now()
    let items = (0..<30).map { number in
      WorkItem(
        title: Text(verbatim: "n"), resourceType: .hostingRequest, resource: "\(number)", since: now,
        dueAt: now.adding(seconds: Int64(-number)), organisationName: "")
    }
    let reminder = try #require(Reminder(Set(items), for: person, known: Set(items.map(\.reminderKey)), at: now))
    #expect(reminder.items.map(\.resource) == (10..<30).reversed().map(String.init))
    #expect(reminder.others == 10)
  }
}
