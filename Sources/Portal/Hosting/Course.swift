/// What may be promised, day by day: a step function, constant between two of its days.
struct LimitSchedule: Sendable {
  /// In rising order of days; each holds until the next, the first one since ever.
  private(set) var steps: [(from: Day, limits: Resources)]

  init(always limits: Resources) { steps = [(.min, limits)] }

  /// `limits` is asked once for the time before every day and once for each day.
  init(changingOn days: Set<Day>, limits: (Day) -> Resources) {
    steps = ([.min] + days.sorted()).map { ($0, limits($0)) }
  }

  func limits(on day: Day) -> Resources {
    steps.last { $0.from <= day }?.limits ?? steps[0].limits
  }
}

/// Resources held over a span of days.
struct Holding: Sendable {
  let period: Period
  let amount: Resources
  /// Approved or running; otherwise asked for and not decided.
  let isUsed: Bool
}

/// What is held against what may be, over a period: one sweep over the days on which either changes.
struct Course: Sendable {
  struct Stretch: Sendable {
    let period: Period
    let used: Resources
    let reserved: Resources
    let limits: Resources

    func missing(_ resourceClass: ResourceClass, for asked: Resources) -> Int {
      used[resourceClass] + reserved[resourceClass] + asked[resourceClass] - limits[resourceClass]
    }
  }

  /// Without gaps, in order, covering the period.
  let stretches: [Stretch]

  init(of holdings: some Sequence<Holding>, under schedule: LimitSchedule, over period: Period) {
    var changes: [Day: (used: Resources, reserved: Resources)] = [period.start: (.zero, .zero)]
    for holding in holdings where holding.period.overlaps(period) {
      let start = max(holding.period.start, period.start)
      let amount: (used: Resources, reserved: Resources) =
        holding.isUsed ? (holding.amount, .zero) : (.zero, holding.amount)
      let before = changes[start, default: (.zero, .zero)]
      changes[start] = (before.used + amount.used, before.reserved + amount.reserved)
      guard holding.period.end < period.end else { continue }
      let after = changes[holding.period.end, default: (.zero, .zero)]
      changes[holding.period.end] = (after.used - amount.used, after.reserved - amount.reserved)
    }
    for step in schedule.steps where period.contains(step.from) && changes[step.from] == nil {
      changes[step.from] = (.zero, .zero)
    }
    let days = changes.keys.sorted()
    var stretches: [Stretch] = []
    stretches.reserveCapacity(days.count)
    var used = Resources.zero
    var reserved = Resources.zero
    for (index, day) in days.enumerated() {
      let change = changes[day, default: (.zero, .zero)]
      used = used + change.used
      reserved = reserved + change.reserved
      let end = index + 1 < days.count ? days[index + 1] : period.end
      guard let stretch = Period(start: day, end: end) else { continue }
      stretches.append(
        Stretch(
          period: stretch, used: used, reserved: reserved, limits: schedule.limits(on: day)))
    }
    self.stretches = stretches
  }

  /// Every class in which `asked` goes over the limit somewhere, each at its worst moment. A class that is not asked for
  /// is never in breach: a request is not refused for what it does not touch.
  func breaches(of asked: Resources, _ limitKind: Breach.Limit) -> [Breach] {
    ResourceClass.allCases.compactMap { resourceClass in
      guard asked[resourceClass] > 0 else { return nil }
      let over = stretches.filter { $0.missing(resourceClass, for: asked) > 0 }
      guard let first = over.first,
        let worst = over.max(by: {
          $0.missing(resourceClass, for: asked) < $1.missing(resourceClass, for: asked)
        })
      else { return nil }
      return Breach(
        limitKind: limitKind, resourceClass: resourceClass, limit: worst.limits[resourceClass],
        used: worst.used[resourceClass], reserved: worst.reserved[resourceClass],
        asked: asked[resourceClass], firstDay: first.period.start)
    }
  }

  /// The spans in which `asked` does not fit.
  func closed(to asked: Resources) -> [Period] {
    stretches.filter { stretch in
      ResourceClass.allCases.contains {
        asked[$0] > 0 && stretch.missing($0, for: asked) > 0
      }
    }.map(\.period)
  }

  /// The share of its limit that the scarcest class asked for would have left at the worst moment.
  func room(after asked: Resources) -> Double {
    var least = 1.0
    for stretch in stretches {
      for resourceClass in ResourceClass.allCases where asked[resourceClass] > 0 {
        let limit = max(stretch.limits[resourceClass], 1)
        least = min(least, -Double(stretch.missing(resourceClass, for: asked)) / Double(limit))
      }
    }
    return least
  }
}

extension Day {
  static let min = Day(daysSince1970: Int(Int32.min))
  static let max = Day(daysSince1970: Int(Int32.max))
}
