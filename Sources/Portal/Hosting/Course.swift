/// What is held against what may be, over a period: one sweep over the days on which either changes.
struct Course: Sendable {
  struct Stretch: Sendable {
    let period: Period
    let used: Resources
    let reserved: Resources
    let limits: Resources
    /// What the one who asks has been granted already for these days; it is not among what is used.
    let granted: Resources

    /// What is left below the limit, less than zero where it is exceeded.
    func room(_ resourceClass: ResourceClass) -> Int {
      limits[resourceClass] - used[resourceClass] - reserved[resourceClass]
    }

    /// By how much `asked` goes over the limit. Only what grows is compared: nobody is refused for what they have.
    func missing(_ resourceClass: ResourceClass, for asked: Resources) -> Int {
      let amount = asked[resourceClass]
      guard amount > granted[resourceClass] else { return 0 }
      return Swift.max(0, amount - room(resourceClass))
    }
  }

  /// Without gaps, in order, covering the period.
  let stretches: [Stretch]

  /// `granted`: what the one who asks holds already and would exchange; `usage` counts it no more.
  init(
    of usage: Occupancy, under schedule: LimitSchedule, over period: Period, granted: Holding? = nil
  ) {
    var days = [period.start]
    days += usage.changes.lazy.map(\.day).filter(period.contains)
    days += schedule.steps.lazy.map(\.from).filter(period.contains)
    if let granted {
      days += [granted.period.start, granted.period.end].filter(period.contains)
    }
    days.sort()

    var stretches: [Stretch] = []
    stretches.reserveCapacity(days.count)
    var used = Resources.zero
    var reserved = Resources.zero
    var changes = usage.changes[...]
    for (index, day) in days.enumerated() {
      while let change = changes.first, change.day <= day {
        used = used + change.used
        reserved = reserved + change.reserved
        changes.removeFirst()
      }
      // Several things may change on one day: the last look at it counts.
      let end = index + 1 < days.count ? days[index + 1] : period.end
      guard let stretch = Period(start: day, end: end) else { continue }
      let held = granted.map { $0.period.contains(day) ? $0.amount : .zero } ?? .zero
      stretches.append(
        Stretch(
          period: stretch, used: used, reserved: reserved, limits: schedule.limits(on: day),
          granted: held))
    }
    self.stretches = stretches
  }

  /// Every class in which `asked` goes over the limit somewhere, each at its worst moment. A class that is not asked for
  /// is never in breach: a request is not refused for what it does not touch.
  func breaches(of asked: Resources, _ limitKind: Breach.Limit) -> [Breach] {
    ResourceClass.allCases.compactMap { resourceClass in
      var first: Stretch?
      var worst: (stretch: Stretch, missing: Int)?
      for stretch in stretches {
        let missing = stretch.missing(resourceClass, for: asked)
        guard missing > 0 else { continue }
        if first == nil { first = stretch }
        if missing > worst?.missing ?? 0 { worst = (stretch, missing) }
      }
      guard let first, let worst = worst?.stretch else { return nil }
      return Breach(
        limitKind: limitKind, resourceClass: resourceClass, limit: worst.limits[resourceClass],
        used: worst.used[resourceClass], reserved: worst.reserved[resourceClass],
        asked: asked[resourceClass], firstDay: first.period.start)
    }
  }

  /// The spans in which `asked` does not fit.
  func closed(to asked: Resources) -> [Period] {
    stretches.filter { stretch in
      ResourceClass.allCases.contains { stretch.missing($0, for: asked) > 0 }
    }.map(\.period)
  }

  /// The most of a class that would fit on every day; what is granted already always does.
  func largest(_ resourceClass: ResourceClass) -> Int {
    stretches.map { Swift.max($0.room(resourceClass), $0.granted[resourceClass], 0) }.min() ?? 0
  }

  /// The share of its limit that the scarcest class asked for would have left at the worst moment.
  func room(after asked: Resources) -> Double {
    var least = 1.0
    for stretch in stretches {
      for resourceClass in ResourceClass.allCases where asked[resourceClass] > 0 {
        let limit = Swift.max(stretch.limits[resourceClass], 1)
        let left = stretch.room(resourceClass) - asked[resourceClass]
        least = Swift.min(least, Double(left) / Double(limit))
      }
    }
    return least
  }
}
