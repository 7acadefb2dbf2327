import JSON
import Portal

extension ConsumptionStatement {
  static let shape = Shape.record(
    "ConsumptionStatement",
    [
      "from": .month, "to": .month, "isSample": .flag, "total": ConsumptionTotal.shape,
      "groups": .list(
        .record(
          "ConsumptionGroup", ["key": .text, "name": .text, "total": ConsumptionTotal.shape])),
      "lines": .list(ConsumptionLine.shape),
    ])

  func json(by grouping: ConsumptionGrouping, _ language: Language) -> JSON {
    [
      "from": .string(filter.from.description), "to": .string(filter.to.description),
      "isSample": .bool(isSample), "total": total.json,
      "groups": .array(
        groups(by: grouping).map { group in
          ["key": .string(group.key), "name": .string(group.name), "total": group.total.json]
        }),
      "lines": .array(lines.map { $0.json(language) }),
    ]
  }
}

extension ConsumptionTotal {
  static let shape = Shape.record(
    "ConsumptionTotal",
    [
      "energy": Energy.shape, "worstTier": .nullable(.choice(of: Tier.self)),
      "totalWattHoursByTier": .map(.count), "meteredSeconds": .count, "runningSeconds": .count,
      "costEuros": .nullable(.number), "isCostPartial": .flag,
    ])

  var json: JSON {
    [
      "energy": energy.json, "worstTier": JSON(worstTier?.rawValue),
      "totalWattHoursByTier": .object(
        JSONObject(
          Tier.allCases.compactMap { tier in
            wattHoursByTier[tier].map { (tier.rawValue, .integer(Int64($0))) }
          })),
      "meteredSeconds": .integer(meteredSeconds), "runningSeconds": .integer(runningSeconds),
      "costEuros": cost.map { .number($0.double) } ?? .null, "isCostPartial": .bool(isCostPartial),
    ]
  }
}

extension ConsumptionLine {
  static let shape = Shape.record(
    "ConsumptionLine",
    [
      "month": .month, "deployment": .id, "title": .text, "organisation": .text, "useCase": .text,
      "site": .text, "isSample": .flag, "runningSeconds": .count, "meteredSeconds": .count,
      "parts": .list(
        .record(
          "ConsumptionPart",
          [
            "meteredSeconds": .count, "source": .text, "cpuSeconds": .number,
            "memoryGiBHours": .number, "storageGiBHours": .number, "gpuSeconds": .number,
            "figure": EnergyFigure.shape, "costEuros": .nullable(.number),
          ])),
    ])

  func json(_ language: Language) -> JSON {
    [
      "month": .string(month.description), "deployment": .string(deployment.id.text),
      "title": .string(deployment.title), "organisation": .string(deployment.organisation.name),
      "useCase": .string(deployment.useCase.title), "site": .string(deployment.site.name),
      "isSample": .bool(deployment.isSample), "runningSeconds": .integer(runningSeconds),
      "meteredSeconds": .integer(meteredSeconds),
      "parts": .array(
        parts.map { part in
          let usage = part.sum.usage
          return [
            "meteredSeconds": .integer(part.sum.seconds),
            "source": .string(part.source),
            "cpuSeconds": .number(usage.cpuSeconds.double),
            "memoryGiBHours": .number(usage.memoryGiBHours.double),
            "storageGiBHours": .number(usage.storageGiBHours.double),
            "gpuSeconds": .number(usage.gpuSeconds.double), "figure": part.figure.json(language),
            "costEuros": part.cost.map { .number($0.double) } ?? .null,
          ]
        }),
    ]
  }
}
