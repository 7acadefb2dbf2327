import JSON
import Portal

extension Command {
  static let meter = Command(
    name: "meter",
    summary: Text(
      "montre ce que l’agent mesurerait d’un déploiement",
      "shows what the agent would meter of a deployment"),
    options: [
      .init("meter", "FILE", Text("réglages de la mesure", "settings of the metering")),
      .init("deployment", "ID", Text("déploiement", "deployment")),
      .init("from", "TIME", Text("début, 2026-11-21T09:00:00Z", "start, 2026-11-21T09:00:00Z")),
      .init("to", "TIME", Text("fin, non comprise", "end, not included")),
    ]
  ) { invocation, console in
    let reader = try UsageReader(MeterConfiguration(path: try invocation.required("meter")))
    guard let deployment = Deployment.ID(try invocation.required("deployment")),
      let start = Instant(rfc3339: try invocation.required("from")),
      let end = Instant(rfc3339: try invocation.required("to")),
      let span = Span(start: start, end: end)
    else {
      throw UsageError(
        Text(
          "Un identifiant et deux moments dans l’ordre sont attendus.",
          "An id and two moments in order are expected."))
    }
    let samples = try reader.samples(of: deployment, over: span)
    console.print(String(decoding: UsageReport.json(samples).serialised(), as: UTF8.self))
  }
}

/// Samples as the portal takes them.
enum UsageReport {
  static func json(_ samples: [UsageSample]) -> JSON {
    [
      "samples": .array(
        samples.map { sample in
          let usage = sample.usage
          var json: JSONObject = [
            "deployment": .string(sample.deployment.text), "start": .string(sample.start.rfc3339),
            "end": .string(sample.end.rfc3339), "tier": .string(sample.tier.rawValue),
            "source": .string(sample.source), "cpuSeconds": .number(usage.cpuSeconds.double),
            "memoryGiBHours": .number(usage.memoryGiBHours.double),
            "storageGiBHours": .number(usage.storageGiBHours.double),
            "gpuSeconds": .number(usage.gpuSeconds.double),
          ]
          json["joules"] = usage.joules.map { .number($0.double) }
          json["idleJoules"] = usage.idleJoules.map { .number($0.double) }
          return .object(json)
        })
    ]
  }
}
