/// The open connections of one event loop and when each is to be woken at the latest.
struct ConnectionTable {
  /// Names a connection in events; never given twice, so that an event for a closed one finds
  /// nothing.
  struct Token: Equatable {
    let index: UInt32
    let generation: UInt32

    var bits: UInt64 { UInt64(generation) << 32 | UInt64(index) }

    init(index: UInt32, generation: UInt32) {
      self.index = index
      self.generation = generation
    }

    init(bits: UInt64) {
      index = UInt32(truncatingIfNeeded: bits)
      generation = UInt32(truncatingIfNeeded: bits >> 32)
    }
  }

  private struct Slot {
    var connection: Connection?
    var generation: UInt32 = 0
    var deadline = Int64.max
  }

  private var slots: [Slot] = []
  private var free: [UInt32] = []
  private(set) var count = 0
  /// No deadline is earlier; the true one may be later.
  private(set) var earliestDeadline = Int64.max

  var isEmpty: Bool { count == 0 }

  mutating func reserve() -> Token {
    count += 1
    if let index = free.popLast() {
      return Token(index: index, generation: slots[Int(index)].generation)
    }
    slots.append(Slot())
    return Token(index: UInt32(slots.count - 1), generation: 0)
  }

  mutating func fill(_ token: Token, with connection: Connection) {
    slots[Int(token.index)].connection = connection
  }

  mutating func remove(_ token: Token) {
    let index = Int(token.index)
    guard slots[index].generation == token.generation else { return }
    slots[index] = Slot(generation: token.generation &+ 1)
    free.append(token.index)
    count -= 1
  }

  subscript(token: Token) -> Connection? {
    let index = Int(token.index)
    guard index < slots.count, slots[index].generation == token.generation else { return nil }
    return slots[index].connection
  }

  var all: [Connection] { slots.compactMap(\.connection) }

  mutating func setDeadline(_ deadline: Int64, for token: Token) {
    slots[Int(token.index)].deadline = deadline
    earliestDeadline = min(earliestDeadline, deadline)
  }

  /// The connections whose deadline has passed; each is reported once.
  ///
  /// One walk over a flat array costs less than keeping deadlines in order, since nearly all are
  /// moved before they pass.
  mutating func takeExpired(now: Int64) -> [Connection] {
    guard earliestDeadline <= now else { return [] }
    var expired: [Connection] = []
    earliestDeadline = .max
    for index in slots.indices {
      if slots[index].deadline <= now, let connection = slots[index].connection {
        slots[index].deadline = .max
        expired.append(connection)
      }
      earliestDeadline = min(earliestDeadline, slots[index].deadline)
    }
    return expired
  }
}
