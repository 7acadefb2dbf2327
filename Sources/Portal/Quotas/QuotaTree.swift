/// All limits of one organisation: of those that were granted and hold on a day the one set last counts, where none does
/// the default of its kind and size.
struct QuotaTree: Sendable {
  /// In the order in which they were set.
  let quotas: [Quota]
  /// Those that concern the organisation: the most specific last, of equally specific ones the one set last.
  let defaults: [QuotaDefault]

  /// The organisation's limits over time.
  var organisation: LimitSchedule {
    let own = quotas.filter { $0.useCase == nil }
    return LimitSchedule(changingOn: Self.days(of: own).union(defaults.map(\.validFrom))) { day in
      var limits = Resources.zero
      for line in defaults where line.holds(on: day) { limits[line.resourceClass] = line.amount }
      for quota in own where quota.holds(on: day) { limits[quota.resourceClass] = quota.amount }
      return limits
    }
  }

  /// A use case's limits over time, never above its organisation's, without limit where none is set; `nil` when it never
  /// has one.
  func schedule(of useCase: UseCase.ID) -> LimitSchedule? {
    guard let child = granted(to: useCase) else { return nil }
    let parent = organisation
    return LimitSchedule(changingOn: Set((child.steps + parent.steps).map(\.from))) { day in
      var limits = child.limits(on: day)
      let most = parent.limits(on: day)
      for resourceClass in ResourceClass.allCases
      where limits[resourceClass] != Resources.unlimited[resourceClass] {
        limits[resourceClass] = min(limits[resourceClass], most[resourceClass])
      }
      return limits
    }
  }

  /// What was set for a node, whatever stands above it; `nil` for a use case that never has a limit of its own.
  func granted(to useCase: UseCase.ID?) -> LimitSchedule? {
    guard let useCase else { return organisation }
    let own = quotas.filter { $0.useCase == useCase }
    guard !own.isEmpty else { return nil }
    return LimitSchedule(changingOn: Self.days(of: own)) { day in
      var limits = Resources.unlimited
      for quota in own where quota.holds(on: day) { limits[quota.resourceClass] = quota.amount }
      return limits
    }
  }

  /// What a limit follows from on a day; `nil` where nothing was set, so that an organisation has 0.
  func origin(
    of resourceClass: ResourceClass, for useCase: UseCase.ID?, on day: Day
  ) -> QuotaReport.Origin? {
    let granted = quotas.last {
      $0.useCase == useCase && $0.resourceClass == resourceClass && $0.holds(on: day)
    }
    if let granted { return .granted(granted) }
    guard useCase == nil else { return nil }
    return defaults.last { $0.resourceClass == resourceClass && $0.holds(on: day) }
      .map(QuotaReport.Origin.byDefault)
  }

  private static func days(of quotas: [Quota]) -> Set<Day> {
    Set(quotas.map(\.validFrom) + quotas.compactMap(\.validUntil))
  }

  /// Throws `invalid` where a use case was given more than its organisation has, from `today` on.
  func requireNoInversion(from today: Day) throws(PortalError) {
    if let inversion = firstInversion(from: today) {
      throw .invalid(inversion.resourceClass.rawValue, inversion.text)
    }
  }

  /// A use case's limit above its organisation's.
  private struct Inversion {
    let resourceClass: ResourceClass
    let day: Day
    let amount: Int
    let limit: Int

    var text: Text {
      Text(
        """
        \(resourceClass.label.french) : le quota d’un cas d’usage (\(amount)) dépasserait celui de l’organisme \
        (\(limit)) à partir du \(day).
        """,
        """
        \(resourceClass.label.english): a use case’s quota (\(amount)) would be above the body’s (\(limit)) from \(day).
        """)
    }
  }

  private func firstInversion(from today: Day) -> Inversion? {
    let parent = organisation
    for useCase in Set(quotas.compactMap(\.useCase)).sorted(by: { $0.text < $1.text }) {
      guard let child = granted(to: useCase) else { continue }
      let days = Set((parent.steps + child.steps).map { max($0.from, today) }).sorted()
      for day in days {
        let limits = (parent: parent.limits(on: day), child: child.limits(on: day))
        for resourceClass in ResourceClass.allCases {
          let amount = limits.child[resourceClass]
          if amount != Resources.unlimited[resourceClass], amount > limits.parent[resourceClass] {
            return Inversion(
              resourceClass: resourceClass, day: day, amount: amount,
              limit: limits.parent[resourceClass])
          }
        }
      }
    }
    return nil
  }
}

extension Resources {
  /// More than anybody will ever ask for.
  static let unlimited = Resources(vcpu: .max, memoryGiB: .max, storageGiB: .max, gpu: .max)
}

extension Transaction {
  /// An organisation's limits from a day on.
  func quotaTree(of organisation: Organisation, from day: Day) throws -> QuotaTree {
    QuotaTree(
      quotas: try quotas.quotas(of: organisation.id, from: day),
      defaults: try quotaDefaults.defaults(for: organisation))
  }
}
