public import SQLite

/// All SQL of the ledger. A reservation counts until it is released; usage is a sum over live rows, never a counter.
struct ReservationStore {
  let connection: Connection

  /// What the ledger adds up for: everything in a pool, of an organisation, or for one use case of it.
  enum Scope {
    case pool(Pool.ID)
    case organisation(Organisation.ID)
    case useCase(UseCase.ID, of: Organisation.ID)

    /// As in `ledgerDay`.
    fileprivate var key: String {
      switch self {
      case .pool(let pool): pool.text
      case .organisation(let organisation): organisation.text
      case .useCase(let useCase, let organisation): "\(organisation.text)/\(useCase.text)"
      }
    }

    fileprivate var condition: SQL {
      switch self {
      case .pool(let pool): "pool = \(pool)"
      case .organisation(let organisation): "organisation = \(organisation)"
      case .useCase(let useCase, let organisation):
        "organisation = \(organisation) AND useCase = \(useCase)"
      }
    }
  }

  /// What is held over a period. An approved reservation past its end still holds, for as long as the site has not
  /// reported the workload absent: it counts without end.
  func usage(of scope: Scope, over period: Period, today: Day) throws -> Occupancy {
    var changes = try connection.rows(
      """
      SELECT \(period.start), \(Self.sums) FROM ledgerDay
      WHERE scope = \(scope.key) AND day <= \(period.start)
      """, change)
    let overdue = try overstaying(in: scope, today: today)
    if overdue != .zero {
      changes.append(Occupancy.Change(day: period.start, used: overdue, reserved: .zero))
    }
    let end: SQL = period.end < .max ? "AND day < \(period.end)" : ""
    changes += try connection.rows(
      """
      SELECT day, usedVcpu, usedMemoryGiB, usedStorageGiB, usedGpu,
        reservedVcpu, reservedMemoryGiB, reservedStorageGiB, reservedGpu
      FROM ledgerDay WHERE scope = \(scope.key) AND day > \(period.start) \(end) ORDER BY day
      """, change)
    return Occupancy(changes: changes)
  }

  /// What is used although its period is over: nobody was promised it twice, and it is not free before it is gone.
  func overstaying(in scope: Scope, today: Day) throws -> Resources {
    try connection.first(
      """
      SELECT coalesce(sum(vcpu), 0), coalesce(sum(memoryGiB), 0), coalesce(sum(storageGiB), 0),
        coalesce(sum(gpu), 0)
      FROM reservation WHERE state = 'used' AND endDay <= \(today) AND \(scope.condition)
      """
    ) { try Resources($0, from: 0) } ?? .zero
  }

  private static let sums: SQL = """
    coalesce(sum(usedVcpu), 0), coalesce(sum(usedMemoryGiB), 0), coalesce(sum(usedStorageGiB), 0),
    coalesce(sum(usedGpu), 0), coalesce(sum(reservedVcpu), 0), coalesce(sum(reservedMemoryGiB), 0),
    coalesce(sum(reservedStorageGiB), 0), coalesce(sum(reservedGpu), 0)
    """

  private func change(_ row: Row) throws -> Occupancy.Change {
    Occupancy.Change(
      day: try row(0), used: try Resources(row, from: 1), reserved: try Resources(row, from: 5))
  }

  /// What is held for a request that waits for a decision, and what is used by the deployment of the same body that it would
  /// change or replace.
  func holdings(
    of request: HostingRequest, today: Day
  ) throws -> [(pool: Pool.ID, holding: Holding)] {
    try connection.rows(
      """
      SELECT pool, startDay, endDay, state, vcpu, memoryGiB, storageGiB, gpu FROM reservation
      WHERE request = \(request.id) AND state <> 'released'
      UNION ALL
      SELECT pool, startDay, endDay, state, vcpu, memoryGiB, storageGiB, gpu FROM reservation
      WHERE deployment = \(request.exchanges) AND state = 'used'
      """
    ) { row in
      (try row(0), try holding(row, from: 1, today: today))
    }
  }

