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

extension Day {
  static let min = Day(daysSince1970: Int(Int32.min))
  static let max = Day(daysSince1970: Int(Int32.max))
}
