import Portal

/// The program at a site: pulls what is wanted, takes the engine there step by step, and tells the portal what it sees.
///
/// It needs the portal for news only. When the portal is silent, what runs goes on, what falls is restarted, and what has
/// reached the end of its approved period is stopped; nothing is ever deleted but by an order to release.
struct SiteAgent: Sendable {
  private var engine: any HostingEngine
  private var client: PortalClient
  private var revisions: GivenRevisions
  private let ceiling: Ceiling
  /// Nil where nothing is metered.
  private var meter: UsageMeter?
  private let clock: @Sendable () -> Instant
  private let console: Console
  /// As asked for on the command line; otherwise the portal says.
  private let wantedPeriod: Duration?
  private var period: Duration

  /// The newest order of each deployment that can be followed.
  private var orders: [Deployment.ID: Order] = [:]
  /// Why the newest order of a deployment cannot be followed.
  private var rejected: [Deployment.ID: (revision: Int, reason: String)] = [:]
  /// What the portal lists; nobody there waits for word of anything else.
  private var listed: Set<Deployment.ID> = []
  /// What was reported in this period.
  private var told: [Deployment.ID: Report] = [:]
  /// Nil until it was called for the first time.
  private var isPortalSilent: Bool?
  private var isPlatformSilent = false
  /// Ours by their mark, and unknown to the portal: said once each.
  private var orphans: Set<Deployment.ID> = []
  private var patience = Patience()

  init(
    engine: any HostingEngine, client: PortalClient, revisions: GivenRevisions, ceiling: Ceiling,
    meter: UsageMeter? = nil, period: Duration?, console: Console,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.engine = engine
    self.client = client
    self.revisions = revisions
    self.ceiling = ceiling
    self.meter = meter
    self.clock = clock
    self.console = console
    wantedPeriod = period
    self.period = period ?? .seconds(10)
  }

  /// Works until its task is cancelled. What it started goes on without it.
  mutating func run() async throws {
    var failures = 0
    var nextPull = ContinuousClock.now
    while !Task.isCancelled {
      if ContinuousClock.now >= nextPull {
        do {
          try call()
          failures = 0
          nextPull = .now + period
        } catch {
          failures += 1
          nextPull = .now + Self.pause(after: failures, period: period)
          portalFell(silent: error)
        }
      }
      let isInMotion = roundUnlessSilent()
      do {
        try await Task.sleep(for: isInMotion ? .milliseconds(250) : period)
      } catch { return }
    }
  }

  /// Calls once and works until nothing is in motion any more, or the time is up. Throws when the portal or the platform
  /// is silent.
  mutating func runOnce(within time: Duration = .seconds(20)) async throws {
    try call()
    let deadline = ContinuousClock.now + time
    while try round(), ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(250))
    }
  }

  /// Doubles from one period to five minutes, somewhat at random so that agents do not call all at once.
  static func pause(after failures: Int, period: Duration) -> Duration {
    let longest = min(period * (1 << min(failures, 10)), max(period, .seconds(300)))
    return longest * Double.random(in: 0.5...1)
  }
}

// MARK: - What is wanted

extension SiteAgent {
  /// What the engine carries is what was wanted last: enough to go on by, without the portal.
  private mutating func takeUp(_ sightings: [Sighting]) {
    for sighting in sightings where orders[sighting.deployment] == nil {
      orders[sighting.deployment] = sighting.applied?.order
      guard isPortalSilent == false, !listed.contains(sighting.deployment),
        orphans.insert(sighting.deployment).inserted
      else { continue }
      note(
        Text(
          "\(sighting.deployment) : inconnu du portail, laissé tel quel.",
          "\(sighting.deployment): unknown to the portal, left as it is."))
    }
  }

  /// All that is said to the portal and heard of it once a period, beside the reports as they fall due.
  private mutating func call() throws {
    do {
      try client.renewCertificate(ifDueAt: clock())
    } catch {
      console.complain(
        Text("Certificat non renouvelé : \(error)", "Certificate not renewed: \(error)"))
    }
    try pull()
  }

  private mutating func pull() throws {
    if case .all(let deliveries, let seconds) = try client.orders() {
      rejected = [:]
      listed = Set(deliveries.map(\.deployment))
      for delivery in deliveries { take(delivery) }
      if wantedPeriod == nil, let seconds, (1...3600).contains(seconds) {
        period = .seconds(seconds)
      }
    }
    if isPortalSilent != false { note(Text("Le portail répond.", "The portal answers.")) }
    isPortalSilent = false
    // Word of everything is due again: that is the heartbeat.
    told = [:]
    meterWhatIsListed()
  }

  private mutating func take(_ delivery: PortalClient.Delivery) {
    do throws(Order.Unreadable) {
      let order = try client.order(in: delivery)
      try revisions.take(order)
      orders[order.deployment] = order
    } catch {
      rejected[delivery.deployment] = (delivery.revision, error.reason)
    }
  }

  private mutating func portalFell(silent error: any Error) {
    if isPortalSilent != true {
      console.complain(
        error is PortalClient.Failure
          ? Text("Le portail refuse : \(error)", "The portal refuses: \(error)")
          : Text("Le portail ne répond pas : \(error)", "The portal is silent: \(error)"))
    }
    isPortalSilent = true
  }

  /// While the platform is silent nothing is said of what runs there: to the portal its state becomes unknown.
  private mutating func roundUnlessSilent() -> Bool {
    do {
      let isInMotion = try round()
      if isPlatformSilent { note(Text("La plateforme répond.", "The platform answers.")) }
      isPlatformSilent = false
      return isInMotion
    } catch {
      if !isPlatformSilent {
        console.complain(
          Text("La plateforme ne répond pas : \(error)", "The platform is silent: \(error)"))
      }
      isPlatformSilent = true
      return false
    }
  }

  private func note(_ text: Text) { console.print(text) }
}

// MARK: - What is done

extension SiteAgent {
  /// Looks after every deployment once. True when something is on its way.
  private mutating func round() throws -> Bool {
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

// MARK: - What is told

extension SiteAgent {
  private mutating func tell(_ sighting: Sighting?, _ order: Order) {
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
  private mutating func tell(_ setback: Setback, _ order: Order) {
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
  private mutating func tell(_ report: Report, on deployment: Deployment.ID) {
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
}

// MARK: - What is metered

extension SiteAgent {
  /// Reports the use of every listed deployment that is due. What cannot be read or sent now is tried again next time; what
  /// the portal refuses is not.
  private mutating func meterWhatIsListed() {
    guard var meter else { return }
    for deployment in listed {
      guard let span = meter.due(deployment, at: clock()) else { continue }
      do {
        let samples = try meter.samples(of: deployment, over: span)
        if !samples.isEmpty { try client.report(samples) }
        meter.note(deployment, until: span.end)
      } catch let refusal as PortalClient.Failure {
        console.complain(Text(verbatim: "\(deployment): \(refusal)"))
        meter.note(deployment, until: span.end)
      } catch {
        console.complain(
          Text("Mesure remise : \(error)", "Metering put off: \(error)"))
        break
      }
    }
    self.meter = meter
  }
}

extension String {
  /// One line of at most 500 characters, as the portal takes it.
  fileprivate var reportable: String {
    String(map { $0.isNewline ? " " : $0 }.prefix(500))
  }
}