  /// From eight columns: first day, end day, state, and the four amounts.
  private func holding(_ row: Row, from column: Int, today: Day) throws -> Holding {
    let start: Day = try row(column)
    let end: Day = try row(column + 1)
    let isUsed = try row(column + 2) as Reservation.State == .used
    guard let period = Period(start: start, end: isUsed && end <= today ? .max : end) else {
      throw PortalError.damaged("reservation without days: \(start) to \(end)")
    }
    return Holding(period: period, amount: try Resources(row, from: column + 3), isUsed: isUsed)
  }

  /// Holds a pool's resources over a period for a request that is being submitted.
  func hold(
    _ id: Reservation.ID, _ amount: Resources, over period: Period, in pool: Pool.ID,
    for request: HostingRequest, _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    try connection.run(
      """
      INSERT INTO reservation (id, request, pool, organisation, useCase, vcpu, memoryGiB, storageGiB, gpu,
                               startDay, endDay, state, createdAt)
      VALUES (\(id), \(request.id), \(pool), \(request.organisation), \(request.useCase), \(amount.vcpu),
              \(amount.memoryGiB), \(amount.storageGiB), \(amount.gpu), \(period.start),
              \(period.end), \(Reservation.State.held), \(permit.at))
      """)
  }

  /// Turns what is held for a request into what its deployment uses, in the pool where it fits now.
  func use(
    in pool: Pool.ID, by deployment: Deployment.ID, for request: HostingRequest,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    let spec = request.spec
    let changed = try connection.run(
      """
      UPDATE reservation SET state = \(Reservation.State.used), pool = \(pool), deployment = \(deployment),
        vcpu = \(spec.vcpu), memoryGiB = \(spec.memoryGiB), storageGiB = \(spec.storageGiB), gpu = \(spec.gpu)
      WHERE request = \(request.id) AND state = \(Reservation.State.held)
      """)
    guard changed == 1 else { throw PortalError.damaged("nothing is held for \(request.id)") }
  }

  /// Turns what is held for a change into what the deployment uses.
  func change(
    to deployment: Deployment, for request: HostingRequest,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    try release(request.id, at: permit.at)
    try change(to: deployment)
  }

  /// Gives back the days that a deployment does not use any more, now that another one replaces it.
  func shorten(
    _ predecessor: Deployment, for request: HostingRequest,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    try change(to: predecessor)
  }

  /// Gives back what a deployment that shrinks does not use any more.
  func change(to deployment: Deployment, _ permit: borrowing Permit<Deployment>) throws {
    try permit.check(deployment)
    try change(to: deployment)
  }

  private func change(to deployment: Deployment) throws {
    let granted = deployment.granted
    let changed = try connection.run(
      """
      UPDATE reservation SET vcpu = \(granted.vcpu), memoryGiB = \(granted.memoryGiB),
        storageGiB = \(granted.storageGiB), gpu = \(granted.gpu), endDay = \(deployment.period.end)
      WHERE deployment = \(deployment.id) AND state = \(Reservation.State.used)
      """)
    guard changed == 1 else {
      throw PortalError.damaged("deployment \(deployment.id) holds nothing")
    }
  }

  /// Gives back what is held for a request that ends without approval; nothing is held for a draft.
  func release(for request: HostingRequest, _ permit: borrowing Permit<HostingRequest>) throws {
    try permit.check(request)
    try release(request.id, at: permit.at)
  }

  /// Gives back what a deployment used, now that its site reports it absent.
  func release(for deployment: Deployment, _ permit: borrowing Permit<Deployment>) throws {
    try permit.check(deployment)
    try connection.run(
      """
      UPDATE reservation SET state = \(Reservation.State.released), releasedAt = \(permit.at)
      WHERE deployment = \(deployment.id) AND state = \(Reservation.State.used)
      """)
  }

  private func release(_ request: HostingRequest.ID, at: Instant) throws {
    try connection.run(
      """
      UPDATE reservation SET state = \(Reservation.State.released), releasedAt = \(at)
      WHERE request = \(request) AND state <> \(Reservation.State.released)
      """)
  }
}

/// What holds resources in a pool over a period.
public enum Reservation {
  public typealias ID = Identifier<Reservation>

