import Portal

/// What the site's own operator lets the agent run at once, whatever the portal approves.
struct Ceiling: Sendable {
  /// A class without a limit is not bounded here, save the GPU, of which there is none unless it is said.
  private var limits: [ResourceClass: Int] = [.gpu: 0]

  /// From where the site takes what it runs: hosts of registries and of bundles, with their ports; nil: from anywhere.
  var registries: Set<String>?

  init() {}

  /// Reads `vcpu=8,memoryGiB=32`.
  init(_ text: String) throws(UsageError) {
    for part in text.split(separator: ",") {
      let words = part.split(separator: "=", omittingEmptySubsequences: false)
      guard words.count == 2, let resourceClass = ResourceClass(rawValue: String(words[0])),
        let limit = Int(words[1]), limit >= 0
      else {
        let classes = ResourceClass.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(
          Text(
            "--ceiling : « \(part) » n’est pas un plafond ; exemple : vcpu=8,memoryGiB=32 (\(classes)).",
            "--ceiling: “\(part)” is no ceiling; example: vcpu=8,memoryGiB=32 (\(classes))."))
      }
      limits[resourceClass] = limit
    }
  }

  /// Why the site does not run what an order asks for, beside what runs already; nil when it does.
  func objection(to order: Order, beside running: Resources) -> String? {
    if let registries, let host = order.workload.artifact.host, !registries.contains(host) {
      let allowed = registries.sorted().joined(separator: ", ")
      return "Refusé par le site : « \(host) » n’est pas un registre admis (\(allowed))."
    }
    return objection(to: order.granted, beside: running)
  }

  /// Why the site cannot run `asked` beside what runs already; nil when it can. Names every class at once.
  func objection(to asked: Resources, beside running: Resources) -> String? {
    let exceeded = ResourceClass.allCases.compactMap { resourceClass -> String? in
      guard asked[resourceClass] > 0, let limit = limits[resourceClass],
        running[resourceClass] + asked[resourceClass] > limit
      else { return nil }
      return
        "\(resourceClass.label.french) : \(asked[resourceClass]) demandés, \(running[resourceClass]) en cours, plafond \(limit)"
    }
    return exceeded.isEmpty
      ? nil : "Refusé par le plafond du site — " + exceeded.joined(separator: " ; ") + "."
  }
}
