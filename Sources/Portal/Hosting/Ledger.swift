/// Whether a request fits: the body's quota, the use case's and a pool's capacity, over every moment of its period.
/// Pure arithmetic on what one transaction has read.
struct Ledger: Sendable {
  /// A reservation as the ledger counts it.
  struct Entry: Sendable {
    let pool: Pool.ID
    let organisation: Organisation.ID
    let useCase: UseCase.ID
    let holding: Holding
  }

  struct Question: Sendable {
    let organisation: Organisation.ID
    let useCase: UseCase.ID
    let asked: Resources
    let period: Period
    let dataClass: DataClass
  }

  enum Answer: Sendable {
    case fits(Pool.ID)
    case exceeds(Shortage)

    var pool: Pool.ID? { if case .fits(let pool) = self { pool } else { nil } }
    var shortage: Shortage? { if case .exceeds(let shortage) = self { shortage } else { nil } }
  }

  let pools: [Pool]
  let organisationQuota: LimitSchedule
  /// `nil`: the use case has no limit of its own.
  let useCaseQuota: LimitSchedule?
  /// Whatever is live from the first day of the period on.
  let entries: [Entry]

  func answer(to question: Question) -> Answer {
    let breaches = quotaCourses(for: question, over: question.period).flatMap { limitKind, course in
      course.breaches(of: question.asked, limitKind)
    }
    let offers = offers(for: question)
    if breaches.isEmpty, let offer = offers.first(where: \.breaches.isEmpty) {
      return .fits(offer.pool)
    }
    // Of several pools that do not fit, the one that comes closest is worth telling about.
    let closest = offers.min {
      ($0.breaches.count, $0.missing) < ($1.breaches.count, $1.missing)
    }
    let capacity =
      closest?.breaches
      ?? Course(of: [], under: LimitSchedule(always: .zero), over: question.period)
      .breaches(of: question.asked, .capacity)
    return .exceeds(
      Shortage(breaches: breaches + capacity, earliestStart: earliestStart(for: question)))
  }

  // ── Quotas ──

  private func quotaCourses(
    for question: Question, over period: Period
  ) -> [(Breach.Limit, Course)] {
    let own = entries.lazy.filter { $0.organisation == question.organisation }
    let ofOrganisation = Course(of: own.map(\.holding), under: organisationQuota, over: period)
    guard let useCaseQuota else { return [(.organisationQuota, ofOrganisation)] }
    let ofUseCase = Course(
      of: own.filter { $0.useCase == question.useCase }.map(\.holding), under: useCaseQuota,
      over: period)
    return [(.organisationQuota, ofOrganisation), (.useCaseQuota, ofUseCase)]
  }

  // ── Pools ──

  private struct Offer {
    let pool: Pool.ID
    let dataClass: DataClass
    let breaches: [Breach]
    let room: Double
    var missing: Int { breaches.reduce(0) { $0 + $1.missing } }
  }

  /// What each pool that accepts the data says, the best choice first: the lowest class of data that suffices, so that
  /// the protected pools stay free for what needs them, then the most room.
  private func offers(for question: Question) -> [Offer] {
    acceptingPools(for: question).map { pool in
      let course = course(of: pool, over: question.period)
      return Offer(
        pool: pool.id, dataClass: pool.dataClass,
        breaches: course.breaches(of: question.asked, .capacity)
          + pool.unitBreaches(of: question.asked, on: question.period.start),
        room: course.room(after: question.asked))
    }.sorted {
      ($0.dataClass, -$0.room, $0.pool.text) < ($1.dataClass, -$1.room, $1.pool.text)
    }
  }

  private func acceptingPools(for question: Question) -> [Pool] {
    pools.filter { $0.dataClass >= question.dataClass }
  }

  private func course(of pool: Pool, over period: Period) -> Course {
    Course(
      of: entries.lazy.filter { $0.pool == pool.id }.map(\.holding),
      under: LimitSchedule(always: pool.capacity), over: period)
  }

  // ── What would fit ──

  /// The first day from which the asked amounts fit for as many days as asked; `nil` when waiting does not help.
  private func earliestStart(for question: Question) -> Day? {
    guard let future = Period(start: question.period.start, end: .max) else { return nil }
    let closedByQuota = quotaCourses(for: question, over: future).flatMap {
      $1.closed(to: question.asked)
    }
    return acceptingPools(for: question).compactMap { pool -> Day? in
      guard pool.unitBreaches(of: question.asked, on: question.period.start).isEmpty else {
        return nil
      }
      let closed = closedByQuota + course(of: pool, over: future).closed(to: question.asked)
      return Self.firstGap(between: closed, from: future.start, days: question.period.days)
    }.min()
  }

  private static func firstGap(between closed: [Period], from first: Day, days: Int) -> Day? {
    var day = first
    for period in closed.sorted(by: { $0.start < $1.start }) {
      if period.start >= day.adding(days: days) { break }
      day = max(day, period.end)
    }
    return day.adding(days: days) <= .max ? day : nil
  }
}

extension Pool {
  /// What may be promised of each class at any one moment.
  var capacity: Resources {
    var capacity = Resources.zero
    for (resourceClass, inventory) in inventory { capacity[resourceClass] = inventory.capacity }
    return capacity
  }

  /// The classes whose asked amount this pool does not give out in one piece, however empty it is.
  func unitBreaches(of asked: Resources, on day: Day) -> [Breach] {
    ResourceClass.allCases.compactMap { resourceClass in
      let amount = asked[resourceClass]
      guard amount > 0, let inventory = inventory[resourceClass] else { return nil }
      let violated: (kind: Breach.Limit, limit: Int)? =
        if amount > inventory.maxUnit {
          (.largestUnit, inventory.maxUnit)
        } else if amount < inventory.minUnit {
          (.smallestUnit, inventory.minUnit)
        } else if amount % inventory.stepSize != 0 {
          (.unitStep, inventory.stepSize)
        } else {
          nil
        }
      return violated.map {
        Breach(
          limitKind: $0.kind, resourceClass: resourceClass, limit: $0.limit, used: 0, reserved: 0,
          asked: amount, firstDay: day)
      }
    }
  }
}
