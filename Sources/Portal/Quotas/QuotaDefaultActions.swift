import JSON

extension Portal {
  /// Sets what bodies of a kind and size may have promised by nothing granted, from a day on; what was set before is kept.
  /// Where more is promised already it is flagged, nothing is stopped, and nothing more is promised.
  ///
  /// `group` and `size`: `nil` for whatever they are. Throws `invalid` with every complaint: a GPU is never a default.
  public func setQuotaDefault(
    _ amounts: [ResourceClass: Int], group: BodyGroup?, size: BodySize?, from validFrom: Day,
    as actor: Actor
  ) async throws {
    try await work(as: actor) { work in
      let permit = try work.permit(
        .setQuotaDefault, on: Platform(),
        detail: amounts.detail + [
          ("group", group.map { .string($0.rawValue) } ?? .null),
          ("size", size.map { .string($0.rawValue) } ?? .null),
          ("validFrom", .string(validFrom.description)),
        ])
      var complaints = Complaints()
      complaints.add(amounts.complaints())
      complaints.expect(
        amounts[.gpu] ?? 0 == 0, ResourceClass.gpu.rawValue,
        Text(
          "Aucun GPU par défaut : il s’obtient par un quota accordé à un organisme.",
          "No GPU by default: only by a quota granted to a body."))
      try complaints.throwIfAny()
      for (resourceClass, amount) in amounts.inOrder {
        try work.quotaDefaults.insert(
          QuotaDefault(
            group: group, size: size, resourceClass: resourceClass, amount: amount,
            validFrom: validFrom, setBy: actor.person, setAt: work.now, isSample: false), permit)
      }
    }
  }

  /// The defaults with their history, and for whoever may view the sites what there is to promise.
  public func quotaOverview(as actor: Actor) throws -> QuotaOverview {
    try read(as: actor) { reading in
      let history = try reading.quotaDefaults.history(limit: QuotaOverview.historyLimit)
      return QuotaOverview(
        history: history, today: reading.now.day, capacity: try reading.capacity(),
        people: try reading.hostingRequests.names(of: Set(history.compactMap(\.setBy))),
        mayChange: try reading.gate.allows(.setQuotaDefault, on: Platform()))
    }
  }
}

/// Quotas as a whole: the defaults and, at the root of the tree, the operator's capacity.
public struct QuotaOverview: Sendable {
  /// Everything that was set, the latest first; at most 500.
  public let history: [QuotaDefault]
  public let today: Day
  /// Empty for whoever may view no site.
  public let capacity: [CapacityLine]
  /// The names of everybody who set something.
  public let people: [Person.ID: String]
  public let mayChange: Bool

  static let historyLimit = 500

  /// Whether a default is what counts today for the bodies it is for.
  public func counts(_ line: QuotaDefault) -> Bool {
    history.first { $0.replaces(line) && $0.holds(on: today) } == line
  }
}
