/// What a workload used over some time, as the site metered it. Sums of such amounts lose nothing.
public struct Usage: Hashable, Sendable {
  public var cpuSeconds: FixedPoint
  public var memoryGiBHours: FixedPoint
  public var storageGiBHours: FixedPoint
  public var gpuSeconds: FixedPoint
  /// Energy measured, J: of the workload (tier A), or its part of the host's work (tier B); `nil` where nothing measures.
  public var joules: FixedPoint?
  /// The workload's part of what the host draws while idle, J; kept apart, as it would be drawn all the same.
  public var idleJoules: FixedPoint?

  public init(
    cpuSeconds: FixedPoint = .zero, memoryGiBHours: FixedPoint = .zero,
    storageGiBHours: FixedPoint = .zero, gpuSeconds: FixedPoint = .zero,
    joules: FixedPoint? = nil, idleJoules: FixedPoint? = nil
  ) {
    self.cpuSeconds = cpuSeconds
    self.memoryGiBHours = memoryGiBHours
    self.storageGiBHours = storageGiBHours
    self.gpuSeconds = gpuSeconds
    self.joules = joules
    self.idleJoules = idleJoules
  }

  public static let zero = Usage()
}

/// Samples of one deployment and tier added up: what it used, and what it held meanwhile.
public struct UsageSum: Hashable, Sendable {
  /// How long was metered.
  public var seconds: Int64
  public var usage: Usage
  /// What was held, each amount times the seconds that it was held for.
  public var held: Resources

  public init(seconds: Int64, usage: Usage, held: Resources) {
    self.seconds = seconds
    self.usage = usage
    self.held = held
  }
}

extension UsageSum {
  /// What was held, at a share of its full load.
  func allocation(utilisation: Double) -> Load {
    Load(held, hours: 1.0 / 3600, utilisation: utilisation)
  }

  /// What was held and what was done with it.
  var load: Load {
    var load = allocation(utilisation: 0)
    load.busyVCPUHours = usage.cpuSeconds.double / 3600
    load.memoryGBHours = usage.memoryGiBHours.double * Load.gbPerGiB
    load.storageTBHours = usage.storageGiBHours.double * Load.gbPerGiB / 1000
    load.busyGPUHours = usage.gpuSeconds.double / 3600
    return load
  }
}
