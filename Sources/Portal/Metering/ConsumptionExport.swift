/// A statement as comma-separated values (RFC 4180): one line for each deployment, month and tier, and everything that its
/// figure rests on. Time that ran unmetered has a line without a figure.
public enum ConsumptionExport {
  public static func csv(_ statement: ConsumptionStatement) -> String {
    let lines = statement.lines.flatMap { line in
      line.parts.isEmpty ? [values(line, nil)] : line.parts.map { values(line, $0) }
    }
    return CSVWriter.line(columns) + lines.map(CSVWriter.line).joined()
  }

  private static let columns = [
    "month", "deployment", "title", "organisation", "use_case", "site", "is_sample",
    "running_seconds",
    "metered_seconds", "tier", "source", "cpu_seconds", "memory_gib_hours", "storage_gib_hours",
    "gpu_seconds", "it_watt_hours", "idle_watt_hours", "total_watt_hours", "grams_co2e",
    "idle_load_watt_hours", "full_load_watt_hours", "coefficients", "pue", "pue_basis",
    "grams_co2e_per_kwh", "factor_year", "factor_perimeter", "factor_source", "cost_eur",
  ]

  private static func values(_ line: ConsumptionLine, _ part: ConsumptionPart?) -> [String] {
    let deployment = line.deployment
    let values = [
      line.month.description, deployment.id.text, deployment.title, deployment.organisation.name,
      deployment.useCase.title, deployment.site.name, deployment.isSample ? "true" : "false",
      String(line.runningSeconds),
    ]
    guard let part else { return values + ["0"] + columns.dropFirst(9).map { _ in "" } }
    let (figure, usage, basis) = (part.figure, part.sum.usage, part.figure.basis)
    return values + [
      String(part.sum.seconds), figure.tier.letter, part.source,
      usage.cpuSeconds.description, usage.memoryGiBHours.description,
      usage.storageGiBHours.description, usage.gpuSeconds.description,
      String(figure.energy.itWattHours), figure.idleWattHours.map(String.init) ?? "",
      String(figure.energy.totalWattHours), String(figure.energy.gramsCO2e),
      figure.range.map { String($0.idle.totalWattHours) } ?? "",
      figure.range.map { String($0.full.totalWattHours) } ?? "",
      figure.tier.isMeasured ? "" : basis.coefficients.id, basis.pue.value.description,
      basis.pue.basis.french, basis.factor.gramsPerKWh.description, String(basis.factor.year),
      basis.factor.perimeter.french, basis.factor.source, part.cost?.description ?? "",
    ]
  }
}
