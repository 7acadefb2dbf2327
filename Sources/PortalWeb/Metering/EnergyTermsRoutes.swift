import HTML
import HTTP
import JSON
import Portal

/// How energy is counted: coefficients, factors and tariffs, and setting the operator's.
enum EnergyTermsRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/energy", Text("Comment l’énergie est comptée", "How energy is counted"),
      answers: .ok(EnergyTermsRecord.shape)
    ) { context in
      let record = try context.portal.energyTerms(as: context.actor)
      let language = context.language
      return .page(
        EnergyTermsView(record: record, state: FormState()), json: { record.json(language) })
    }
    table.post(
      "/energy/grid-factors", Action.setGridFactor.label, body: factor,
      answers: .ok(EnergyTermsRecord.shape), form: termsView
    ) { context in
      let fields = context.fields
      guard let grams = fields.decimal("gramsCO2ePerKWh"), let month = fields.month("validFrom"),
        let year = fields.integer("year")
      else { throw PortalError.notFound }
      try await context.portal.setGridFactor(
        GridFactor(
          gramsPerKWh: grams, year: year, perimeter: Text(verbatim: fields.text("perimeter")),
          source: fields.text("source"), validFrom: month.start), as: context.actor)
      return try done(context)
    }
    table.post(
      "/energy/tariffs", Action.setTariff.label, body: tariff,
      answers: .ok(EnergyTermsRecord.shape), form: termsView
    ) { context in
      let fields = context.fields
      guard let month = fields.month("validFrom") else { throw PortalError.notFound }
      func price(_ name: String) -> FixedPoint { fields.decimal(name) ?? .zero }
      try await context.portal.setTariff(
        Tariff(
          validFrom: month.start, vcpuHour: price("vcpuHour"),
          memoryGiBHour: price("memoryGiBHour"), storageGiBHour: price("storageGiBHour"),
          gpuHour: price("gpuHour"), source: fields.text("source")), as: context.actor)
      return try done(context)
    }
  }

  private static let termsView: Route.FormView = { context, state in
    EnergyTermsView(record: try context.portal.energyTerms(as: context.actor), state: state)
  }

  private static func done(_ context: Context) throws -> Reply {
    let record = try context.portal.energyTerms(as: context.actor)
    let language = context.language
    return .done(at: "/energy", json: { record.json(language) })
  }

  private static let validFrom = Field(
    "validFrom", Text("À partir du mois", "From the month"), .month,
    hint: Text("Comme 2026-11.", "Like 2026-11."))
  private static let source = Field("source", Text("Source", "Source"), .line(maximum: 300))

  static let factor = [
    Field(
      "gramsCO2ePerKWh", Text("Facteur (gCO₂e/kWh)", "Factor (gCO₂e/kWh)"),
      .decimal(0...GridFactor.highest)),
    Field(
      "year", Text("Année de la valeur", "Year of the value"), .integer(SiteStatement.years)),
    Field(
      "perimeter", Text("Périmètre", "Perimeter"), .line(maximum: 200),
      hint: Text(
        "Production ou consommation, émissions directes ou cycle de vie.",
        "Production or consumption, direct emissions or life cycle.")),
    validFrom, source,
  ]

  static let tariff =
    [
      ("vcpuHour", Text("vCPU, € par heure", "vCPU, € an hour")),
      ("memoryGiBHour", Text("mémoire, € par Gio et heure", "memory, € per GiB and hour")),
      ("storageGiBHour", Text("stockage, € par Gio et heure", "storage, € per GiB and hour")),
      ("gpuHour", Text("GPU, € par heure", "GPU, € an hour")),
    ].map { Field($0.0, $0.1, .decimal(0...Tariff.highest)) } + [validFrom, source]
}

extension EnergyTermsRecord {
  static let shape = Shape.record(
    "EnergyTerms",
    [
      "coefficients": .list(
        .record(
          "Coefficients",
          [
            "id": .text, "name": .text, "year": .count, "source": .text, "vcpuIdleWatts": .number,
            "vcpuFullWatts": .number, "memoryWattsPerGB": .number, "storageWattsPerTB": .number,
            "gpuModel": .text, "gpuIdleWatts": .number, "gpuFullWatts": .number,
          ])),
      "check": Energy.shape, "factor": GridFactor.shape,
      "factors": .list(GridFactor.shape.extended("DatedGridFactor", ["validFrom": .day])),
      "tariffs": .list(
        .record(
          "Tariff",
          [
            "validFrom": .day, "vcpuHour": .number, "memoryGiBHour": .number,
            "storageGiBHour": .number, "gpuHour": .number, "currency": .choice(["EUR"]),
            "source": .text,
          ])),
    ])

  func json(_ language: Language) -> JSON {
    [
      "coefficients": .array(
        CoefficientSet.all.map { set in
          [
            "id": .string(set.id), "name": .string(set.name[language]),
            "year": .integer(Int64(set.year)), "source": .string(set.source),
            "vcpuIdleWatts": .number(set.vcpu.idle.double),
            "vcpuFullWatts": .number(set.vcpu.full.double),
            "memoryWattsPerGB": .number(set.memoryPerGB.double),
            "storageWattsPerTB": .number(set.storagePerTB.double),
            "gpuModel": .string(set.gpuModel), "gpuIdleWatts": .number(set.gpu.idle.double),
            "gpuFullWatts": .number(set.gpu.full.double),
          ]
        }),
      "check": check.json, "factor": factor.json(language),
      "factors": .array(
        factors.map { factor in
          var members = factor.json(language).members ?? [:]
          members["validFrom"] = JSON(factor.validFrom)
          return .object(members)
        }),
      "tariffs": .array(
        tariffs.map { tariff in
          [
            "validFrom": JSON(tariff.validFrom), "vcpuHour": .number(tariff.vcpuHour.double),
            "memoryGiBHour": .number(tariff.memoryGiBHour.double),
            "storageGiBHour": .number(tariff.storageGiBHour.double),
            "gpuHour": .number(tariff.gpuHour.double), "currency": "EUR",
            "source": .string(tariff.source),
          ]
        }),
    ]
  }
}
