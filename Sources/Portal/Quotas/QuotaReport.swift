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
    /// `nil` where nothing was set, so that the limit is 0.
    public let origin: Origin?
    /// The first day from today on which more is promised than the limit allows: a limit that was lowered since.
    public let overFrom: Day?
  }

  /// What a limit follows from.
  public enum Origin: Hashable, Sendable {
    case granted(Quota)
    case byDefault(QuotaDefault)
  }

  public let organisation: Organisation
  public let lines: [Line]
  /// What was ever set, the latest first; at most 200.
  public let quotas: [Quota]
  /// What was asked for, the latest first; at most 50.
  public let requests: [QuotaRequest]
  let tree: QuotaTree
  /// The titles of the use cases that are mentioned.
  public let useCases: [UseCase.ID: String]
  /// The names of everybody who is mentioned.
  public let people: [Person.ID: String]
  /// Whether the actor may set them or ask for more, and why not.
  public let offers: [Offer]
}

extension Transaction {
  func quotaReport(on organisation: Organisation) throws -> QuotaReport {
    let today = now.day
    let tree = try quotaTree(of: organisation, from: today)
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
            origin: tree.origin(of: resourceClass, for: useCase, on: today),
            overFrom: stretches.first { $0.room(resourceClass) < 0 }?.period.start))
      }
    }

    try report(nil, tree.organisation, .organisation(organisation.id))
    for useCase in Set(tree.quotas.compactMap(\.useCase)).sorted(by: { $0.text < $1.text }) {
      guard let schedule = tree.schedule(of: useCase) else { continue }
      try report(useCase, schedule, .useCase(useCase, of: organisation.id))
    }
    let history = try quotas.history(of: organisation.id, limit: 200)
    let requests = try quotaRequests.requests(
      of: organisation.id, in: gate.sight(.viewQuotaRequest, of: QuotaRequest.self),
      limit: Limit(clamping: 50))
    return QuotaReport(
      organisation: organisation, lines: lines, quotas: history, requests: requests, tree: tree,
      useCases: try quotas.titles(
        of: Set(
          (tree.quotas + history).compactMap(\.useCase) + requests.compactMap(\.asked.useCase))),
      people: try hostingRequests.names(
        of: Set(
          history.compactMap(\.setBy) + tree.defaults.compactMap(\.setBy)
            + requests.flatMap(\.people))),
      offers: try gate.offers(on: organisation).filter {
        $0.action == .setQuota || $0.action == .requestQuota
      })
  }
}
