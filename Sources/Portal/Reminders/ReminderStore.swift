import SQLite

/// Whom to remind when. Claiming and recording need no permit: nobody's deed, what is kept only spaces messages.
struct ReminderStore {
  let connection: Connection

  /// The person whose turn it is for longest: they can sign in, hold a running role and have not declined. Their next turn
  /// is at `next` unless something better is recorded. So two portals never tell the same person, whoever breaks off
  /// tries again, and somebody who cannot be told comes after everybody else.
  func claim(at now: Instant, next: Instant) throws -> Person? {
    let person = try connection.first(
      """
      SELECT \(Person.columns)
      FROM person LEFT JOIN reminder ON reminder.person = person.id
      WHERE person.disabledAt IS NULL AND coalesce(reminder.isWanted, 1) AND coalesce(reminder.nextAt, 0) <= \(now)
        AND EXISTS (SELECT 1 FROM membership
                    WHERE membership.person = person.id AND \(Membership.isRunning(at: now)))
      ORDER BY coalesce(reminder.nextAt, 0), person.id LIMIT 1
      """
    ) { try Person($0) }
    if let person { try setNext(next, of: person.id) }
    return person
  }

  func setNext(_ next: Instant, of person: Person.ID) throws {
    try connection.run(
      """
      INSERT INTO reminder (person, nextAt) VALUES (\(person), \(next))
      ON CONFLICT (person) DO UPDATE SET nextAt = excluded.nextAt
      """)
  }

  /// What waited when the person was last told.
  func known(to person: Person.ID) throws -> Set<String> {
    Set(
      try connection.rows("SELECT item FROM remindedItem WHERE person = \(person)") { try $0(0) })
  }

  func setKnown(_ items: Set<String>, to person: Person.ID) throws {
    try connection.run("DELETE FROM remindedItem WHERE person = \(person)")
    for item in items {
      try connection.run("INSERT INTO remindedItem (person, item) VALUES (\(person), \(item))")
    }
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
