import JSON

extension Portal {
  /// The longest that a request may wait for room, in days.
  static let longestWait = 180

  /// Puts a request that does not fit on the waiting list: it is held room for as soon as there is some, in the order of
  /// coming, until a day. Nothing starts by itself then either: the decisions are still to be taken.
  public func queueHostingRequest(
    _ id: HostingRequest.ID, until day: Day, version: Int, as actor: Actor
  ) async throws -> HostingRequest {
    try await work(as: actor) { work in
      var request = try work.visibleHostingRequest(id)
      let permit = try work.permit(
        .queueHostingRequest, on: request, detail: [("until", .string(day.description))])
      try request.expect(version: version)
      let answer = try work.ledgerAnswer(to: request)
      let last = min(work.now.day.adding(days: Self.longestWait), request.period.end)
      var complaints = Complaints()
      complaints.add(try request.complaintsAtSubmission(in: work))
      complaints.expect(
        work.now.day <= day && day < last, "until",
        Text("Un jour à partir d’aujourd’hui, avant le \(last).", "A day from today, before \(last)."))
      complaints.expect(
        answer.pool == nil, "until",
        Text("La place existe : soumettez la demande.", "There is room: submit the request."))
      complaints.expect(
        answer.shortage?.canPass ?? true, "until",
        Text(
          "Attendre ne suffira pas : la demande dépasse le quota ou ce que le site offre, même vide.",
          "Waiting will not help: the request exceeds the quota, or what the site offers when empty."))
      try complaints.throwIfAny()
      try request.apply(.waitlist, at: work.now)
      request.waits = HostingRequest.Waiting(since: work.now, until: day)
      if let person = actor.person { request.editors.insert(person) }
      try work.hostingRequests.save(&request, permit)
      return request
    }
  }

  /// Holds what there is room for, the first to come first. Who finds no room keeps the pools they could use from whoever
  /// came later, so that a large request is not passed by for ever. The portal's own tick calls it, as the console.
  /// Returns how many were served.
  @discardableResult
  public func serveWaitingList() async throws -> Int {
    try await work(as: .console) { work in
      var waitedFor: Set<Pool.ID> = []
      var served = 0
      let pools = try work.sites.pools()
      for var request in try work.hostingRequests.queue(limit: 100) {
        // Nothing is held for what could not be approved; it expires where it waits.
        guard try request.mayStillSucceed(in: work) else { continue }
        let answer = try work.ledgerAnswer(to: request)
        guard let pool = answer.pool else {
          // Who is only in the way of themself, by their quota, keeps nobody waiting.
          if answer.shortage?.breaches.contains(where: { $0.limitKind == .capacity }) == true {
            waitedFor.formUnion(pools.filter(request.canUse).map(\.id))
          }
          continue
        }
        guard !waitedFor.contains(pool) else { continue }
        let permit = try work.permit(.serveHostingRequest, on: request)
        try work.hold(&request, in: pool, settings, permit)
        served += 1
      }
      return served
    }
  }
}

extension Shortage {
  /// Whether it can pass by itself: where what is asked for is within the limit as such.
  fileprivate var canPass: Bool {
    breaches.allSatisfy { breach in
      switch breach.limitKind {
      case .organisationQuota, .useCaseQuota, .capacity: breach.asked <= breach.limit
      case .largestUnit, .smallestUnit, .unitStep: false
      }
    }
  }
}
