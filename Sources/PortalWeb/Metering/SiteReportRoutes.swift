import HTML
import HTTP
import JSON
import Portal

/// What a site states year by year, for itself and for the European database.
enum SiteReportRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/sites/:site/reports/:year", Text("Rapport annuel d’un site", "A site’s yearly report"),
      answers: .ok(SiteReport.shape)
    ) { context in
      let report = try report(of: context)
      let language = context.language
      return .page(
        SiteReportView(report: report, state: FormState()), json: { report.json(language) })
    }
    table.post(
      "/sites/:site/reports/:year", Action.stateIndicator.label, body: fields,
      answers: .ok(SiteReport.shape),
      form: { context, state in SiteReportView(report: try report(of: context), state: state) }
    ) { context in
      let before = try report(of: context)
      guard let indicator: Indicator = context.fields.choice("indicator"),
        let certainty: Certainty = context.fields.choice("certainty"),
        let asOf = context.fields.day("asOf")
      else { throw PortalError.notFound }
      _ = try await context.portal.stateIndicator(
        SiteStatement(
          year: before.year, indicator: indicator, value: context.fields.text("value"),
          certainty: certainty, source: context.fields.text("source"), asOf: asOf),
        of: before.site.id, as: context.actor)
      let report = try report(of: context)
      let language = context.language
      return .done(at: report.path, json: { report.json(language) })
    }
    table.get(
      "/sites/:site/reports/:year/export",
      Text("Exporter le rapport annuel", "Export the yearly report"),
      answers: .file(MediaType("text", "csv"))
    ) { context in
      let report = try report(of: context)
      return .response(
        .csv(SiteReportExport.csv(report), name: "\(report.site.slug)-\(report.year).csv"))
    }
  }

  private static func report(of context: Context) throws -> SiteReport {
    guard let year = Int(try context.parameter("year")) else { throw PortalError.notFound }
    return try context.portal.siteReport(
      context.parameter("site"), year: year, as: context.actor)
  }

  static let fields = [
    Field(
      "indicator", Text("Indicateur", "Indicator"), .choice(of: Indicator.self, label: \.choice)),
    Field(
      "value", Text("Valeur", "Value"), .line(maximum: 500),
      hint: Text(
        "Un nombre dans l’unité de l’indicateur, ou un texte.",
        "A number in the indicator’s unit, or words.")),
    Field(
      "certainty", Text("Comment c’est connu", "How it is known"),
      .choice(of: Certainty.self, label: \.label)),
    Field(
      "source", Text("Source", "Source"), .line(maximum: 300),
      hint: Text(
        "Compteur, calcul ou document. Un projet porte sa date et sa source.",
        "Meter, calculation or document. A plan has its date and source.")),
    Field("asOf", Text("Date de la valeur", "Date of the value"), .day),
  ]
}

extension SiteReport {
  var path: Path { "/sites/\(site.slug)/reports/\(String(year))" }

  static let shape = Shape.record(
    "SiteReport",
    [
      "site": Site.shape, "year": .count, "isBound": .nullable(.flag), "dueBy": .day,
      "facts": .list(statementShape), "objectives": .list(statementShape),
      "ratios": .list(
        .record(
          "SiteRatio",
          [
            "ratio": .choice(of: SiteRatio.Kind.self), "value": .number, "unit": .text,
            "certainty": .choice(of: Certainty.self),
          ])),
      "gridFactor": GridFactor.shape, "history": .list(statementShape),
      "actions": Offer.listShape,
    ])

  private static let statementShape = Shape.record(
    "SiteStatement",
    [
      "indicator": .choice(of: Indicator.self), "symbol": .text, "label": .text, "value": .text,
      "unit": .text, "certainty": .choice(of: Certainty.self), "source": .text, "asOf": .day,
      "setAt": .nullable(.instant),
    ])

  func json(_ language: Language) -> JSON {
    func list(_ statement: (Indicator) -> SiteStatement?) -> JSON {
      .array(Indicator.allCases.compactMap { statement($0)?.json(language) })
    }
    return [
      "site": site.json, "year": .integer(Int64(year)), "isBound": isBound.map(JSON.bool) ?? .null,
      "dueBy": JSON(dueBy), "facts": list(fact), "objectives": list(objective),
      "ratios": .array(
        ratios.map { ratio in
          [
            "ratio": .string(ratio.kind.rawValue), "value": .number(ratio.value.double),
            "unit": .string(ratio.kind.unit[language]),
            "certainty": .string(ratio.certainty.rawValue),
          ]
        }), "gridFactor": factor.json(language),
      "history": .array(history.map { $0.json(language) }), "actions": offers.json(language),
    ]
  }
}

extension SiteStatement {
  fileprivate func json(_ language: Language) -> JSON {
    [
      "indicator": .string(indicator.rawValue), "symbol": .string(indicator.symbol),
      "label": .string(indicator.label[language]), "value": .string(value),
      "unit": .string(indicator.unit[language]), "certainty": .string(certainty.rawValue),
      "source": .string(source), "asOf": JSON(asOf), "setAt": JSON(setAt),
    ]
  }
}

extension Indicator {
  /// As it stands among others: symbol, name and unit.
  var choice: Text {
    func words(_ language: Language) -> String {
      let name = symbol.isEmpty ? label[language] : "\(symbol) · \(label[language])"
      return unit[language].isEmpty ? name : "\(name) (\(unit[language]))"
    }
    return Text(words(.french), words(.english))
  }
}
