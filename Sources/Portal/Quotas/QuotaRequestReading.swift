import SQLite

/// A request in a list, with the name that a reader needs.
public struct QuotaRequestLine: Hashable, Sendable {
  public let request: QuotaRequest
  public let organisation: String
}

/// A request as somebody who may see it sees it, with all that a decision looks at.
public struct QuotaRequestRecord: Sendable {
  public let request: QuotaRequest
  /// The body's limits, what is held against them, and what it asked for before.
  public let report: QuotaReport
  /// Empty for whoever may view no site.
  public let capacity: [CapacityLine]
  /// The names of everybody whom the request mentions.
  public let people: [Person.ID: String]
  public let offers: [Offer]
}

extension Portal {
  public func quotaRequest(_ id: QuotaRequest.ID, as actor: Actor) throws -> QuotaRequestRecord {
    try read(as: actor) { reading in
      let request = try reading.visibleQuotaRequest(id)
      let organisation = try reading.organisation(request.organisation)
      try reading.gate.requireSight(.viewQuota, of: organisation)
      return QuotaRequestRecord(
        request: request, report: try reading.quotaReport(on: organisation),
        capacity: try reading.capacity(),
        people: try reading.hostingRequests.names(of: Set(request.people)),
        offers: try reading.gate.offers(on: request))
    }
  }

  /// The quota requests that the actor may see, newest first; `state`: only those in it.
  public func quotaRequests(
    in state: QuotaRequest.State? = nil, after cursor: Cursor? = nil, limit: Limit = .standard,
    as actor: Actor
  ) throws -> Page<QuotaRequestLine> {
    try read(as: actor) { reading in
      let sight = try reading.gate.sight(.viewQuotaRequest, of: QuotaRequest.self)
      let condition =
        sight.condition + (state.map { " AND quotaRequest.state = \($0)" as SQL } ?? "")
      let rows = try reading.quotaRequests.page(
        where: condition, after: try cursor.map { try $0.id() }, limit: limit)
      let names = try reading.organisations.names(of: Set(rows.map(\.organisation)))
      return Page(
        rows: rows.map {
          QuotaRequestLine(request: $0, organisation: names[$0.organisation] ?? "")
        }, limit: limit, total: try reading.quotaRequests.count(where: condition)
      ) { Cursor($0.request.id.text) }
    }
  }
}