  public enum State: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
    /// Asked for, not decided.
    case held
    /// Approved, and not yet reported absent by the site.
    case used
    /// Given back.
    case released
  }
}

extension Transaction {
  var reservations: ReservationStore { ReservationStore(connection: connection) }

  /// Asks the ledger about a request, as if nothing were reserved for it yet. Days that are over do not count.
  func ledgerAnswer(to request: HostingRequest) throws -> Ledger.Answer {
    guard let organisation = try organisations.find(request.organisation) else {
      throw PortalError.damaged("hosting request \(request.id) has no organisation")
    }
    let period = request.period.startingNoEarlier(than: now.day) ?? request.period
    let own = try reservations.holdings(of: request, today: now.day)
    let exchanged = own.first { $0.holding.isUsed }
    var question = Ledger.Question(
      organisation: request.organisation, useCase: request.useCase, asked: request.spec,
      period: period, dataClass: request.dataClass)
    if request.changes != nil {
      question.granted = exchanged?.holding
      question.pool = exchanged?.pool
    } else {
      question.replaced = exchanged?.holding
    }
    let candidates = try sites.pools().filter {
      request.canUse($0) && (question.pool == nil || question.pool == $0.id)
    }
    let quotas = try quotaTree(of: organisation, from: period.start)
    let near = try ledger(
      for: question, in: candidates, without: own, under: quotas, over: period)
    if let pool = near.pool(for: question) { return .fits(pool) }
    // Only who does not fit has to be told about the time after their period.
    guard let future = Period(start: period.start, end: .max) else {
      throw PortalError.damaged("\(period.start)")
    }
    return .exceeds(
      try ledger(for: question, in: candidates, without: own, under: quotas, over: future)
        .shortage(of: question))
  }

  /// What a request that is being submitted has to hold beside what the deployment that it would change uses already.
  func missing(
    for request: HostingRequest
  ) throws -> [(amount: Resources, period: Period)] {
    guard let period = request.period.startingNoEarlier(than: now.day) else { return [] }
    let granted = try reservations.holdings(of: request, today: now.day).first {
      $0.holding.isUsed
    }?.holding
    guard request.changes != nil, let granted else { return [(request.spec, period)] }
    var growth = Resources.zero
    for resourceClass in ResourceClass.allCases {
      growth[resourceClass] = max(0, request.spec[resourceClass] - granted.amount[resourceClass])
    }
    let end = min(period.end, granted.period.end)
    return [
      (growth, Period(start: period.start, end: end)),
      (request.spec, Period(start: end, end: period.end)),
    ].compactMap { amount, period in
      period.flatMap { amount == .zero ? nil : (amount, $0) }
    }
  }

  private func ledger(
    for question: Ledger.Question, in pools: [Pool],
    without own: [(pool: Pool.ID, holding: Holding)], under quotas: QuotaTree, over period: Period
  ) throws -> Ledger {
    func usage(of scope: ReservationStore.Scope, without own: [Holding]) throws -> Occupancy {
      var usage = try reservations.usage(of: scope, over: period, today: now.day)
      usage.remove(own)
      return usage
    }
    let organisation = question.organisation
    let useCase = question.useCase
    return Ledger(
      organisation: Ledger.Account(
        usage: try usage(of: .organisation(organisation), without: own.map(\.holding)),
        limits: quotas.organisation),
      useCase: try quotas.schedule(of: useCase).map {
        Ledger.Account(
          usage: try usage(of: .useCase(useCase, of: organisation), without: own.map(\.holding)),
          limits: $0)
      },
      pools: try pools.map { pool in
        let ownHere = own.filter { $0.pool == pool.id }.map(\.holding)
        return (
          pool,
          Ledger.Account(
            usage: try usage(of: .pool(pool.id), without: ownHere), limits: pool.limits)
        )
      })
  }
}

extension Period {
  /// What is left of it from a day on; `nil` when it is over by then.
  func startingNoEarlier(than day: Day) -> Period? {
    Period(start: Swift.max(start, day), end: end)
  }
}
