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
  func usage(of scope: Scope, over period: Period, today: Day) throws -> Usage {
    var changes = try connection.rows(
      """
      SELECT \(period.start), \(Self.sums) FROM ledgerDay
      WHERE scope = \(scope.key) AND day <= \(period.start)
      """, change)
    let overdue: Resources? = try connection.first(
      """
      SELECT coalesce(sum(vcpu), 0), coalesce(sum(memoryGiB), 0), coalesce(sum(storageGiB), 0),
        coalesce(sum(gpu), 0)
      FROM reservation WHERE state = 'used' AND endDay <= \(today) AND \(scope.condition)
      """
    ) { try Resources($0, from: 0) }
    if let overdue, overdue != .zero {
      changes.append(Usage.Change(day: period.start, used: overdue, reserved: .zero))
    }
    let end: SQL = period.end < .max ? "AND day < \(period.end)" : ""
    changes += try connection.rows(
      """
      SELECT day, usedVcpu, usedMemoryGiB, usedStorageGiB, usedGpu,
        reservedVcpu, reservedMemoryGiB, reservedStorageGiB, reservedGpu
      FROM ledgerDay WHERE scope = \(scope.key) AND day > \(period.start) \(end) ORDER BY day
      """, change)
    return Usage(changes: changes)
  }

  private static let sums: SQL = """
    coalesce(sum(usedVcpu), 0), coalesce(sum(usedMemoryGiB), 0), coalesce(sum(usedStorageGiB), 0),
    coalesce(sum(usedGpu), 0), coalesce(sum(reservedVcpu), 0), coalesce(sum(reservedMemoryGiB), 0),
    coalesce(sum(reservedStorageGiB), 0), coalesce(sum(reservedGpu), 0)
    """

  private func change(_ row: Row) throws -> Usage.Change {
    Usage.Change(
      day: try row(0), used: try Resources(row, from: 1), reserved: try Resources(row, from: 5))
  }

  /// What is held for a request, or by what it was granted; where.
  func holdings(
    of request: HostingRequest.ID, today: Day
  ) throws -> [(pool: Pool.ID, holding: Holding)] {
    try connection.rows(
      """
      SELECT pool, startDay, endDay, state, vcpu, memoryGiB, storageGiB, gpu FROM reservation
      WHERE request = \(request) AND state <> 'released'
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

  /// Holds a pool's resources for a request that is being submitted.
  func hold(
    _ id: Reservation.ID, in pool: Pool.ID, for request: HostingRequest,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    let spec = request.spec
    try connection.run(
      """
      INSERT INTO reservation (id, request, pool, organisation, useCase, vcpu, memoryGiB, storageGiB, gpu,
                               startDay, endDay, state, createdAt)
      VALUES (\(id), \(request.id), \(pool), \(request.organisation), \(request.useCase), \(spec.vcpu),
              \(spec.memoryGiB), \(spec.storageGiB), \(spec.gpu), \(request.period.start),
              \(request.period.end), \(Reservation.State.held), \(permit.at))
      """)
  }

  /// Turns what is held for a request into what is used, in the pool where it fits now.
  func use(
    in pool: Pool.ID, for request: HostingRequest, _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    let spec = request.spec
    let changed = try connection.run(
      """
      UPDATE reservation SET state = \(Reservation.State.used), pool = \(pool), vcpu = \(spec.vcpu),
        memoryGiB = \(spec.memoryGiB), storageGiB = \(spec.storageGiB), gpu = \(spec.gpu)
      WHERE request = \(request.id) AND state = \(Reservation.State.held)
      """)
    guard changed == 1 else { throw PortalError.damaged("nothing is held for \(request.id)") }
  }

  /// Gives back what is held for a request that ends without approval; nothing is held for a draft.
  func release(for request: HostingRequest, _ permit: borrowing Permit<HostingRequest>) throws {
    try permit.check(request)
    try release(request.id, at: permit.at)
  }

  /// Gives back what a deployment used, now that its site reports it absent.
  func release(for deployment: Deployment, _ permit: borrowing Permit<Deployment>) throws {
    try permit.check(deployment)
    try release(deployment.request, at: permit.at)
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
  func ledgerAnswer(to request: HostingRequest, defaults: Resources) throws -> Ledger.Answer {
    let period = request.period.startingNoEarlier(than: now.day) ?? request.period
    let question = Ledger.Question(
      organisation: request.organisation, useCase: request.useCase, asked: request.spec,
      period: period, dataClass: request.dataClass)
    let own = try reservations.holdings(of: request.id, today: now.day)
    let quotas = QuotaTree(
      quotas: try quotas.quotas(of: request.organisation, from: period.start), defaults: defaults)
    let near = try ledger(for: question, without: own, under: quotas, over: period)
    if let pool = near.pool(for: question) { return .fits(pool) }
    // Only who does not fit has to be told about the time after their period.
    guard let future = Period(start: period.start, end: .max) else {
      throw PortalError.damaged("\(period.start)")
    }
    return .exceeds(
      try ledger(for: question, without: own, under: quotas, over: future).shortage(of: question))
  }

  private func ledger(
    for question: Ledger.Question, without own: [(pool: Pool.ID, holding: Holding)],
    under quotas: QuotaTree, over period: Period
  ) throws -> Ledger {
    func usage(of scope: ReservationStore.Scope, without own: [Holding]) throws -> Usage {
      var usage = try reservations.usage(of: scope, over: period, today: now.day)
      usage.remove(own)
      return usage
    }
    let organisation = question.organisation
    let useCase = question.useCase
    let pools = try sites.pools().filter {
      $0.dataClass >= question.dataClass && (question.pool == nil || question.pool == $0.id)
    }
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
