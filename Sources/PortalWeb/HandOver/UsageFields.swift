import JSON
import Portal

/// Samples of use as an agent sends them.
enum UsageFields {
  static let samples = Field(
    "samples", Text("Échantillons", "Samples"),
    .records(name: "UsageSample", sample, maximum: UsageSample.mostAtOnce))

  private static let sample = [
    Field("deployment", Text("Déploiement", "Deployment"), .id),
    Field("start", Text("Début", "Start"), .instant),
    Field("end", Text("Fin, non comprise", "End, not included"), .instant),
    Field(
      "tier", Text("Niveau de qualité", "Quality tier"), .choice(of: Tier.self, label: \.label)),
    Field("source", Text("Source de la mesure", "Source of the metering"), .line(maximum: 80)),
    amount("cpuSeconds", Text("Temps de processeur (s)", "Processor time (s)")),
    amount("memoryGiBHours", Text("Mémoire (Gio·h)", "Memory (GiB·h)")),
    amount("storageGiBHours", Text("Stockage (Gio·h)", "Storage (GiB·h)")),
    amount("gpuSeconds", Text("Temps de GPU (s)", "GPU time (s)")),
    amount("joules", Text("Énergie mesurée (J)", "Measured energy (J)")),
    amount(
      "idleJoules", Text("Part au repos de la machine (J)", "Part of the host’s idle draw (J)")),
  ]

  /// What is left out is 0, an energy not measured.
  private static func amount(_ name: String, _ label: Text) -> Field {
    Field(name, label, .decimal(0...9_000_000_000_000), required: false)
  }

  /// The reader has checked each field; `invalid` is for what it let through all the same.
  static func sample(_ fields: Fields) throws(PortalError) -> UsageSample {
    guard let deployment: Deployment.ID = fields.id("deployment"),
      let start = fields.instant("start"), let end = fields.instant("end"),
      let tier: Tier = fields.choice("tier")
    else { throw .invalid("samples", Text("Il manque des champs.", "Fields are missing.")) }
    return UsageSample(
      deployment: deployment, start: start, end: end, tier: tier, source: fields.text("source"),
      usage: Usage(
        cpuSeconds: fields.decimal("cpuSeconds") ?? .zero,
        memoryGiBHours: fields.decimal("memoryGiBHours") ?? .zero,
        storageGiBHours: fields.decimal("storageGiBHours") ?? .zero,
        gpuSeconds: fields.decimal("gpuSeconds") ?? .zero, joules: fields.decimal("joules"),
        idleJoules: fields.decimal("idleJoules")))
  }
}

extension UsageReceipt {
  static let shape = Shape.record("UsageReceipt", ["taken": .count, "known": .count])

  var json: JSON { ["taken": .integer(Int64(taken)), "known": .integer(Int64(known))] }
}
