import SQLite

/// Whom to remind when. Claiming and recording need no permit: nobody's deed, what is kept only spaces messages.
struct ReminderStore {
  let connection: Connection

  struct Turn {
    let person: Person
    let toldAt: Instant?
  }

  /// People whose turn it is: they can sign in, hold a running role and have not declined. Their next turn is at `next`,
  /// unless something better is recorded: so whoever breaks off in between tries again, and two portals never do the same.
  func claim(_ limit: Limit, at now: Instant, next: Instant) throws -> [Turn] {
    let turns = try connection.rows(
      """
      SELECT \(Person.columns), reminder.toldAt
      FROM person LEFT JOIN reminder ON reminder.person = person.id
      WHERE person.disabledAt IS NULL AND coalesce(reminder.isWanted, 1) AND coalesce(reminder.nextAt, 0) <= \(now)
        AND EXISTS (SELECT 1 FROM membership
                    WHERE membership.person = person.id AND \(Membership.isRunning(at: now)))
      ORDER BY person.id LIMIT \(limit.count)
      """
    ) { Turn(person: try Person($0), toldAt: try $0(7)) }
    for turn in turns { try setNext(next, of: turn.person.id) }
    return turns
  }

  func setNext(_ next: Instant, of person: Person.ID) throws {
    try connection.run(
      """
      INSERT INTO reminder (person, nextAt) VALUES (\(person), \(next))
      ON CONFLICT (person) DO UPDATE SET nextAt = excluded.nextAt
      """)
  }

  func setTold(at now: Instant, next: Instant, _ person: Person.ID) throws {
    try connection.run(
      "UPDATE reminder SET toldAt = \(now), nextAt = \(next) WHERE person = \(person)")
  }

  func isWanted(by person: Person.ID) throws -> Bool {
    try connection.value("SELECT isWanted FROM reminder WHERE person = \(person)") != 0
  }

  func setWanted(_ isWanted: Bool, by person: Person, _ permit: borrowing Permit<Person>) throws {
    try permit.check(person)
    try connection.run(
      """
      INSERT INTO reminder (person, isWanted) VALUES (\(person.id), \(isWanted))
      ON CONFLICT (person) DO UPDATE SET isWanted = excluded.isWanted
      """)
  }
}

extension Transaction {
  var reminders: ReminderStore { ReminderStore(connection: connection) }
}
