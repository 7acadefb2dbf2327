import SQLite

/// What an organisation and its use cases may have promised, and what is.
public struct QuotaReport: Sendable {
  /// One limit as it stands today, and what counts against it.
  public struct Line: Hashable, Sendable {
    /// `nil`: the organisation as a whole.
    public let useCase: UseCase.ID?
    public let resourceClass: ResourceClass
    public let limit: Int
    public let used: Int
    public let reserved: Int
    /// The first day from today on which more is promised than the limit allows: a limit that was lowered since.
    public let overFrom: Day?
  }

  public let organisation: Organisation
  public let lines: [Line]
  /// What was set and holds today or later, the latest first.
  public var quotas: [Quota] { tree.quotas.reversed() }
  let tree: QuotaTree
  /// The titles of the use cases that have a limit of their own.
  public let useCases: [UseCase.ID: String]
  /// Whether the actor may set them, and why not.
  public let offers: [Offer]
}

extension Transaction {
  func quotaReport(on organisation: Organisation, defaults: Resources) throws -> QuotaReport {
    let today = now.day
    let tree = QuotaTree(
      quotas: try quotas.quotas(of: organisation.id, from: today),
      // What is promised by nothing granted is promised to public bodies only.
      defaults: organisation.kind == .publicBody ? defaults : .zero)
    guard let future = Period(start: today, end: .max) else {
      throw PortalError.damaged("\(today)")
    }
    var lines: [QuotaReport.Line] = []

    func report(
      _ useCase: UseCase.ID?, _ schedule: LimitSchedule, _ scope: ReservationStore.Scope
    ) throws {
      let usage = try reservations.usage(of: scope, over: future, today: today)
      let stretches = Course(of: usage, under: schedule, over: future).stretches
      for resourceClass in ResourceClass.allCases {
        guard let now = stretches.first,
          now.limits[resourceClass] != Resources.unlimited[resourceClass]
        else { continue }
        lines.append(
          QuotaReport.Line(
            useCase: useCase, resourceClass: resourceClass, limit: now.limits[resourceClass],
            used: now.used[resourceClass], reserved: now.reserved[resourceClass],
            overFrom: stretches.first { $0.room(resourceClass) < 0 }?.period.start))
      }
    }

    try report(nil, tree.organisation, .organisation(organisation.id))
    for useCase in Set(tree.quotas.compactMap(\.useCase)).sorted(by: { $0.text < $1.text }) {
      guard let schedule = tree.schedule(of: useCase) else { continue }
      try report(useCase, schedule, .useCase(useCase, of: organisation.id))
    }
    return QuotaReport(
      organisation: organisation, lines: lines, tree: tree,
      useCases: try quotas.titles(of: Set(tree.quotas.compactMap(\.useCase))),
      offers: try gate.offers(on: organisation).filter { $0.action == .setQuota })
  }
}
