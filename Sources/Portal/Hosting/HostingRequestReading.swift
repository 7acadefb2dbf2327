import SQLite

/// Which requests a list shows.
public struct HostingRequestFilter: Hashable, Sendable {
  public var state: HostingRequest.State?
  public var organisation: Organisation.ID?
  public var useCase: UseCase.ID?

  public init(
    state: HostingRequest.State? = nil, organisation: Organisation.ID? = nil,
    useCase: UseCase.ID? = nil
  ) {
    self.state = state
    self.organisation = organisation
    self.useCase = useCase
  }
}

/// A request in a list, with the names that a reader needs.
public struct HostingRequestLine: Hashable, Sendable {
  public let request: HostingRequest
  public let organisation: String
  public let useCase: String
}

/// A request as somebody who may see it sees it.
public struct HostingRequestRecord: Sendable {
  public let request: HostingRequest
  public let organisation: Organisation
  public let maintainer: Organisation?
  public let useCase: (slug: String, title: String)
  /// What of the catalogue is to run.
  public let solution: SolutionRelease?
  /// The names of everybody that the request mentions.
  public let people: [Person.ID: String]
  public let deployment: Deployment.ID?
  public let succession: SuccessionRecord?
  /// How many wait before it; `nil` unless it is in the waiting list.
  public let place: Int?
  /// Other requests of the body that wait and ask for the very same.
  public let twins: [HostingRequest.Twin]
  /// What stands in the way if it were checked now; only while it is a draft or undecided.
  public let shortage: Shortage?
  public let attachments: [Attachment]
  /// What it would draw, before anything runs.
  public let energy: EnergyEstimate
  public let offers: [Offer]
}

extension Portal {
  public func hostingRequest(
    _ id: HostingRequest.ID, as actor: Actor
  ) throws -> HostingRequestRecord {
    try read(as: actor) { reading in
      let request = try reading.visibleHostingRequest(id)
      guard let organisation = try reading.organisations.find(request.organisation) else {
        throw PortalError.damaged("hosting request \(id) has no organisation")
      }
      let isOpen = request.state == .draft || request.state.holdsResources
      return HostingRequestRecord(
        request: request, organisation: organisation,
        maintainer: try request.maintainer.flatMap { try reading.organisations.find($0) },
        useCase: try reading.hostingRequests.useCase(of: request),
        solution: try reading.release(request.solution),
        people: try reading.hostingRequests.names(
          of: request.editors.union(request.decisions.map(\.person)).union([request.requester])),
        deployment: try request.changes ?? reading.deployments.find(of: id)?.id,
        succession: try request.succession.map {
          try reading.record(of: $0, overlapDays: settings.successionDays)
        },
        place: try reading.hostingRequests.place(of: request),
        twins: isOpen ? try reading.hostingRequests.twins(
            of: request, in: reading.gate.sight(.viewHostingRequest, of: HostingRequest.self)) : [],
        shortage: isOpen
          ? try reading.ledgerAnswer(to: request).shortage : nil,
        attachments: try reading.attachments.attachments(of: id),
        energy: try reading.energyEstimate(of: request.wanted, over: request.period, for: id),
        offers: try reading.gate.offers(on: request))
    }
  }

  /// A draft that changes a deployment, all but the amounts and the end as they were granted.
  public func change(
    of deployment: Deployment.ID, to amounts: Resources, until end: Day, as actor: Actor
  ) throws -> HostingRequestDraft {
    try read(as: actor) { reading in
      try reading.change(of: reading.visibleDeployment(deployment), to: amounts, until: end)
    }
  }

  /// The requests that the actor may see, newest first.
  public func hostingRequests(
    _ filter: HostingRequestFilter = HostingRequestFilter(), after cursor: Cursor? = nil,
    limit: Limit = .standard, as actor: Actor
  ) throws -> Page<HostingRequestLine> {
    try read(as: actor) { reading in
      let sight = try reading.gate.sight(.viewHostingRequest, of: HostingRequest.self)
      let condition = sight.condition + filter.condition
      let store = reading.hostingRequests
      let rows = try store.page(
        where: condition, after: try cursor.map { try $0.id() }, limit: limit)
      return Page(
        rows: try store.lines(rows), limit: limit, total: try store.count(where: condition)
      ) { Cursor($0.request.id.text) }
    }
  }
}

extension HostingRequestFilter {
  fileprivate var condition: SQL {
    var condition: SQL = ""
    if let state { condition += " AND hostingRequest.state = \(state)" }
    if let organisation { condition += " AND hostingRequest.organisation = \(organisation)" }
    if let useCase { condition += " AND hostingRequest.useCase = \(useCase)" }
    return condition
  }
}

extension Cursor {
  /// The id that a list of one key pages by; `invalid` when it is none.
  func id<Subject>() throws(PortalError) -> Identifier<Subject> {
    guard parts.count == 1, let id = Identifier<Subject>(parts[0]) else {
      throw .invalid(
        "cursor", Text("Ce curseur n’est pas lisible.", "This cursor cannot be read."))
    }
    return id
  }
}
