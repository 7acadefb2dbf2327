import Portal

/// What is done.
extension SiteAgent {
  /// Looks after every deployment once. True when something is on its way.
  mutating func round() throws -> Bool {
    let sightings = try engine.list()
    takeUp(sightings)
    let seen = Dictionary(sightings.map { ($0.deployment, $0) }) { first, _ in first }
    var running: [Deployment.ID: Resources] = [:]
    for sighting in sightings where sighting.applied?.state == .running {
      running[sighting.deployment] = sighting.applied?.order.granted
    }
    for (deployment, rejection) in rejected {
      tell(
        Report(revision: rejection.revision, phase: .failed, reason: rejection.reason),
        on: deployment)
    }
    var isInMotion = false
    for order in orders.values.sorted(by: { $0.deployment.text < $1.deployment.text }) {
      let sighting = try seen[order.deployment] ?? engine.observe(order.deployment)
      let others = running.filter { $0.key != order.deployment }.values.reduce(.zero, +)
      let after = try lookAfter(order, sighting, beside: others)
      isInMotion = isInMotion || after?.isInMotion == true
      let isRunning = after?.applied?.state == .running
      running[order.deployment] = isRunning ? after?.applied?.order.granted : nil
    }
    if var meter {
      defer { self.meter = meter }
      try meter.look(at: &engine, now: clock(), period: period)
    }
    return isInMotion
  }

  /// One deployment: decide, at most one step, look again, tell. Returns what is seen in the end.
  private mutating func lookAfter(
    _ order: Order, _ before: Sighting?, beside running: Resources
  ) throws -> Sighting? {
    // A loss and a drift are told before they are made good, or nobody would ever learn of them.
    if let before, before.applied != nil, before.phase == .failed || !before.drift.isEmpty {
      tell(before, order)
    }
    var sighting = before
    switch Step(
      for: order, seeing: before, on: clock().day, under: ceiling, beside: running)
    {
    case .ignore: return sighting
    case .refuse(let reason):
      tell(Report(revision: order.revision, phase: .failed, reason: reason), on: order.deployment)
      return sighting
    case .leave: patience.forget(order.deployment)
    case .apply(let state):
      if let setback = patience.standing(order, at: .now) {
        tell(setback, order)
        return sighting
      }
      note(
        Text(
          "\(order.deployment) → \(state.label.french)",
          "\(order.deployment) → \(state.label.english)"))
      do {
        try engine.apply(order, as: state)
        patience.forget(order.deployment)
      } catch {
        let setback =
          error as? Setback
          ?? Setback(kind: .platformError, reason: "Action impossible : \(error)")
        patience.note(setback, order, at: .now)
        tell(setback, order)
        return sighting
      }
      sighting = try engine.observe(order.deployment)
    }
    tell(sighting, order)
    return sighting
  }
}
