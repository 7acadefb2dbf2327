import Foundation
import Portal
import Testing

@testable import Server

@Suite("What of use is due, and how it is added up") struct PrometheusMeterTests {
  private func instant(_ text: String) throws -> Instant {
    try #require(Instant(rfc3339: "2026-11-21T\(text)Z"))
  }

  private func meter(in folder: String) throws -> PrometheusMeter {
    let path = folder + "/meter.conf"
    try Data(
      """
      prometheus = http://127.0.0.1:9
      exporter = scaphandre
      selector = a="{deployment}"
      period = 900
      """.utf8
    ).write(to: URL(filePath: path))
    return PrometheusMeter(
      try UsageReader(MeterConfiguration(path: path)), progress: MeteringProgress(in: folder))
  }

  @Test("whole periods are due, once, and what was put off is caught up with for a day")
  func due() throws {
    let folder = NSTemporaryDirectory() + "meter-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var meter = try meter(in: folder)
    let deployment = try #require(Deployment.ID("01930000-0000-7000-8000-000000000001"))
    #expect(
      try meter.dueSpan(of: deployment, at: instant("09:20:00"))
        == Span(start: instant("09:00:00"), end: instant("09:15:00")))
    try meter.note(deployment, until: try instant("09:15:00"))
    #expect(try meter.dueSpan(of: deployment, at: instant("09:29:59")) == nil)
    // The next agent goes on where this one ended.
    meter = try self.meter(in: folder)
    #expect(
      try meter.dueSpan(of: deployment, at: instant("11:00:01"))
        == Span(start: instant("09:15:00"), end: instant("11:00:00")))
    let later = try instant("09:00:00").adding(days: 3)
    #expect(
      meter.dueSpan(of: deployment, at: later) == Span(start: later.adding(days: -1), end: later))
  }

  @Test("a counter's reset and a missing value are seen for what they are")
  func steps() throws {
    let counter = Steps(
      [[(0, 5), (60, 8), (120, 2), (240, 9), (300, 10)]], of: .counter, scale: 2, step: 60)
    #expect(counter.amounts == [0: 6, 60: 4, 240: 2])
    let rate = Steps([[(0, 2), (60, 4)], [(60, 1), (120, 1)]], of: .rate, scale: 1, step: 60)
    #expect(rate.amounts == [0: 180, 60: 60])
    #expect(counter.spans.map(\.seconds) == [120, 60])
    let night = Steps([[(86_340, 1), (86_400, 1), (86_460, 1)]], of: .rate, scale: 1, step: 60)
    #expect(night.spans.count == 2)
    #expect(night.sum(within: night.spans[0]) == 60)
  }
}
