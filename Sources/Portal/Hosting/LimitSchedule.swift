/// What may be promised, day by day: a step function, constant between two of its days.
struct LimitSchedule: Sendable {
  /// In rising order of days; each holds until the next, the first one since ever.
  private(set) var steps: [(from: Day, limits: Resources)]

  init(always limits: Resources) { steps = [(.min, limits)] }

  /// `limits` is asked once for the time before every day and once for each day.
  init(changingOn days: Set<Day>, limits: (Day) -> Resources) {
    steps = days.union([.min]).sorted().map { ($0, limits($0)) }
  }

  func limits(on day: Day) -> Resources {
    steps.last { $0.from <= day }?.limits ?? steps[0].limits
  }

  /// The lowest and the highest limit of a class within a period.
  func range(of resourceClass: ResourceClass, over period: Period) -> ClosedRange<Int> {
    let first = limits(on: period.start)[resourceClass]
    return steps.filter { period.contains($0.from) }.map { $0.limits[resourceClass] }
      .reduce(first...first) { min($0.lowerBound, $1)...max($0.upperBound, $1) }
  }
}

extension Day {
  static let min = Day(daysSince1970: Int(Int32.min))
  static let max = Day(daysSince1970: Int(Int32.max))
}
