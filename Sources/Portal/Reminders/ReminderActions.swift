import JSON
import SQLite

extension Portal {
  /// The next message to send, at most one to a person and day, from the hour on; `nil` when nobody's turn is left. Whose
  /// message does not leave, so that nothing is recorded, has their next turn in an hour.
  public func nextReminder() async throws -> Reminder? {
    let now = settings.clock()
    guard now >= morning(of: now.day) else { return nil }
    while let person = try await claimTurn(at: now) {
      let (items, known) = try waiting(for: person.id, at: now)
      if let reminder = Reminder(items, for: person, known: known, at: now) { return reminder }
      try await endTurn(of: person.id, leaving: nil)
    }
    return nil
  }

  /// The message has left.
  public func recordSent(_ reminder: Reminder) async throws {
    try await endTurn(of: reminder.person.id, leaving: reminder.waiting)
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

  private func claimTurn(at now: Instant) async throws -> Person? {
    try await database.write { connection in
      try ReminderStore(connection: connection).claim(at: now, next: now.adding(seconds: 3600))
    }
  }

  /// In every role that the person holds now; and what they were told of.
  private func waiting(
    for person: Person.ID, at now: Instant
  ) throws -> (items: Set<WorkItem>, known: Set<String>) {
    let (memberships, known) = try database.read { connection in
      (
        try MembershipStore(connection: connection).running(of: person, at: now),
        try ReminderStore(connection: connection).known(to: person)
      )
    }
    let items = try memberships.flatMap { try workItems(as: .member($0.member(person: person))) }
    return (Set(items), known)
  }

  /// Until the next morning. What waits is no news any more, unless nothing was told.
  private func endTurn(of person: Person.ID, leaving told: Set<String>?) async throws {
    let tomorrow = morning(of: settings.clock().day.adding(days: 1))
    try await database.write { connection in
      let store = ReminderStore(connection: connection)
      try store.setNext(tomorrow, of: person)
      if let told { try store.setKnown(told, to: person) }
    }
  }

  private func morning(of day: Day) -> Instant {
    day.start.adding(seconds: settings.reminderHour * 3600)
  }
}
