import JSON
import Portal

extension Energy {
  static let shape = Shape.record(
    "Energy", ["itWattHours": .count, "totalWattHours": .count, "gramsCO2e": .count])

  var json: JSON {
    [
      "itWattHours": .integer(Int64(itWattHours)),
      "totalWattHours": .integer(Int64(totalWattHours)), "gramsCO2e": .integer(Int64(gramsCO2e)),
    ]
  }
}

extension EnergyFigure {
  static let shape = Shape.record(
    "EnergyFigure",
    [
      "tier": .choice(of: Tier.self), "tierLabel": .text, "energy": Energy.shape,
      "idleWattHours": .nullable(.count),
      "range": .nullable(.record("EnergyRange", ["idle": Energy.shape, "full": Energy.shape])),
      "coefficients": .record(
        "CoefficientSet", ["id": .text, "name": .text, "year": .count, "source": .text]),
      "utilisationPercent": .count,
      "pue": .record("PUE", ["value": .number, "isHypothesis": .flag, "basis": .text]),
      "gridFactor": GridFactor.shape, "sentence": .text,
    ])

  func json(_ language: Language) -> JSON {
    [
      "tier": .string(tier.rawValue), "tierLabel": .string(tier.label[language]),
      "energy": energy.json, "idleWattHours": JSON(idleWattHours),
      "range": range.map { ["idle": $0.idle.json, "full": $0.full.json] } ?? .null,
      "coefficients": [
        "id": .string(basis.coefficients.id), "name": .string(basis.coefficients.name[language]),
        "year": .integer(Int64(basis.coefficients.year)),
        "source": .string(basis.coefficients.source),
      ],
      "utilisationPercent": .integer(Int64(basis.utilisationPercent)),
      "pue": [
        "value": .number(basis.pue.value.double), "isHypothesis": .bool(basis.pue.isHypothesis),
        "basis": .string(basis.pue.basis[language]),
      ],
      "gridFactor": basis.factor.json(language),
      "sentence": .string(basis.sentence(for: tier)[language]),
    ]
  }
}

extension GridFactor {
  static let shape = Shape.record(
    "GridFactor",
    ["gramsCO2ePerKWh": .number, "year": .count, "perimeter": .text, "source": .text])

  func json(_ language: Language) -> JSON {
    [
      "gramsCO2ePerKWh": .number(gramsPerKWh.double), "year": .integer(Int64(year)),
      "perimeter": .string(perimeter[language]), "source": .string(source),
    ]
  }
}

extension EnergyEstimate {
  static let shape = Shape.record(
    "EnergyEstimate",
    [
      "resources": Resources.shape, "start": .day, "end": .day, "overPeriod": EnergyFigure.shape,
      "perYear": EnergyFigure.shape,
    ])

  func json(_ language: Language) -> JSON {
    [
      "resources": resources.json, "start": JSON(period.start), "end": JSON(period.end),
      "overPeriod": overPeriod.json(language), "perYear": perYear.json(language),
    ]
  }
}
