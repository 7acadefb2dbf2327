import Portal

/// The program at a site: pulls what is wanted, takes the engine there step by step, and tells the portal what it sees.
///
/// It needs the portal for news only. When the portal is silent, what runs goes on, what falls is restarted, and what has
/// reached the end of its approved period is stopped; nothing is ever deleted but by an order to release.
struct SiteAgent: Sendable {
  var engine: any HostingEngine
  var client: PortalClient
  private var revisions: GivenRevisions
  let ceiling: Ceiling
  /// Nil where nothing is metered.
  var meter: (any Meter)?
  let clock: @Sendable () -> Instant
  let console: Console
  /// As asked for on the command line; otherwise the portal says.
  private let wantedPeriod: Duration?
  private(set) var period: Duration

  /// The newest order of each deployment that can be followed.
  var orders: [Deployment.ID: Order] = [:]
  /// Why the newest order of a deployment cannot be followed.
  private(set) var rejected: [Deployment.ID: (revision: Int, reason: String)] = [:]
  /// What the portal lists; nobody there waits for word of anything else.
  private(set) var listed: Set<Deployment.ID> = []
  /// What was reported in this period.
  var told: [Deployment.ID: Report] = [:]
  /// What was said of the platform as a whole, and when.
  var toldCapacity: (capacity: PlatformCapacity, at: Instant)?
  /// Nil until it was called for the first time.
  private(set) var isPortalSilent: Bool?
  private var isPlatformSilent = false
  /// Ours by their mark, and unknown to the portal: said once each.
  private var orphans: Set<Deployment.ID> = []
  var patience = Patience()

  init(
    engine: any HostingEngine, client: PortalClient, revisions: GivenRevisions, ceiling: Ceiling,
    meter: (any Meter)?, period: Duration?, console: Console,
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
  mutating func takeUp(_ sightings: [Sighting]) {
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
    tellCapacity()
    tellUsage()
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

  mutating func portalFell(silent error: any Error) {
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

  func note(_ text: Text) { console.print(text) }
}
