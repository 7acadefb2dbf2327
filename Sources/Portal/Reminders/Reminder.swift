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
  /// Everything that waited when the list was read, by `WorkItem.reminderKey`: what comes later is news next time.
  let waiting: Set<String>

  /// `nil` where nothing is worth a message: what neither is due within a day nor was among the `known`.
  init?(
    _ waiting: Set<WorkItem>, for person: Person, known: Set<String>, at now: Instant
  ) {
    let told = waiting.filter { item in
      !known.contains(item.reminderKey) || item.dueAt.map { $0 <= now.adding(days: 1) } ?? false
    }
    guard !told.isEmpty, let address = EmailAddress(person.email) else { return nil }
    let sorted = told.sorted { $0.urgency < $1.urgency }
    self.person = person
    self.address = address
    items = Array(sorted.prefix(Self.itemLimit))
    others = sorted.count - items.count
    self.waiting = Set(waiting.map(\.reminderKey))
  }
}

extension WorkItem {
  /// The same as long as the same thing waits for the same reason, however its title counts the days.
  var reminderKey: String { "\(resourceType.rawValue)/\(resource)/\(since.milliseconds)" }

  /// What is due first, then what nothing says by when, the longest waiting first; the rest only keeps the order.
  fileprivate var urgency: (Int64, Int64, String) {
    (dueAt?.milliseconds ?? .max, since.milliseconds, resource)
  }
}
