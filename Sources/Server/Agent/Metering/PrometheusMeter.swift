import Portal

/// Reports what Prometheus holds, whole periods at a time, and remembers how far it has come, over its own end too.
struct PrometheusMeter: Meter {
  private let reader: UsageReader
  private var progress: MeteringProgress

  init(_ reader: UsageReader, progress: MeteringProgress) {
    self.reader = reader
    self.progress = progress
  }

  /// How far back it catches up, s: what Prometheus keeps at least.
  private static let longest: Int64 = 86_400

  /// Nothing: Prometheus does.
  func look(at engine: inout any HostingEngine, now: Instant, period: Duration) {}

  func due(_ deployment: Deployment.ID, at now: Instant) throws -> DueUsage? {
    guard let span = dueSpan(of: deployment, at: now) else { return nil }
    return DueUsage(samples: try reader.samples(of: deployment, over: span), end: span.end)
  }

  /// Whole periods only; `nil` while there is none.
  func dueSpan(of deployment: Deployment.ID, at now: Instant) -> Span? {
    let period = Int64(reader.configuration.period) * 1000
    let end = Instant(milliseconds: now.milliseconds / period * period)
    let earliest = end.adding(seconds: -Self.longest)
    let start = progress[deployment] ?? Instant(milliseconds: end.milliseconds - period)
    return Span(start: max(start, earliest), end: end)
  }

  mutating func note(_ deployment: Deployment.ID, until end: Instant) throws {
    try progress.note(deployment, until: end, forgettingBefore: end.adding(seconds: -Self.longest))
  }
}
