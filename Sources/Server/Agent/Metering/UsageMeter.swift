import Portal

/// Reads what is due and remembers how far it has come, so that nothing is left out while the portal is silent.
struct UsageMeter: Sendable {
  private let reader: UsageReader
  /// Up to when each deployment was reported.
  private var reported: [Deployment.ID: Instant] = [:]

  init(_ reader: UsageReader) { self.reader = reader }

  /// How far back it catches up, s: what Prometheus keeps at least.
  private static let longest: Int64 = 86_400

  /// What is to be asked about a deployment by now: whole periods only; `nil` while there is none.
  func due(_ deployment: Deployment.ID, at now: Instant) -> Span? {
    let period = Int64(reader.configuration.period) * 1000
    let end = Instant(milliseconds: now.milliseconds / period * period)
    let earliest = end.adding(seconds: -Self.longest)
    let start = reported[deployment] ?? Instant(milliseconds: end.milliseconds - period)
    return Span(start: max(start, earliest), end: end)
  }

  func samples(of deployment: Deployment.ID, over span: Span) throws -> [UsageSample] {
    try reader.samples(of: deployment, over: span)
  }

  /// Notes that the portal has been told, or will never take it.
  mutating func note(_ deployment: Deployment.ID, until end: Instant) { reported[deployment] = end }
}
