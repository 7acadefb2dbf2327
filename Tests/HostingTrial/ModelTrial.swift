import Portal
import SQLite
import TestSupport

/// Random sequences of everything that moves the ledger, on the portal and on the naive model side by side: the same must be
/// allowed, and after each step every open request and every day must be the same.
struct ModelTrial {
  let operations: Int
  let seed: UInt64
  private let horizon = 90

  func run() async throws -> Bool {
    let (capacity, quota) = (Resources(vcpu: 40, memoryGiB: 40), Resources(vcpu: 30, memoryGiB: 36))
    let stage = try await Stage(capacity: capacity, quota: quota) { $0.reservationDays = 20 }
    var world = World(
      stage: stage, agent: try await stage.test.agent(at: stage.site.id).actor, dice: Dice(state: seed),
      model: ReferenceModel(
        capacity: .init(vcpu: 40, memoryGiB: 40), quota: .init(vcpu: 30, memoryGiB: 36),
        patience: 20, today: stage.today.daysSince1970))
    var passed = 0
    var counts: [String: (done: Int, refused: Int)] = [:]
    for number in 1...operations {
      let step = try await world.step()
      let before = counts[step.name] ?? (0, 0)
      counts[step.name] =
        step.isDone ? (before.done + 1, before.refused) : (before.done, before.refused + 1)
      if let difference = try step.difference ?? world.difference(horizon: horizon) {
        print("operation \(number), \(step.name): \(difference)")
        print("\(passed) passed, 1 failed")
        return false
      }
      passed += 1
    }
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(name): \(count.done) done, \(count.refused) refused")
    }
    print("\(passed) passed, 0 failed")
    return true
  }
}

/// The portal and the model, and who is who in both.
private struct World {
  let stage: Stage
  var agent: Actor
  var dice: Dice
  var model: ReferenceModel
  var requests: [HostingRequest.ID] = []
  var deployments: [Deployment.ID] = []

  struct Step {
    let name: String
    let isDone: Bool
    /// What the two do not agree on.
    var difference: String?
  }

  private var lead: Actor { stage.cast.townLead }
  private var portal: Portal { stage.portal }

  mutating func step() async throws -> Step {
    let live = model.deployments.indices.suffix(60).filter { !model.deployments[$0].isAbsent }
    switch Int.random(in: 0..<100, using: &dice) {
    case 0..<18: return try await draft()
    case 18..<26: if let index = live.randomElement(using: &dice) { return try await change(index) }
    case 26..<45: if let index = request(in: [.draft]) { return try await submit(index) }
    case 45..<58:
      if let index = request(in: [.submitted, .underReview]) { return try await review(index) }
    case 58..<72: if let index = request(in: [.underReview]) { return try await approve(index) }
    case 72..<77:
      if let index = request(in: [.submitted, .underReview, .waitlisted]) {
        return try await withdraw(index)
      }
    case 77..<82: if let index = request(in: [.draft]) { return try await queue(index) }
    case 82..<87: if let index = live.randomElement(using: &dice) { return try await shrink(index) }
    case 87..<93: if let index = live.randomElement(using: &dice) { return try await release(index) }
    case 93..<97: return try await serve()
    default: return try await passDays()
    }
    return try await draft()
  }

  /// One of the latest in some states, and now and then in any.
  private mutating func request(in states: Set<HostingRequest.State>) -> Int? {
    let isAny = Int.random(in: 0..<10, using: &dice) == 0
    return model.requests.indices.suffix(60).filter {
      isAny || states.contains(model.requests[$0].state)
    }.randomElement(using: &dice)
  }

  private mutating func span() -> ReferenceModel.Span {
    let from = model.today + Int.random(in: -1...20, using: &dice)
    return ReferenceModel.Span(
      amount: .init(
        vcpu: Int.random(in: 1...12, using: &dice), memoryGiB: Int.random(in: 1...12, using: &dice)),
      from: from, to: from + Int.random(in: 1...40, using: &dice))
  }

