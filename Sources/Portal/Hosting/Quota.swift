/// A limit on what an organisation, or one use case of it, may have promised of one resource class, over a span of days.
public struct Quota: Hashable, Sendable {
  public typealias ID = Identifier<Quota>

  public let id: ID
  public let organisation: Organisation.ID
  /// `nil`: the organisation as a whole.
  public let useCase: UseCase.ID?
  public let resourceClass: ResourceClass
  /// In the unit of the class.
  public let amount: Int
  public let validFrom: Day
  /// The first day on which it no longer holds; `nil`: until another is set.
  public let validUntil: Day?
  public let setBy: Person.ID?
  public let setAt: Instant

  func holds(on day: Day) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}

/// All limits of one organisation: where several hold on a day the one set last counts, where none does the default.
struct QuotaTree: Sendable {
  /// In the order in which they were set.
  let quotas: [Quota]
  let defaults: Resources

  /// The organisation's limits over time.
  var organisation: LimitSchedule { schedule(of: nil, otherwise: defaults) }

  /// A use case's limits over time, without limit where none is set; `nil` when it never has one.
  func schedule(of useCase: UseCase.ID) -> LimitSchedule? {
    quotas.contains { $0.useCase == useCase }
      ? schedule(of: useCase, otherwise: .unlimited) : nil
  }

  private func schedule(of useCase: UseCase.ID?, otherwise: Resources) -> LimitSchedule {
    let own = quotas.filter { $0.useCase == useCase }
    let days = Set(own.map(\.validFrom) + own.compactMap(\.validUntil))
    return LimitSchedule(changingOn: days) { day in
      var limits = otherwise
      for quota in own where quota.holds(on: day) { limits[quota.resourceClass] = quota.amount }
      return limits
    }
  }

  /// A use case's limit above its organisation's.
  struct Inversion {
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

  /// The first such contradiction from `today` on.
  func firstInversion(
    from today: Day
  ) -> Inversion? {
    let parent = organisation
    for useCase in Set(quotas.compactMap(\.useCase)).sorted(by: { $0.text < $1.text }) {
      guard let child = schedule(of: useCase) else { continue }
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
