public import SQLite

/// All SQL of the ledger. A reservation counts until it is released; usage is a sum over live rows, never a counter.
struct ReservationStore {
  let connection: Connection

  /// Whatever holds resources on `day` or later, in one query. An approved reservation past its end still holds them, for
  /// as long as the site has not reported the workload absent: it counts without end.
  func entries(
    from day: Day, today: Day, where filter: SQL = "TRUE"
  ) throws -> [Ledger.Entry] {
    try connection.rows(
      """
      SELECT pool, organisation, useCase, vcpu, memoryGiB, storageGiB, gpu, startDay, endDay, state
      FROM reservation
      WHERE state <> 'released' AND (endDay > \(day) OR (state = 'used' AND endDay <= \(today)))
        AND \(filter)
      """
    ) { row in
      let start: Day = try row(7)
      let end: Day = try row(8)
      let isUsed = try row(9) as Reservation.State == .used
      guard let period = Period(start: start, end: isUsed && end <= today ? .max : end) else {
        throw PortalError.damaged("reservation without days: \(start) to \(end)")
      }
      return Ledger.Entry(
        pool: try row(0), organisation: try row(1), useCase: try row(2),
        holding: Holding(period: period, amount: try Resources(row, from: 3), isUsed: isUsed))
    }
  }

  /// Holds a pool's resources for a request that is being submitted.
  func hold(
    _ id: Reservation.ID, in pool: Pool.ID, for request: HostingRequest,
    _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    let wanted = request.wanted
    try connection.run(
      """
      INSERT INTO reservation (id, request, pool, organisation, useCase, vcpu, memoryGiB, storageGiB, gpu,
                               startDay, endDay, state, createdAt)
      VALUES (\(id), \(request.id), \(pool), \(request.organisation), \(request.useCase), \(wanted.vcpu),
              \(wanted.memoryGiB), \(wanted.storageGiB), \(wanted.gpu), \(request.period.start),
              \(request.period.end), \(Reservation.State.held), \(permit.at))
      """)
  }

  /// Turns what is held for a request into what is used, in the pool where it fits now.
  func use(
    in pool: Pool.ID, for request: HostingRequest, _ permit: borrowing Permit<HostingRequest>
  ) throws {
    try permit.check(request)
    let changed = try connection.run(
      """
      UPDATE reservation SET state = \(Reservation.State.used), pool = \(pool)
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
    let today = now.day
    let period = request.period.startingNoEarlier(than: today) ?? request.period
    let quotas = QuotaTree(
      quotas: try quotas.quotas(of: request.organisation, from: period.start), defaults: defaults)
    let ledger = Ledger(
      pools: try sites.pools(), organisationQuota: quotas.organisation,
      useCaseQuota: quotas.schedule(of: request.useCase),
      entries: try reservations.entries(
        from: period.start, today: today, where: "request <> \(request.id)"))
    return ledger.answer(
      to: Ledger.Question(
        organisation: request.organisation, useCase: request.useCase, asked: request.wanted,
        period: period, dataClass: request.dataClass))
  }
}

extension Period {
  /// What is left of it from a day on; `nil` when it is over by then.
  func startingNoEarlier(than day: Day) -> Period? {
    Period(start: Swift.max(start, day), end: end)
  }
}
