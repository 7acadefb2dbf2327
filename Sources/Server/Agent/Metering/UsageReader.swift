import Portal

/// Makes usage samples of what Prometheus holds about a deployment: one for each stretch in which its energy was measured
/// without a gap (tier A), or for each in which its host's was, and shared by its work and its memory (tier B).
struct UsageReader: Sendable {
  let configuration: MeterConfiguration
  let client: PrometheusClient

  init(_ configuration: MeterConfiguration) throws {
    self.configuration = configuration
    client = PrometheusClient(
      address: configuration.prometheus,
      token: try configuration.tokenFile.map { try TokenFile.read($0) })
  }

  func samples(of deployment: Deployment.ID, over span: Span) throws -> [UsageSample] {
    let reading = Reading(reader: self, deployment: deployment, span: span)
    let exporter = configuration.exporter
    let measured = try reading.energy(exporter.energy)
    guard !measured.amounts.isEmpty else { return [] }
    let idle = try exporter.idleEnergy.map { try reading.energy($0) }
    let gpuEnergy = try configuration.gpuSelector.map { selector in
      try reading.steps(configuration.gpuExporter.energy, [selector])
    }
    let cpu = try reading.steps(configuration.cpuSeconds, .counter)
    let memory = try reading.steps(configuration.memoryBytes, .rate, scale: Self.gibHours)
    let storage = try reading.steps(configuration.storageBytes, .rate, scale: Self.gibHours)
    let gpu = try reading.steps(configuration.gpuShare, .rate)
    let hostCPU = try reading.steps(configuration.hostCPUSeconds, .counter)
    let hostMemory = try reading.steps(
      configuration.hostMemoryBytes, .rate, scale: Self.gibHours)
    let shared = exporter.isOfHost ? [cpu, memory, hostCPU, hostMemory] : []
    let energy = measured.known(to: [idle, gpuEnergy] + shared)
    return energy.spans.map { span in
      var (joules, idleJoules) = (energy.sum(within: span), idle?.sum(within: span))
      if exporter.isOfHost {
        let share = HostShare(
          activeJoules: joules, idleJoules: idleJoules ?? 0, cpuSeconds: hostCPU.sum(within: span),
          memoryGiBHours: hostMemory.sum(within: span)
        ).part(cpuSeconds: cpu.sum(within: span), memoryGiBHours: memory.sum(within: span))
        (joules, idleJoules) = (share.active, idleJoules == nil ? nil : share.idle)
      }
      let usage = Usage(
        cpuSeconds: cpu.total(within: span), memoryGiBHours: memory.total(within: span),
        storageGiBHours: storage.total(within: span), gpuSeconds: gpu.total(within: span),
        joules: FixedPoint(rounding: joules + (gpuEnergy?.sum(within: span) ?? 0)),
        idleJoules: idleJoules.flatMap { FixedPoint(rounding: $0) })
      return UsageSample(
        deployment: deployment, start: span.start, end: span.end, tier: exporter.tier,
        source: exporter.rawValue, usage: usage)
    }
  }

  /// GiB·h in one byte held for a second.
  private static let gibHours = 1 / 1_073_741_824.0 / 3600

  /// One look at Prometheus about one deployment.
  private struct Reading {
    let reader: UsageReader
    let deployment: Deployment.ID
    let span: Span

    /// By the configured selector and zones.
    func energy(_ metric: Metric) throws -> Steps {
      let configuration = reader.configuration
      let zones = configuration.zones.joined(separator: "|")
      return try steps(
        metric,
        [configuration.selector, configuration.exporter.hasZones ? "zone=~\"\(zones)\"" : ""])
    }

    func steps(_ metric: Metric, _ matchers: [String]) throws -> Steps {
      try steps(metric.selector(matchers), metric.kind, scale: metric.scale)
    }

    /// Nothing where there is no selector.
    func steps(_ selector: String?, _ kind: Metric.Kind, scale: Double = 1) throws -> Steps {
      let step = Int64(reader.configuration.step)
      guard let selector else { return Steps(step: step) }
      let series = try reader.client.series(
        selector.replacing("{deployment}", with: deployment.text), over: span, step: step)
      return Steps(series, of: kind, scale: scale, step: step)
    }
  }
}

extension Steps {
  fileprivate func total(within span: Span) -> FixedPoint {
    FixedPoint(rounding: sum(within: span)) ?? .zero
  }
}
