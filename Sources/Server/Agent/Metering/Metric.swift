import Portal

/// One series of Prometheus that tells an amount: as a counter that rises with it, or as a gauge of its rate.
struct Metric: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Only rises, and begins again at 0 when its exporter restarts.
    case counter
    /// The amount per second; over a time it is the mean of both ends times the seconds.
    case rate
  }

  /// Its name in Prometheus.
  let name: String
  let kind: Kind
  /// What one of its units is in ours: 0.001 for millijoules.
  let scale: Double

  /// The selector of its series, `{…}` included where there is anything to select by.
  func selector(_ matchers: [String]) -> String {
    let matchers = matchers.filter { !$0.isEmpty }
    return matchers.isEmpty ? name : "\(name){\(matchers.joined(separator: ","))}"
  }
}

/// A known exporter of energy: what its series are called, and how good a figure they give.
enum EnergyExporter: String, CaseIterable, Sendable {
  /// Kepler since its rewrite of version 0.10, per pod; joules by zone.
  case kepler
  /// Kepler before that, per container; joules of everything together.
  case olderKepler = "kepler-before-0.10"
  /// Kepler, the node as a whole; active and idle joules by zone.
  case keplerNode = "kepler-node"
  /// Scaphandre, per process; microwatts.
  case scaphandre
  /// Scaphandre, the host as a whole; microjoules.
  case scaphandreHost = "scaphandre-host"
  /// NVIDIA's dcgm-exporter, per accelerator; millijoules since the driver was loaded.
  case dcgm
  /// The same exporter's gauge, for drivers that count no energy; watts.
  case dcgmPower = "dcgm-power"

  /// What is measured of the work, J.
  var energy: Metric {
    switch self {
    case .kepler: Metric(name: "kepler_pod_cpu_joules_total", kind: .counter, scale: 1)
    case .olderKepler: Metric(name: "kepler_container_joules_total", kind: .counter, scale: 1)
    case .keplerNode: Metric(name: "kepler_node_cpu_active_joules_total", kind: .counter, scale: 1)
    case .scaphandre:
      Metric(name: "scaph_process_power_consumption_microwatts", kind: .rate, scale: 1e-6)
    case .scaphandreHost:
      Metric(name: "scaph_host_energy_microjoules", kind: .counter, scale: 1e-6)
    case .dcgm:
      Metric(name: "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", kind: .counter, scale: 1e-3)
    case .dcgmPower: Metric(name: "DCGM_FI_DEV_POWER_USAGE", kind: .rate, scale: 1)
    }
  }

  /// What the host draws idle, where it is told apart, J.
  var idleEnergy: Metric? {
    self == .keplerNode
      ? Metric(name: "kepler_node_cpu_idle_joules_total", kind: .counter, scale: 1) : nil
  }

  /// Whether it measures the host, so that a workload gets its share.
  var isOfHost: Bool { self == .keplerNode || self == .scaphandreHost }

  var tier: Tier { isOfHost ? .measuredHost : .measuredWorkload }

  /// Whether its series are told apart by zones, which overlap: a set has to be chosen.
  var hasZones: Bool { self == .kepler || self == .keplerNode }
}
