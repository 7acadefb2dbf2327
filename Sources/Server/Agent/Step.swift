import Portal

/// What an agent does about one deployment in one round: at most one step.
enum Step: Sendable {
  /// It is as it shall be, or on its way.
  case leave
  /// Take it towards this state.
  case apply(Deployment.DesiredState)
  /// The order is not followed, and the portal is told why. What runs goes on as it is.
  case refuse(reason: String)
  /// An order older than the one applied: a revision only rises.
  case ignore
}

extension Step {
  /// Decides from what is wanted, what is seen, the day, and what else runs here.
  init(
    for order: Order, seeing sighting: Sighting?, on today: Day, under ceiling: Ceiling,
    beside running: Resources
  ) {
    guard let sighting else {
      self = Self.first(order, today, ceiling, running)
      return
    }
    guard let applied = sighting.applied else {
      self = .refuse(
        reason:
          "Un objet du même nom existe déjà sur le site et n’est pas à nous : il n’est pas touché.")
      return
    }
    guard order.revision >= applied.order.revision else {
      self = .ignore
      return
    }
    let isNew = order.revision > applied.order.revision
    guard isNew || order.digest == applied.order.digest else {
      self = .refuse(reason: "Cette révision a déjà été reçue avec un autre contenu.")
      return
    }
    let wanted = order.wanted(on: today)
    if isNew, wanted == .running,
      let objection = ceiling.objection(to: order, beside: running)
    {
      self = .refuse(reason: objection)
    } else if isNew || wanted != applied.state || !sighting.phase.agrees(with: wanted)
      || sighting.isUnfinished || !sighting.drift.isEmpty
    {
      self = sighting.isPaused && !isNew && wanted == .running ? .leave : .apply(wanted)
    } else {
      self = .leave
    }
  }

  /// Nothing is there yet.
  private static func first(
    _ order: Order, _ today: Day, _ ceiling: Ceiling, _ running: Resources
  ) -> Step {
    switch order.wanted(on: today) {
    case .released: .leave
    case .suspended: .apply(.suspended)
    case .running:
      if today < order.period.start {
        .refuse(reason: "La période approuvée commence le \(order.period.start).")
      } else if let objection = ceiling.objection(to: order, beside: running) {
        .refuse(reason: objection)
      } else {
        .apply(.running)
      }
    }
  }
}

extension Order {
  /// Whether the approved period is over. The end day itself no longer counts.
  func isOver(on today: Day) -> Bool { today >= period.end }

  /// What shall be on a day: after the approved period nothing runs. An agent only ever stops by itself, it deletes nothing.
  func wanted(on today: Day) -> Deployment.DesiredState {
    state == .running && isOver(on: today) ? .suspended : state
  }
}

extension Deployment.Phase {
  /// Whether nothing is left to be done for a state, save waiting. `releasing` always asks for another step: whoever does
  /// not stop when asked is stopped.
  fileprivate func agrees(with state: Deployment.DesiredState) -> Bool {
    switch (state, self) {
    case (.running, .running), (.running, .provisioning), (.suspended, .suspended),
      (.released, .absent):
      true
    case (.running, _), (.suspended, _), (.released, _): false
    }
  }
}
