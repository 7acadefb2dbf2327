/// Tries sets of changes, the small ones first.
struct Search {
  struct Move: Hashable {
    let fact: Fact
    let change: Change
    let cost: Int
  }

  private let world: World
  private let moves: [Move]
  private let isRemedy: (World, [Fact]) -> Bool
  private var attempts: Int
  /// Whether it ended before everything was tried.
  private(set) var isExhausted = false

  init(
    world: World, moves: [Move], attempts: Int,
    isRemedy: @escaping (World, [Fact]) -> Bool
  ) {
    self.world = world
    self.moves = moves
    self.attempts = attempts
    self.isRemedy = isRemedy
  }

  /// Every set of that many facts that is a remedy, the cheapest first.
  mutating func remedies(of size: Int) -> [Remedies.Remedy] {
    var found: [Remedies.Remedy] = []
    extend([], world, from: 0, to: size, &found)
    return found.unique().merged().sorted { $0.precedes($1) }
  }

  private mutating func extend(
    _ chosen: [Move], _ world: World, from start: Int, to size: Int,
    _ found: inout [Remedies.Remedy]
  ) {
    if chosen.count == size {
      guard attempts > 0 else {
        isExhausted = true
        return
      }
      attempts -= 1
      if isRemedy(world, chosen.map(\.fact)) { found.append(Remedies.Remedy(chosen)) }
      return
    }
    for position in moves.indices.dropFirst(start) where !isExhausted {
      let move = moves[position]
      guard chosen.allSatisfy({ $0.isCompatible(with: move) }) else { continue }
      var world = world
      guard move.change.apply(to: &world) else { continue }
      extend(chosen + [move], world, from: position + 1, to: size, &found)
    }
  }
}

extension Search.Move {
  /// Not the same fact in another way, nor another value at the same place.
  fileprivate func isCompatible(with other: Search.Move) -> Bool {
    fact != other.fact && (change.target == nil || change.target != other.change.target)
  }
}

extension Remedies.Remedy {
  fileprivate init(_ moves: [Search.Move]) {
    self.init(
      facts: moves.map(\.fact).sorted { left, right in
        left.path == right.path
          ? left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
          : left.path < right.path
      }, cost: moves.reduce(0) { $0 + $1.cost })
  }

  /// The cheaper first, then in the order of the texts, so that the order never varies.
  fileprivate func precedes(_ other: Remedies.Remedy) -> Bool {
    if cost != other.cost { return cost < other.cost }
    let (text, otherText) = (facts.description, other.facts.description)
    return text.utf8.lexicographicallyPrecedes(otherText.utf8)
  }

  /// Both in one where they differ only in the values that one place may have; nil elsewhere.
  fileprivate func merged(with other: Remedies.Remedy) -> Remedies.Remedy? {
    guard cost == other.cost, facts.count == other.facts.count else { return nil }
    let differing = facts.indices.filter { self.facts[$0] != other.facts[$0] }
    guard differing.count == 1, let position = differing.first,
      let fact = facts[position].merged(with: other.facts[position])
    else { return nil }
    var facts = facts
    facts[position] = fact
    return Remedies.Remedy(facts: facts, cost: cost)
  }
}

extension Fact {
  fileprivate func merged(with other: Fact) -> Fact? {
    guard path == other.path, case .oneOf(let values) = need,
      case .oneOf(let otherValues) = other.need
    else { return nil }
    return Fact(path: path, present: present, need: .oneOf((values + otherValues).unique()))
  }
}

extension [Remedies.Remedy] {
  /// With what differs only in the values of one place joined, as long as there is such.
  fileprivate func merged() -> [Remedies.Remedy] {
    var merged: [Remedies.Remedy] = []
    for remedy in self {
      let joined = merged.indices.lazy.compactMap { position in
        merged[position].merged(with: remedy).map { (position, $0) }
      }.first
      if let (position, remedy) = joined {
        merged[position] = remedy
      } else {
        merged.append(remedy)
      }
    }
    return merged.count < count ? merged.merged() : merged
  }
}
