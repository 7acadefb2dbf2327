import JSON
import Portal

/// A project's ceilings and what is taken of them, by Incus's own count.
struct IncusProject {
  /// A class without a ceiling has no limit here.
  private(set) var limits: [ResourceClass: Int] = [:]
  private(set) var used: [ResourceClass: Int] = [:]

  private static let names: [(ResourceClass, String, unit: Int)] = [
    (.vcpu, "cpu", 1), (.memoryGiB, "memory", 1_073_741_824), (.storageGiB, "disk", 1_073_741_824),
  ]

  init(_ name: String, through connection: IncusConnection) throws {
    guard let state = try connection.get("/1.0/projects/\(name)/state")?.metadata["resources"]
    else {
      throw Setback(
        kind: .policyRefused, reason: "Le projet « \(name) » n’existe pas sur le site.")
    }
    for (resourceClass, name, unit) in Self.names {
      if let limit = state[name]?["Limit"]?.int, limit >= 0 { limits[resourceClass] = limit / unit }
      used[resourceClass] = (state[name]?["Usage"]?.int ?? 0) / unit
    }
  }

  /// What is missing for so much more, class by class, for people.
  func lacking(_ more: Resources) -> [String] {
    ResourceClass.allCases.compactMap { resourceClass in
      guard let limit = limits[resourceClass], more[resourceClass] > 0 else { return nil }
      let used = used[resourceClass] ?? 0
      guard used + more[resourceClass] > limit else { return nil }
      return
        "\(resourceClass.label.french) : \(more[resourceClass]) de plus demandés, \(used) en usage, plafond \(limit)"
    }
  }
}

extension Incus {
  /// Of the machine that answers: its processors and memory, and what the projects open to us have given out.
  func capacity() throws -> PlatformCapacity? {
    var capacity = PlatformCapacity()
    if let machine = try connection.get("/1.0/resources")?.metadata {
      capacity.total[.vcpu] = machine["cpu"]?["total"]?.int
      capacity.total[.memoryGiB] = machine["memory"]?["total"]?.int.map { $0 / 1_073_741_824 }
    }
    for project in try projects() {
      let used = try IncusProject(project, through: connection).used
      capacity.used.merge(used, uniquingKeysWith: +)
    }
    return capacity
  }
}
