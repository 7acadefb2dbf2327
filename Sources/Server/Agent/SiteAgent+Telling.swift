import Portal

/// What is told.
extension SiteAgent {
  mutating func tell(_ sighting: Sighting?, _ order: Order) {
    // The portal hears of the order it gave last: of that one, refused or not readable, word has gone already.
    guard rejected[order.deployment] == nil else { return }
    let revision = sighting?.applied?.order.revision ?? order.revision
    var phase = sighting?.phase ?? .absent
    var reason = sighting?.reason ?? ""
    if let drift = sighting?.drift, !drift.isEmpty {
      reason = "Modifié sur le site — \(drift)."
    }
    if patience.isWornOut(by: order.deployment, revision, phase, at: .now) {
      reason = "Bloqué : \(phase.text.french) depuis plus de dix minutes. \(reason)"
      phase = .failed
    }
    if reason.isEmpty, order.state == .running, order.isOver(on: clock().day) {
      reason =
        "La période approuvée est terminée : le service est arrêté, ses données sont gardées."
    }
    tell(
      Report(
        revision: revision, phase: phase, reason: reason, endpoint: sighting?.endpoint ?? ""),
      on: order.deployment)
  }

  /// What stopped a step. Whoever was quicker is only looked at again; what is still to come is no failure yet.
  mutating func tell(_ setback: Setback, _ order: Order) {
    switch setback.kind {
    case .conflict: return
    case .waitingPlatform:
      tell(
        Sighting(
          deployment: order.deployment, phase: .provisioning,
          applied: Sighting.Applied(order: order, state: order.state), reason: setback.reason),
        order)
    case .capacityRefused, .policyRefused, .platformError:
      tell(
        Report(revision: order.revision, phase: .failed, reason: setback.reason),
        on: order.deployment)
    }
  }

  /// Says what is new, or once a period that nothing is.
  mutating func tell(_ report: Report, on deployment: Deployment.ID) {
    var report = report
    report.reason = report.reason.reportable
    guard isPortalSilent == false, listed.contains(deployment), told[deployment] != report else {
      return
    }
    do {
      try client.report(report, on: deployment)
      told[deployment] = report
      if report.phase == .absent, orders[deployment]?.state == .released {
        // Carried out: the portal lists it no more.
        orders[deployment] = nil
      }
    } catch let refusal as PortalClient.Failure {
      console.complain(Text(verbatim: "\(deployment): \(refusal)"))
    } catch {
      portalFell(silent: error)
    }
  }

  /// Says what the platform has when that is news, and once an hour that it is none.
  mutating func tellCapacity() {
    // A demonstration counts the machine that it happens to run on, which is no site.
    guard !engine.capabilities.isDemonstration else { return }
    do {
      guard let capacity = try engine.capacity() else { return }
      let now = clock()
      if let toldCapacity, toldCapacity.capacity == capacity,
        now < toldCapacity.at.adding(seconds: 3600)
      {
        return
      }
      try client.report(capacity)
      toldCapacity = (capacity, now)
    } catch {
      console.complain(
        Text("Capacité non transmise : \(error)", "Capacity not reported: \(error)"))
    }
  }

  /// Reports the use of every listed deployment that is due. What cannot be read or sent now is tried again next time; what
  /// the portal refuses is not.
  mutating func tellUsage() {
    guard var meter else { return }
    defer { self.meter = meter }
    for deployment in listed {
      do {
        guard let due = try meter.due(deployment, at: clock()) else { continue }
        do {
          if !due.samples.isEmpty { try client.report(due.samples) }
        } catch let refusal as PortalClient.Failure {
          console.complain(Text(verbatim: "\(deployment): \(refusal)"))
        }
        try meter.note(deployment, until: due.end)
      } catch {
        console.complain(Text("Mesure remise : \(error)", "Metering put off: \(error)"))
        return
      }
    }
  }
}

extension String {
  /// One line of at most 500 characters, as the portal takes it.
  fileprivate var reportable: String {
    String(map { $0.isNewline ? " " : $0 }.prefix(500))
  }
}
