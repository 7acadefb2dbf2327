import Portal

/// Makes samples of tier C out of the platform's own counters, where nothing measures energy.
///
/// Two readings in a row make a stretch. Where a counter has fallen, or the next reading is late, nobody knows what was
/// between: the sample ends there, and the gap shows.
struct CounterMeter: Meter {
  /// What samples say where they are from.
  private let source: String
  /// Seconds from one sample to the next.
  private let length: Int64
  private var lookedAt: Instant?
  private var last: [Deployment.ID: (reading: CounterReading, at: Instant)] = [:]
  private var open: [Deployment.ID: Stretch] = [:]
  /// Whole, and not told yet; the oldest first.
  private var finished: [Deployment.ID: [UsageSample]] = [:]

  init(source: String, length: Int64 = 900) {
    self.source = source
    self.length = length
  }

  /// What is kept of a deployment while the portal is silent: three days of quarters of an hour.
  private static let most = 300

  mutating func look(
    at engine: inout any HostingEngine, now: Instant, period: Duration
  ) throws {
    // Rounds follow one another quickly while something is on its way; samples are of whole seconds.
    let now = Instant(milliseconds: now.milliseconds / 1000 * 1000)
    let pace = min(period.components.seconds, 60)
    if let lookedAt, now < lookedAt.adding(seconds: pace) { return }
    lookedAt = now
    take(try engine.usage(), at: now, unlessLaterThan: max(3 * period.components.seconds, 60))
  }

  /// `patience`: how late a reading may be, s, to go on from the one before.
  mutating func take(
    _ readings: [CounterReading], at now: Instant, unlessLaterThan patience: Int64
  ) {
    let seen = Set(readings.map(\.deployment))
    for deployment in last.keys where !seen.contains(deployment) {
      last[deployment] = nil
      finish(deployment)
    }
    for reading in readings {
      let deployment = reading.deployment
      if let (before, then) = last[deployment], let span = Span(start: then, end: now),
        span.seconds <= patience, reading.cpuSeconds >= before.cpuSeconds
      {
        add(from: before, to: reading, over: span)
      } else {
        finish(deployment)
      }
      last[deployment] = (reading, now)
    }
  }

  private mutating func add(
    from before: CounterReading, to after: CounterReading, over span: Span
  ) {
    let deployment = after.deployment
    // A sample stays within one day: what midnight cuts is shared by the seconds.
    for part in span.days {
      let share = Double(part.seconds) / Double(span.seconds)
      var stretch = open[deployment] ?? Stretch(start: part.start, end: part.start)
      if stretch.start.day != part.start.day {
        finish(deployment)
        stretch = Stretch(start: part.start, end: part.start)
      }
      stretch.end = part.end
      stretch.cpuSeconds += (after.cpuSeconds - before.cpuSeconds) * share
      stretch.memory += Self.held(before.memoryBytes, after.memoryBytes, for: part.seconds)
      if let earlier = before.storageBytes, let later = after.storageBytes {
        stretch.storage += Self.held(earlier, later, for: part.seconds)
      }
      open[deployment] = stretch
      if stretch.seconds >= length { finish(deployment) }
    }
  }

  /// GiB·h, from two readings of what was held at that moment.
  private static func held(_ before: Int, _ after: Int, for seconds: Int64) -> Double {
    (Double(before) + Double(after)) / 2 / 1_073_741_824 * Double(seconds) / 3600
  }

  private mutating func finish(_ deployment: Deployment.ID) {
    guard let stretch = open.removeValue(forKey: deployment) else { return }
    let usage = Usage(
      cpuSeconds: FixedPoint(rounding: stretch.cpuSeconds) ?? .zero,
      memoryGiBHours: FixedPoint(rounding: stretch.memory) ?? .zero,
      storageGiBHours: FixedPoint(rounding: stretch.storage) ?? .zero)
    let sample = UsageSample(
      deployment: deployment, start: stretch.start, end: stretch.end, tier: .modelledUse,
      source: source, usage: usage)
    finished[deployment] = Array(((finished[deployment] ?? []) + [sample]).suffix(Self.most))
  }

  func due(_ deployment: Deployment.ID, at now: Instant) -> DueUsage? {
    guard let samples = finished[deployment], let end = samples.last?.end else { return nil }
    return DueUsage(samples: samples, end: end)
  }

  mutating func note(_ deployment: Deployment.ID, until end: Instant) {
    finished[deployment]?.removeAll { $0.end <= end }
    if finished[deployment]?.isEmpty == true { finished[deployment] = nil }
  }

  /// What is being added up.
  private struct Stretch {
    let start: Instant
    var end: Instant
    var cpuSeconds = 0.0
    /// GiB·h.
    var memory = 0.0
    /// GiB·h.
    var storage = 0.0

    var seconds: Int64 { (end.milliseconds - start.milliseconds) / 1000 }
  }
}

extension Span {
  /// Its parts, each within one day (UTC).
  fileprivate var days: [Span] {
    let midnights = (start.day.daysSince1970...end.day.daysSince1970).dropFirst().map {
      Day(daysSince1970: $0).start
    }
    return zip([start] + midnights, midnights + [end]).compactMap(Span.init(start:end:))
  }
}
