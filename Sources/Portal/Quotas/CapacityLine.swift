import SQLite

/// What the operator has of a resource class beside what is promised of it: a quota is no promise of capacity.
public struct CapacityLine: Hashable, Sendable {
  public let resourceClass: ResourceClass
  /// The pools’ capacity outside maintenance, of all sites that may be viewed.
  public let capacity: Int
  /// Held today by what is approved or running.
  public let used: Int
  /// Held today by what is asked for and not decided.
  public let reserved: Int
  /// The sum of the limits that were granted to bodies and hold today; defaults are not among them.
  public let granted: Int
}

extension Transaction {
  /// One line per class; none where the actor may view no site.
  func capacity() throws -> [CapacityLine] {
    let visible = Set(try sites.all(in: gate.sight(.viewSite, of: Site.self)).map(\.id))
    let pools = try sites.pools().filter { visible.contains($0.site) }
    let today = now.day
    guard !pools.isEmpty, let day = Period(start: today, end: today.adding(days: 1)) else {
      return []
    }
    var (capacity, used, reserved) = (Resources.zero, Resources.zero, Resources.zero)
    for pool in pools {
      capacity = capacity + pool.capacity
      let usage = try reservations.usage(of: .pool(pool.id), over: day, today: today)
      for stretch in Course(of: usage, under: pool.limits, over: day).stretches {
        used = used + stretch.used
        reserved = reserved + stretch.reserved
      }
    }
    let granted = try quotas.granted(on: today)
    return ResourceClass.allCases.map {
      CapacityLine(
        resourceClass: $0, capacity: capacity[$0], used: used[$0], reserved: reserved[$0],
        granted: granted[$0] ?? 0)
    }
  }
}
