import JSON
import SQLite

extension Portal {
  /// The next messages to send, at most one to a person and day, from the hour on. Whose message cannot be sent has
  /// their next turn in an hour, as long as nothing is recorded; done when nobody's turn is left.
  public func nextReminders() async throws -> (reminders: [Reminder], isDone: Bool) {
    let now = settings.clock()
    guard now >= morning(of: now.day) else { return ([], true) }
    let turns = try await database.write { connection in
      try ReminderStore(connection: connection).claim(
        Limit(clamping: 50), at: now, next: now.adding(seconds: 3600))
    }
    var reminders: [Reminder] = []
    for turn in turns {
      let waiting = try workItems(of: turn.person.id, at: now)
      if let reminder = Reminder(waiting, for: turn.person, toldAt: turn.toldAt, at: now) {
        reminders.append(reminder)
      } else {
        try await recordTurn(of: turn.person.id, toldAt: nil)
      }
    }
    return (reminders, turns.isEmpty)
  }

  /// The message has left.
  public func recordSent(_ reminder: Reminder) async throws {
    try await recordTurn(of: reminder.person.id, toldAt: settings.clock())
  }

  public func wantsReminders(_ session: Session) throws -> Bool {
    try read(as: session.actor) { try $0.reminders.isWanted(by: session.person.id) }
  }

  public func chooseReminders(_ isWanted: Bool, _ session: Session) async throws {
    try await work(as: session.actor) { work in
      let permit = try work.permit(
        .chooseReminders, on: session.person, detail: [("wanted", .bool(isWanted))])
      try work.reminders.setWanted(isWanted, by: session.person, permit)
    }
  }

  /// In every role that the person holds now.
  private func workItems(of person: Person.ID, at now: Instant) throws -> Set<WorkItem> {
    let memberships = try database.read { connection in
      try MembershipStore(connection: connection).running(of: person, at: now)
    }
    return Set(try memberships.flatMap { try workItems(as: .member($0.member(person: person))) })
  }

  private func recordTurn(of person: Person.ID, toldAt: Instant?) async throws {
    let tomorrow = morning(of: settings.clock().day.adding(days: 1))
    try await database.write { connection in
      let store = ReminderStore(connection: connection)
      if let toldAt {
        try store.setTold(at: toldAt, next: tomorrow, person)
      } else {
        try store.setNext(tomorrow, of: person)
      }
    }
  }

  private func morning(of day: Day) -> Instant {
    day.start.adding(seconds: settings.reminderHour * 3600)
  }
}
