import JSON

/// A maintenance window to be announced.
public struct MaintenanceDraft: Sendable {
  public var start: Day
  /// The first day on which everything is there again.
  public var end: Day
  /// What is taken away of what may be promised.
  public var amount: Resources
  public var reason: String

  public init(start: Day, end: Day, amount: Resources, reason: String) {
    self.start = start
    self.end = end
    self.amount = amount
    self.reason = reason
  }

  fileprivate func checked(today: Day) throws -> (period: Period, reason: String) {
    var complaints = Complaints()
    let reason = complaints.read(
      reason, as: Prose(field: "reason", label: Text("Motif", "Reason"), maximum: 500))
    let period = Period(start: start, end: end)
    complaints.expect(
      period != nil, "end",
      Text("La fin doit venir après le début.", "The end has to come after the start."))
    complaints.expect(
      end > today, "end", Text("Cette période est passée.", "This period is past."))
    for resourceClass in ResourceClass.allCases {
      complaints.expect(
        (0...Inventory.largestAmount).contains(amount[resourceClass]), resourceClass.rawValue,
        Text("De 0 à \(Inventory.largestAmount).", "From 0 to \(Inventory.largestAmount)."))
    }
    complaints.expect(
      amount != .zero, ResourceClass.vcpu.rawValue,
      Text("Indiquez ce qui manquera.", "Say what will be missing."))
    try complaints.throwIfAny()
    guard let period else { throw PortalError.damaged("a checked window without a period") }
    return (period, reason)
  }
}

extension Portal {
  /// Announces that a pool has less to give for a time. More may be promised already: nothing is stopped, it is shown.
  public func announceMaintenance(
    of pool: Pool.ID, _ draft: MaintenanceDraft, as actor: Actor
  ) async throws -> MaintenanceWindow {
    try await work(as: actor) { work in
      guard let pool = try work.sites.pool(pool) else { throw PortalError.notFound }
      let site = try work.visibleSite(pool.site)
      let id: MaintenanceWindow.ID = work.newID()
      let permit = try work.permit(
        .announceMaintenance, on: site,
        detail: [
          ("pool", .string(pool.id.text)), ("window", .string(id.text)),
          ("start", .string(draft.start.description)), ("end", .string(draft.end.description)),
        ]
          + ResourceClass.allCases.map { ($0.rawValue, .integer(Int64(draft.amount[$0]))) })
      let (period, reason) = try draft.checked(today: work.now.day)
      let (member, _) = try work.actingMember()
      let window = MaintenanceWindow(
        id: id, pool: pool.id, period: period, amount: draft.amount, reason: reason,
        announcedAt: work.now)
      try work.sites.insert(window, by: member.person, at: site, permit)
      return window
    }
  }

  /// Takes an announcement back: the pool has everything again.
  public func cancelMaintenance(
    _ window: MaintenanceWindow.ID, of pool: Pool.ID, as actor: Actor
  ) async throws {
    try await work(as: actor) { work in
      guard let pool = try work.sites.pool(pool),
        let window = pool.windows.first(where: { $0.id == window })
      else { throw PortalError.notFound }
      let site = try work.visibleSite(pool.site)
      let permit = try work.permit(
        .cancelMaintenance, on: site, detail: [("window", .string(window.id.text))])
      try work.sites.cancel(window, at: site, permit)
    }
  }
}
