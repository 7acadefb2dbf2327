/// Whether a request fits: the body's quota, the use case's and a pool's capacity, over every moment of its period.
/// Pure arithmetic on what one transaction has read.
struct Ledger: Sendable {
  struct Question: Sendable {
    let organisation: Organisation.ID
    let useCase: UseCase.ID
    var asked: Resources
    let period: Period
    let dataClass: DataClass
    /// What the one who asks holds already and would exchange for what is asked; the accounts count it no more.
    var granted: Holding? = nil
    /// Where that is held: it can grow there and nowhere else.
    var pool: Pool.ID? = nil
    /// What the body gives up at another site for what is asked: the quotas count it no more, the pools do.
    var replaced: Holding? = nil

    /// What the body holds already of what it asks for.
    var exchanged: Holding? { granted ?? replaced }
  }

  enum Answer: Sendable {
    case fits(Pool.ID)
    case exceeds(Shortage)

    var pool: Pool.ID? { if case .fits(let pool) = self { pool } else { nil } }
    var shortage: Shortage? { if case .exceeds(let shortage) = self { shortage } else { nil } }
  }

  /// What is held of something, and how much of it may be.
  struct Account: Sendable {
    let usage: Occupancy
    let limits: LimitSchedule

    func course(over period: Period, granted: Holding?) -> Course {
      Course(of: usage, under: limits, over: period, granted: granted)
    }
  }

  let organisation: Account
  /// `nil`: the use case has no limit of its own.
  let useCase: Account?
  /// Those that accept the data, and may be asked.
  let pools: [(pool: Pool, account: Account)]

  /// The pool to take; `nil` when nothing fits. Enough is read when the accounts cover the period.
  func pool(for question: Question) -> Pool.ID? {
    guard quotaBreaches(of: question).isEmpty else { return nil }
    return offers(for: question).first(where: \.breaches.isEmpty)?.pool.id
  }

  /// What stands in the way, and what would fit. The accounts have to cover the future beyond the period as well.
  func shortage(of question: Question) -> Shortage {
    let offers = offers(for: question)
    // Of several pools that do not fit, the one that comes closest is worth telling about.
    let closest = offers.min {
      ($0.breaches.count, $0.missing) < ($1.breaches.count, $1.missing)
    }
    let nothing = Account(usage: Occupancy(changes: []), limits: LimitSchedule(always: .zero))
    let capacity =
      closest?.breaches
      ?? nothing.course(over: question.period, granted: question.granted).breaches(
        of: question.asked, .capacity)
    return Shortage(
      breaches: quotaBreaches(of: question) + capacity,
      earliestStart: earliestStart(for: question),
      largest: offers.compactMap { largest(for: question, in: $0) }.first)
  }

  // ── Quotas ──

  private var quotas: [(limit: Breach.Limit, account: Account)] {
    [(.organisationQuota, organisation)] + (useCase.map { [(.useCaseQuota, $0)] } ?? [])
  }

  private func quotaBreaches(of question: Question) -> [Breach] {
    quotas.flatMap { limit, account in
      account.course(over: question.period, granted: question.exchanged)
        .breaches(of: question.asked, limit)
    }
  }

  // ── Pools ──

  private struct Offer {
    let pool: Pool
    let course: Course
    let breaches: [Breach]
    let room: Double
    var missing: Int { breaches.reduce(0) { $0 + $1.missing } }
  }

  /// What each pool says, the best choice first: the lowest class of data that suffices, so that the protected pools stay
  /// free for what needs them, then the most room.
  private func offers(for question: Question) -> [Offer] {
    pools.map { pool, account in
      let course = account.course(over: question.period, granted: question.granted)
      return Offer(
        pool: pool, course: course,
        breaches: course.breaches(of: question.asked, .capacity) + pool.unitBreaches(of: question),
        room: course.room(after: question.asked))
    }.sorted {
      ($0.pool.dataClass, -$0.room, $0.pool.id.text)
        < ($1.pool.dataClass, -$1.room, $1.pool.id.text)
    }
  }

  // ── What would fit ──

  /// The first day from which the asked amounts fit: for as many days as asked, or, for what is held already, to the end
  /// of the period; `nil` when waiting does not help.
  private func earliestStart(for question: Question) -> Day? {
    guard
      let future = Period(
        start: question.period.start, end: question.exchanged == nil ? .max : question.period.end)
    else { return nil }
    let closedByQuota = quotas.flatMap {
      $0.account.course(over: future, granted: question.exchanged).closed(to: question.asked)
    }
    return pools.compactMap { pool, account -> Day? in
      guard pool.unitBreaches(of: question).isEmpty else { return nil }
      let closed =
        closedByQuota
        + account.course(over: future, granted: question.granted).closed(to: question.asked)
      if question.exchanged != nil {
        let day = closed.map(\.end).max() ?? future.start
        return day < future.end ? day : nil
      }
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

  /// As much of every class asked for as a pool and the quotas have for the whole period, in the pool's steps; `nil` when
  /// nothing could run with it.
  private func largest(for question: Question, in offer: Offer) -> Resources? {
    let courses =
      [offer.course]
      + quotas.map {
        $0.account.course(over: question.period, granted: question.exchanged)
      }
    var amounts = Resources.zero
    for resourceClass in ResourceClass.allCases where question.asked[resourceClass] > 0 {
      let room = courses.map { $0.largest(resourceClass) }.min() ?? 0
      let most = min(question.asked[resourceClass], room)
      amounts[resourceClass] = offer.pool.inventory[resourceClass]?.share(within: most) ?? 0
    }
    let isUseful = (question.asked.vcpu == 0 || amounts.vcpu > 0)
      && (question.asked.memoryGiB == 0 || amounts.memoryGiB > 0)
    return isUseful && amounts != .zero ? amounts : nil
  }
}

extension Pool {
  /// The classes whose asked amount this pool does not give out in one piece, however empty it is.
  fileprivate func unitBreaches(of question: Ledger.Question) -> [Breach] {
    ResourceClass.allCases.compactMap { resourceClass in
      let amount = question.asked[resourceClass]
      guard amount > question.granted?.amount[resourceClass] ?? 0,
        let inventory = inventory[resourceClass]
      else { return nil }
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
          asked: amount, firstDay: question.period.start)
      }
    }
  }
}

extension Inventory {
  /// The largest amount up to `most` that is given out in one piece; 0 when there is none.
  fileprivate func share(within most: Int) -> Int {
    let amount = min(most, maxUnit) / stepSize * stepSize
    return amount >= minUnit ? max(amount, 0) : 0
  }
}
