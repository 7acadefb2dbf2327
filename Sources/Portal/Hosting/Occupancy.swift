/// What is held of a pool, by an organisation or for a use case, from day to day: a step function.
struct Occupancy: Sendable {
  /// By how much more is held from a day on; less where it is below zero.
  struct Change: Sendable {
    let day: Day
    let used: Resources
    let reserved: Resources
  }

  /// In rising order of days; several may fall on the same.
  private(set) var changes: [Change]

  /// `changes` in rising order of days.
  init(changes: [Change]) { self.changes = changes }

  init(of holdings: some Sequence<Holding>) {
    changes = []
    add(holdings)
  }

  mutating func add(_ holdings: some Sequence<Holding>) {
    merge(holdings.flatMap { [$0.beginning, $0.ending] })
  }

  mutating func remove(_ holdings: some Sequence<Holding>) {
    merge(holdings.flatMap { [$0.beginning.opposite, $0.ending.opposite] })
  }

  private mutating func merge(_ more: [Change]) {
    guard !more.isEmpty else { return }
    changes = (changes + more).sorted { $0.day < $1.day }
  }
}

extension Occupancy.Change {
  fileprivate var opposite: Self {
    Self(day: day, used: .zero - used, reserved: .zero - reserved)
  }
}

/// Resources held over a span of days.
struct Holding: Sendable {
  let period: Period
  let amount: Resources
  /// Approved or running; otherwise asked for and not decided.
  let isUsed: Bool

  fileprivate var beginning: Occupancy.Change {
    Occupancy.Change(
      day: period.start, used: isUsed ? amount : .zero, reserved: isUsed ? .zero : amount)
  }

  fileprivate var ending: Occupancy.Change {
    Occupancy.Change(
      day: period.end, used: isUsed ? .zero - amount : .zero,
      reserved: isUsed ? .zero : .zero - amount)
  }
}
