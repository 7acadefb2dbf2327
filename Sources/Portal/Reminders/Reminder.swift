/// What waits for a person, to be told to them by e-mail.
public struct Reminder: Sendable {
  /// How many things one message names.
  static let itemLimit = 20

  public let person: Person
  public let address: EmailAddress
  /// What is due before long or overdue, then what is new; the most urgent first.
  public let items: [WorkItem]
  /// How many more there are.
  public let others: Int

  /// `nil` where nothing is worth a message: what neither is due within a day nor has come since the last message.
  init?(
    _ waiting: Set<WorkItem>, for person: Person, toldAt: Instant?, at now: Instant
  ) {
    let urgent = waiting.filter { item in item.dueAt.map { $0 <= now.adding(days: 1) } ?? false }
    let new = waiting.filter { item in toldAt.map { $0 < item.since } ?? true }
    let all = urgent.union(new).sorted {
      ($0.dueAt ?? $0.since.adding(days: 365), $0.since, $0.resource)
        < ($1.dueAt ?? $1.since.adding(days: 365), $1.since, $1.resource)
    }
    guard !all.isEmpty, let address = EmailAddress(person.email) else { return nil }
    self.person = person
    self.address = address
    items = Array(all.prefix(Self.itemLimit))
    others = all.count - items.count
  }
}
