/// How many bytes all requests together may hold.
final class ByteBudget: Sendable {
  private let limit: Int
  private let held = Lock(0)

  init(limit: Int) {
    self.limit = limit
  }

  fileprivate func take(_ bytes: Int) -> Bool {
    held.withLock { held in
      guard bytes <= limit - held else { return false }
      held += bytes
      return true
    }
  }

  fileprivate func giveBack(_ bytes: Int) {
    held.withLock { $0 -= bytes }
  }
}

/// One request's share of a budget, given back when it goes out of scope.
struct ByteShare: ~Copyable {
  /// A share grows by so much at once, since the budget is locked each time.
  private static let step = 64 * 1024

  private let budget: ByteBudget
  private var bytes = 0

  init(of budget: ByteBudget) {
    self.budget = budget
  }

  deinit {
    if bytes > 0 { budget.giveBack(bytes) }
  }

  /// Makes room for so many bytes in all; refuses what is beyond the budget.
  mutating func grow(to needed: Int) throws(Refusal) {
    guard needed > bytes else { return }
    let missing = (needed - bytes + Self.step - 1) / Self.step * Self.step
    guard budget.take(missing) else { throw .overCapacity("too many requests bring content") }
    bytes += missing
  }
}
