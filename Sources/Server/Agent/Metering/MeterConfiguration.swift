import Foundation
import Portal

/// What a site's agent asks which Prometheus: a file of lines `name = value`, `#` begins a comment.
///
/// In selectors `{deployment}` stands for a deployment's id.
struct MeterConfiguration: Sendable {
  /// `https://…`, or `http://` on this machine.
  var prometheus: String
  /// File with a bearer token.
  var tokenFile: String?
  /// Seconds from one value to the next; a day has a whole number of steps, no scrape is further from the next.
  var step: Int
  /// Seconds from one report to the next; a whole number of steps.
  var period: Int
  var exporter: EnergyExporter
  /// Picks the series of the workload, or for an exporter of the host those of the host: `pod_namespace="h-{deployment}"`.
  var selector: String
  /// For exporters with zones: a set whose members do not overlap, such as `package,dram`.
  var zones: [String]
  /// Picks the workload's accelerators among those of `gpuExporter`, dcgm's counter or its gauge: their energy is added.
  var gpuSelector: String?
  var gpuExporter: EnergyExporter
  /// Series of the workload, each with its own matchers: seconds of processor, bytes of memory and storage, busy share of
  /// accelerators.
  var cpuSeconds: String?
  var memoryBytes: String?
  var storageBytes: String?
  var gpuShare: String?
  /// Series of the host, by which its energy is shared.
  var hostCPUSeconds: String?
  var hostMemoryBytes: String?

  /// Reads a file and complains of everything at once.
  init(path: String) throws(ConfigurationError) {
    var settings = SettingReader(file: path, known: Self.names)
    prometheus = settings.text("prometheus") ?? ""
    tokenFile = settings.text("token-file")
    step = settings.number("step", in: 1...86_400) ?? 60
    period = settings.number("period", in: 1...86_400) ?? 3600
    exporter = Self.exporter(settings.text("exporter") ?? "", "exporter", &settings)
    selector = settings.text("selector") ?? ""
    zones = (settings.text("zones") ?? "").split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    gpuSelector = settings.text("gpu-selector")
    gpuExporter =
      settings.text("gpu-exporter").map { Self.exporter($0, "gpu-exporter", &settings) } ?? .dcgm
    cpuSeconds = settings.text("cpu-seconds")
    memoryBytes = settings.text("memory-bytes")
    storageBytes = settings.text("storage-bytes")
    gpuShare = settings.text("gpu-share")
    hostCPUSeconds = settings.text("host-cpu-seconds")
    hostMemoryBytes = settings.text("host-memory-bytes")
    for contradiction in contradictions { settings.complain(contradiction) }
    guard settings.complaints.isEmpty else {
      throw ConfigurationError(complaints: settings.complaints)
    }
  }

  private static func exporter(
    _ text: String, _ name: String, _ settings: inout SettingReader
  ) -> EnergyExporter {
    if let exporter = EnergyExporter(rawValue: text) { return exporter }
    let known = EnergyExporter.allCases.map(\.rawValue).joined(separator: ", ")
    settings.complain(Text("\(name) : l’un de \(known).", "\(name): one of \(known)."))
    return .kepler
  }

  private static let names: Set = [
    "prometheus", "token-file", "step", "period", "exporter", "selector", "zones", "gpu-selector",
    "gpu-exporter",
    "cpu-seconds", "memory-bytes", "storage-bytes", "gpu-share", "host-cpu-seconds",
    "host-memory-bytes",
  ]

  /// What cannot be metered by, or would give a wrong figure.
  private var contradictions: [Text] {
    var found: [Text] = []
    if !Self.isSafe(prometheus) {
      found.append(
        Text(
          "prometheus : une adresse https://… est attendue, ou http:// sur cette machine.",
          "prometheus: an https://… address is expected, or http:// on this machine."))
    }
    if 86_400 % period != 0 || period % step != 0 {
      found.append(
        Text(
          "period : la période divise le jour, le pas divise la période.",
          "period: the period divides a day, the step divides the period."))
    }
    if exporter.hasZones, zones.isEmpty {
      found.append(
        Text(
          "zones : à choisir, car elles se recouvrent : par exemple package,dram.",
          "zones: to be chosen, as they overlap: for example package,dram."))
    }
    if !exporter.isOfHost, !selector.contains("{deployment}") {
      found.append(
        Text("selector : doit contenir {deployment}.", "selector: has to contain {deployment}."))
    }
    let shares = [cpuSeconds, memoryBytes, hostCPUSeconds, hostMemoryBytes]
    if exporter.isOfHost, shares.contains(nil) {
      found.append(
        Text(
          """
          exporter : répartir l’énergie d’une machine demande cpu-seconds, memory-bytes, host-cpu-seconds et \
          host-memory-bytes.
          """,
          """
          exporter: sharing a host’s energy takes cpu-seconds, memory-bytes, host-cpu-seconds and host-memory-bytes.
          """))
    }
    return found
  }

  /// A token and what is metered never cross a network in the clear.
  private static func isSafe(_ address: String) -> Bool {
    guard let parts = URLComponents(string: address), let host = parts.host, !host.isEmpty,
      parts.user == nil, parts.query == nil, parts.fragment == nil
    else { return false }
    return parts.scheme == "https"
      || (parts.scheme == "http" && ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host))
  }
}
