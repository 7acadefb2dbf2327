import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Everybody is told once a day at most of what waits for them")
struct ReminderTests {
  /// Whom the next messages go to, with their items; sends them all.
  private func told(_ scene: HostingScene, sending: Bool = true) async throws -> [String: Reminder] {
    var told: [String: Reminder] = [:]
    while true {
      let (reminders, isDone) = try await scene.portal.nextReminders()
      for reminder in reminders {
        let name = scene.cast.everybody.first { $0.actor.person == reminder.person.id }?.name
        #expect(told.updateValue(reminder, forKey: name ?? "") == nil)
        if sending { try await scene.portal.recordSent(reminder) }
      }
      if isDone { return told }
    }
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
    let reminder = try #require(Reminder(Set(items), for: person, toldAt: now, at: now))
    #expect(reminder.items.map(\.resource) == (10..<30).reversed().map(String.init))
    #expect(reminder.others == 10)
  }
}