  private mutating func draft() async throws -> Step {
    let span = span()
    let days = (span.from - model.today)..<(span.to - model.today)
    let request = try await portal.draftHostingRequest(
      stage.draft(span.amount.resources, days: days, from: stage.today), as: lead)
    requests.append(request.id)
    model.requests.append(ReferenceModel.Request(state: .draft, wanted: span))
    return Step(name: "draft", isDone: true)
  }

  private mutating func change(_ index: Int) async throws -> Step {
    let now = model.deployments[index].span
    var span = now
    span.amount = .init(
      vcpu: max(1, now.amount.vcpu + Int.random(in: -3...4, using: &dice)),
      memoryGiB: max(1, now.amount.memoryGiB + Int.random(in: -3...4, using: &dice)))
    span.to = max(now.from + 1, now.to + Int.random(in: -10...30, using: &dice))
    let grows =
      span.amount.vcpu > now.amount.vcpu || span.amount.memoryGiB > now.amount.memoryGiB
      || span.to > now.to
    let expected = grows && !model.deployments[index].isReleaseOrdered
    let (id, end) = (deployments[index], Day(daysSince1970: span.to))
    let request = try await attempt {
      var draft = try portal.change(of: id, to: span.amount.resources, until: end, as: lead)
      draft.justification = "Davantage."
      return try await portal.draftHostingRequest(draft, as: lead)
    }
    if let request {
      requests.append(request.id)
      model.requests.append(
        ReferenceModel.Request(state: .draft, wanted: span, changes: index))
    }
    return step("draft a change", expected, request != nil)
  }

  private mutating func submit(_ index: Int) async throws -> Step {
    let expected = model.submit(index)
    return step("submit", expected, try await on(index) { portal, id, version, cast in
      try await portal.submitHostingRequest(id, version: version, as: cast.townLead)
    })
  }

  private mutating func queue(_ index: Int) async throws -> Step {
    let day = model.today + Int.random(in: -1...30, using: &dice)
    // Who came first came at an earlier moment.
    stage.test.clock.advance(seconds: 1)
    model.moment += 1
    let expected = model.enqueue(index, until: day)
    return step("queue", expected, try await on(index) { portal, id, version, cast in
      try await portal.queueHostingRequest(
        id, until: Day(daysSince1970: day), version: version, as: cast.townLead)
    })
  }

  private mutating func withdraw(_ index: Int) async throws -> Step {
    let expected = model.withdraw(index)
    return step("withdraw", expected, try await on(index) { portal, id, version, cast in
      try await portal.withdrawHostingRequest(id, version: version, as: cast.townLead)
    })
  }

  private mutating func review(_ index: Int) async throws -> Step {
    let isFavourable = Int.random(in: 0..<5, using: &dice) > 0
    let expected = model.review(index, isFavourable)
    return step("review", expected, try await on(index) { portal, id, version, cast in
      try await portal.decideTechnical(
        id, isFavourable ? .favourable : .unfavourable, reason: "Essai", version: version,
        as: cast.hostingOfficer)
    })
  }

  private mutating func approve(_ index: Int) async throws -> Step {
    let isFavourable = Int.random(in: 0..<5, using: &dice) > 0
    let count = model.deployments.count
    let expected = model.approve(index, isFavourable)
    let isDone = try await on(index) { portal, id, version, cast in
      try await portal.decideApproval(
        id, isFavourable ? .favourable : .unfavourable, reason: "Essai", version: version,
        as: cast.approver)
    }
    if isDone, model.deployments.count > count,
      let id = try portal.hostingRequest(requests[index], as: lead).deployment
    {
      deployments.append(id)
    }
    return step("approve", expected, isDone)
  }

  private mutating func shrink(_ index: Int) async throws -> Step {
    let span = model.deployments[index].span
    let amount = ReferenceModel.Amount(
      vcpu: span.amount.vcpu - max(0, Int.random(in: -2...3, using: &dice)),
      memoryGiB: span.amount.memoryGiB - max(0, Int.random(in: -2...3, using: &dice)))
    let day = span.to - max(0, Int.random(in: -5...4, using: &dice))
    let expected = model.shrink(index, to: amount, until: day)
    let id = deployments[index]
    let isDone = try await attempt {
      let version = try portal.deployment(id, as: lead).deployment.version
      return try await portal.shrinkDeployment(
        id, to: amount.resources, until: Day(daysSince1970: day), version: version, as: lead)
    } != nil
    return step("shrink", expected, isDone)
  }

