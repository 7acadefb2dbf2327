import HTML
import HTTP
import JSON
import Portal

/// Statements of consumption: of a body, a use case, a deployment, or everything that the reader may view.
enum ConsumptionRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/consumption", Text("Consommation", "Consumption"), query: fields,
      answers: .ok(ConsumptionStatement.shape),
      form: { context, state in
        let month = Month(of: context.portal.settings.clock().day)
        let filter = ConsumptionFilter(from: month, to: month)
        return ConsumptionView(
          statement: try context.portal.consumption(filter, as: context.actor), grouping: .month,
          state: state)
      }
    ) { context in
      let statement = try statement(of: context)
      let grouping: ConsumptionGrouping = try context.query(fields).choice("by") ?? .deployment
      let language = context.language
      return .page(
        ConsumptionView(
          statement: statement, grouping: grouping, state: FormState()),
        json: { statement.json(by: grouping, language) })
    }
    table.get(
      "/consumption/export", Text("Exporter la consommation", "Export the consumption"),
      query: filterFields, answers: .file(MediaType("text", "csv"))
    ) { context in
      .response(.csv(ConsumptionExport.csv(try statement(of: context)), name: "consommation.csv"))
    }
  }

  /// The last three months where the query says nothing.
  private static func statement(of context: Context) throws -> ConsumptionStatement {
    let query = try context.query(fields)
    let to = query.month("to") ?? Month(of: context.portal.settings.clock().day)
    return try context.portal.consumption(
      ConsumptionFilter(
        deployment: query.id("deployment"), organisation: query.id("organisation"),
        useCase: query.id("useCase"), from: query.month("from") ?? to.adding(months: -2), to: to),
      as: context.actor)
  }

  static let from = Field("from", Text("Du mois", "From the month"), .month, required: false)
  static let to = Field(
    "to", Text("Au mois, compris", "To the month, included"), .month, required: false)
  static let by = Field(
    "by", Text("Additionner par", "Add up by"),
    .choice(of: ConsumptionGrouping.self, label: \.label), required: false)

  private static let filterFields =
    [
      Field("deployment", Text("Déploiement", "Deployment"), .id, required: false),
      Field("organisation", Text("Organisme", "Body"), .id, required: false),
      Field("useCase", Text("Cas d’usage", "Use case"), .id, required: false),
    ] + [from, to]
  static let fields = filterFields + [by]
}

extension Response {
  /// A file of comma-separated values to be kept (RFC 4180).
  static func csv(_ text: String, name: String) -> Response {
    var response = Response(
      .ok, type: "text/csv; charset=utf-8; header=present", bytes: Array(text.utf8))
    response.headers.setAttachment(named: name)
    return response
  }
}
