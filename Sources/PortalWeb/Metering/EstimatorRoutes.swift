import HTTP
import JSON
import Portal

/// The energy of resources that nobody has asked for yet.
enum EstimatorRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/energy-estimate", Text("Estimer l’énergie", "Estimate the energy"), query: fields,
      answers: .ok(EnergyEstimate.shape),
      form: { _, state in EstimatorView(estimate: nil, state: state) }
    ) { context in
      if context.face == .page, context.request.query.pairs.isEmpty {
        return .page(EstimatorView(estimate: nil, state: FormState()))
      }
      let estimate = try estimate(of: context)
      let language = context.language
      return .page(
        EstimatorView(estimate: estimate, state: FormState(sent: context.request.query)),
        json: { estimate.json(language) })
    }
  }

  private static func estimate(of context: Context) throws -> EnergyEstimate {
    let query = try context.query(fields)
    let today = context.portal.settings.clock().day
    var resources = Resources()
    for resourceClass in ResourceClass.allCases {
      resources[resourceClass] = query.integer(resourceClass.rawValue) ?? 0
    }
    let start = query.day("start") ?? today
    guard let period = Period(start: start, end: query.day("end") ?? start.adding(days: 365)) else {
      throw PortalError.invalid(
        "end", Text("La fin doit venir après le début.", "The end has to come after the start."))
    }
    return try context.portal.energyEstimate(
      of: resources, over: period, scenario: query.decimal("pue"), as: context.actor)
  }

  static let resources = ResourceClass.allCases.map { resourceClass in
    Field(
      resourceClass.rawValue, resourceClass.label, .integer(0...HostingRequestDraft.mostOfAClass),
      required: false)
  }
  static let start = Field(
    "start", Text("Début", "Start"), .day, required: false,
    remark: Text("vide : aujourd’hui", "empty: today"))
  static let end = Field(
    "end", Text("Fin, non comprise", "End, not included"), .day, required: false,
    remark: Text("vide : un an après", "empty: a year later"))
  static let pue = Field(
    "pue",
    Text("Et si le PUE du site était (hypothèse)", "What if the site’s PUE were (hypothesis)"),
    .decimal(1...10), required: false,
    hint: Text(
      "Par exemple pour comparer des refroidissements : les serveurs consomment dans tous les cas.",
      "To compare ways of cooling, for example: the servers draw power in any case."))
  static let fields = resources + [start, end, pue]
}