  /// The first time orders the release, the next one reports it carried out.
  private mutating func release(_ index: Int) async throws -> Step {
    let id = deployments[index]
    if model.deployments[index].isReleaseOrdered {
      let revision = try portal.deployment(id, as: lead).deployment.desired.revision
      _ = try await portal.reportDeployment(
        id, Report(revision: revision, phase: .absent), as: agent)
      model.deployments[index].isAbsent = true
      return Step(name: "report absent", isDone: true)
    }
    let expected = model.release(index)
    let isDone = try await attempt {
      let version = try portal.deployment(id, as: lead).deployment.version
      return try await portal.releaseDeployment(id, version: version, as: lead)
    } != nil
    return step("release", expected, isDone)
  }

  private mutating func serve() async throws -> Step {
    // As the portal's own tick does: what has lapsed makes room first.
    model.expire()
    while try await portal.expireHostingRequests() > 0 {}
    model.serve()
    try await portal.serveWaitingList()
    return Step(name: "serve", isDone: true)
  }

  private mutating func passDays() async throws -> Step {
    let days = Int.random(in: 1...4, using: &dice)
    stage.test.clock.advance(days: Int64(days))
    // Its certificate lasts thirty days.
    agent = try stage.test.shown(
      try await portal.certifyAgent(request: TestPortal.certificateRequest(), as: agent)
    ).actor
    model.passDays(days)
    while try await portal.expireHostingRequests() > 0 {}
    return Step(name: "pass days", isDone: true)
  }

  // ── Both sides ──

  private func on(
    _ index: Int,
    _ deed: (Portal, HostingRequest.ID, Int, Cast) async throws -> HostingRequest
  ) async throws -> Bool {
    let id = requests[index]
    return try await attempt {
      let version = try portal.hostingRequest(id, as: lead).request.version
      return try await deed(portal, id, version, stage.cast)
    } != nil
  }

  /// nil where the portal refuses in words; whatever else goes wrong ends the trial.
  private func attempt<Result>(_ deed: () async throws -> Result) async throws -> Result? {
    do {
      return try await deed()
    } catch PortalError.refused, PortalError.wrongState, PortalError.invalid,
      // The operator sees no drafts.
      PortalError.notFound
    {
      return nil
    }
  }

  private func step(_ name: String, _ expected: Bool, _ isDone: Bool) -> Step {
    Step(
      name: name, isDone: isDone,
      difference: expected == isDone
        ? nil : "the model says \(expected), the portal \(isDone)")
  }

  func difference(horizon: Int) throws -> String? {
    let states = try portal.database.read { connection in
      try connection.rows(
        """
        SELECT id, state FROM hostingRequest WHERE state IN ('submitted', 'underReview', 'waitlisted')
        ORDER BY id
        """
      ) { "\(try $0(0) as String) \(try $0(1) as String)" }
    }
    let expected = model.requests.indices.suffix(4000).filter {
      [.submitted, .underReview, .waitlisted].contains(model.requests[$0].state)
    }.map { "\(requests[$0].text) \(model.requests[$0].state.rawValue)" }.sorted()
    if states != expected { return "open requests \(states), expected \(expected)" }

    let usage = try portal.site(stage.site.slug, as: stage.cast.administrator).pools[0].usage
    for day in model.today..<(model.today + horizon) {
      guard let there = usage.last(where: { $0.from.daysSince1970 <= day }) else { continue }
      let (used, reserved) = (model.used(on: day), model.reserved(on: day))
      if there.used != used.resources || there.reserved != reserved.resources {
        return "day \(day - model.today): \(there.used) \(there.reserved), expected \(used) \(reserved)"
      }
      let promised = model.used(on: day, andOverdue: false) + reserved
      if promised.vcpu > model.capacity.vcpu || promised.memoryGiB > model.capacity.memoryGiB {
        return "oversold on day \(day - model.today)"
      }
    }
    return nil
  }
}

extension ReferenceModel.Amount {
  var resources: Resources { Resources(vcpu: vcpu, memoryGiB: memoryGiB) }
}
