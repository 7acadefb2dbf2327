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
  var step: Int64
  /// Seconds from one report to the next; a whole number of steps.
  var period: Int64
  var exporter: EnergyExporter
  /// Picks the series of the workload, or for an exporter of the host those of the host: `pod_namespace="h-{deployment}"`.
  var selector: String
  /// For exporters with zones: a set whose members do not overlap, such as `package,dram`.
  var zones: [String]
  /// Picks the workload's accelerators among those of dcgm-exporter: their energy is added.
  var gpuSelector: String?
  /// Series of the workload, each with its own matchers: seconds of processor, bytes of memory and storage, busy share of
  /// accelerators.
  var cpuSeconds: String?
  var memoryBytes: String?
  var storageBytes: String?
  var gpuShare: String?
  /// Series of the host, by which its energy is shared.
  var hostCPUSeconds: String?
  var hostMemoryBytes: String?

  /// Reads a file; throws every complaint at once.
  init(path: String) throws {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw ConfigurationError(complaints: [
        Text("« \(path) » n’est pas lisible.", "“\(path)” cannot be read.")
      ])
    }
    try self.init(text)
  }

  init(_ text: String) throws(ConfigurationError) {
    var (values, complaints) = Self.values(in: text)
    func take(_ name: String) -> String? { values.removeValue(forKey: name) }
    func complain(_ name: String, _ french: String, _ english: String) {
      complaints.append(Text("\(name) : \(french)", "\(name): \(english)"))
    }
    func seconds(_ name: String, default standard: Int64) -> Int64 {
      guard let text = take(name) else { return standard }
      guard let seconds = Int64(text), (1...86_400).contains(seconds) else {
        complain(name, "de 1 à 86400 secondes.", "from 1 to 86400 seconds.")
        return standard
      }
      return seconds
    }
    prometheus = take("prometheus") ?? ""
    tokenFile = take("token-file")
    step = seconds("step", default: 60)
    period = seconds("period", default: 900)
    let name = take("exporter") ?? ""
    exporter = EnergyExporter(rawValue: name) ?? .kepler
    selector = take("selector") ?? ""
    zones = (take("zones") ?? "").split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    gpuSelector = take("gpu-selector")
    cpuSeconds = take("cpu-seconds")
    memoryBytes = take("memory-bytes")
    storageBytes = take("storage-bytes")
    gpuShare = take("gpu-share")
    hostCPUSeconds = take("host-cpu-seconds")
    hostMemoryBytes = take("host-memory-bytes")
    for name in values.keys.sorted() { complain(name, "réglage inconnu.", "unknown setting.") }
    if !Self.isSafe(prometheus) {
      complain(
        "prometheus", "une adresse https://… est attendue, ou http:// sur cette machine.",
        "an https://… address is expected, or http:// on this machine.")
    }
    if EnergyExporter(rawValue: name) == nil {
      let known = EnergyExporter.allCases.map(\.rawValue).joined(separator: ", ")
      complain("exporter", "l’un de \(known).", "one of \(known).")
    }
    if 86_400 % step != 0 || period % step != 0 || 86_400 % period != 0 {
      complain(
        "period", "la période divise le jour, le pas divise la période.",
        "the period divides a day, the step divides the period.")
    }
    if exporter.hasZones, zones.isEmpty {
      complain(
        "zones", "à choisir, car les zones se recouvrent : par exemple package,dram.",
        "to be chosen, as zones overlap: for example package,dram.")
    }
    if !exporter.isOfHost, !selector.contains("{deployment}") {
      complain("selector", "doit contenir {deployment}.", "has to contain {deployment}.")
    }
    if exporter.isOfHost, [cpuSeconds, memoryBytes, hostCPUSeconds, hostMemoryBytes].contains(nil) {
      complain(
        "exporter",
        "répartir l’énergie d’une machine demande cpu-seconds, memory-bytes, host-cpu-seconds et host-memory-bytes.",
        "sharing a host’s energy takes cpu-seconds, memory-bytes, host-cpu-seconds and host-memory-bytes."
      )
    }
    guard complaints.isEmpty else { throw ConfigurationError(complaints: complaints) }
  }

  private static func values(in text: String) -> (values: [String: String], complaints: [Text]) {
    var (values, complaints) = ([String: String](), [Text]())
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      let parts = line.split(separator: "=", maxSplits: 1).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if parts.count == 2, !parts[1].isEmpty, values[parts[0]] == nil {
        values[parts[0]] = parts[1]
      } else {
        complaints.append(
          Text("ligne \(index + 1) : illisible.", "line \(index + 1): cannot be read."))
      }
    }
    return (values, complaints)
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
