import Portal
import Testing

@testable import Server

@Suite("Samples made of a platform’s counters") struct CounterMeterTests {
  private let deployment: Deployment.ID
  private let begin: Instant

  init() throws {
    deployment = try #require(Deployment.ID("01930000-0000-7000-8000-000000000001"))
    begin = try #require(Instant(rfc3339: "2026-11-21T09:00:00Z"))
  }

  private func reading(_ cpuSeconds: Double, gib: Int = 2) -> CounterReading {
    CounterReading(
      deployment: deployment, cpuSeconds: cpuSeconds, memoryBytes: gib << 30,
      storageBytes: 10 << 30)
  }

  /// Takes readings so many seconds after the beginning.
  private func take(
    _ readings: [(seconds: Int64, cpuSeconds: Double)], into meter: inout CounterMeter
  ) {
    for (seconds, cpuSeconds) in readings {
      meter.take(
        [reading(cpuSeconds)], at: begin.adding(seconds: seconds), unlessLaterThan: 180)
    }
  }

  @Test("a sample is made of the differences of its length, told once")
  func adds() throws {
    var meter = CounterMeter(source: "essai", length: 120)
    take([(0, 100), (60, 130)], into: &meter)
    #expect(meter.due(deployment, at: begin) == nil)
    take([(120, 145), (180, 150)], into: &meter)
    let due = try #require(meter.due(deployment, at: begin))
    let sample = try #require(due.samples.first)
    #expect(due.samples.count == 1)
    #expect(sample.start == begin && sample.end == begin.adding(seconds: 120))
    #expect(sample.tier == .modelledUse)
    #expect(sample.usage.cpuSeconds == 45)
    // Two and ten GiB for two minutes.
    #expect(abs(sample.usage.memoryGiBHours.double - 2.0 / 30) < 1e-5)
    #expect(abs(sample.usage.storageGiBHours.double - 10.0 / 30) < 1e-5)
    meter.note(deployment, until: due.end)
    #expect(meter.due(deployment, at: begin) == nil)
  }

  @Test("a counter that fell, a late reading and a stop leave a gap and nothing else")
  func gaps() throws {
    var meter = CounterMeter(source: "essai", length: 3600)
    // Started anew between 60 and 120, not seen from 180 to 600, gone after 660.
    take([(0, 10), (60, 20), (120, 3), (180, 9), (600, 30), (660, 31)], into: &meter)
    meter.take([], at: begin.adding(seconds: 720), unlessLaterThan: 180)
    let samples = try #require(meter.due(deployment, at: begin)).samples
    #expect(samples.map(\.start) == [0, 120, 600].map { begin.adding(seconds: $0) })
    #expect(samples.map(\.end) == [60, 180, 660].map { begin.adding(seconds: $0) })
    #expect(samples.map(\.usage.cpuSeconds) == [10, 6, 1])
  }

  @Test("midnight ends a sample and loses nothing")
  func midnight() throws {
    var meter = CounterMeter(source: "essai", length: 3600)
    let evening = begin.day.adding(days: 1).start.adding(seconds: -40)
    meter.take([reading(0)], at: evening, unlessLaterThan: 180)
    meter.take([reading(100)], at: evening.adding(seconds: 100), unlessLaterThan: 180)
    meter.take([], at: evening.adding(seconds: 160), unlessLaterThan: 180)
    let samples = try #require(meter.due(deployment, at: begin)).samples
    #expect(samples.map(\.start.day) == [begin.day, begin.day.adding(days: 1)])
    #expect(samples.map(\.usage.cpuSeconds) == [40, 60])
    #expect(samples[0].end == samples[1].start)
  }

  @Test("a silent portal costs bounded memory, the oldest samples first")
  func bounded() throws {
    var meter = CounterMeter(source: "essai", length: 60)
    take((0...400).map { (Int64($0) * 60, Double($0)) }, into: &meter)
    let due = try #require(meter.due(deployment, at: begin))
    #expect(due.samples.count == 300)
    #expect(due.end == begin.adding(seconds: 400 * 60))
  }
}
