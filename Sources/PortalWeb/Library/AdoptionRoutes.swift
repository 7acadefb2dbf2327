import HTML
import HTTP
import JSON
import Portal

/// Adoptions: who uses what, and the statements of one's own organisation.
enum AdoptionRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/use-cases/:useCase/adoptions", Text("Qui utilise un cas", "Who uses a case"),
      access: .everybody, answers: .page(of: AdoptionRecord.shape)
    ) { context in
      let page = try context.portal.adoptions(
        of: context.id("useCase"), after: context.cursor(parts: 1), limit: context.limit,
        as: context.actor)
      let language = context.language
      return .page(
        AdoptionListView(page: page, heading: .useCase), json: { page.json { $0.json(language) } },
        next: page.next)
    }
    table.get(
      "/organisations/:slug/adoptions", Text("Ce qu’un organisme utilise", "What a body uses"),
      access: .everybody, answers: .page(of: AdoptionRecord.shape)
    ) { context in
      let page = try context.portal.adoptions(
        bySlug: context.parameter("slug"), after: context.cursor(parts: 1), limit: context.limit,
        as: context.actor)
      let language = context.language
      return .page(
        AdoptionListView(page: page, heading: .organisation),
        json: { page.json { $0.json(language) } }, next: page.next)
    }
    table.form(
      "/use-cases/:useCase/adoption", Action.declareAdoption.label, view: declarationView)
    table.post(
      "/use-cases/:useCase/adoptions", Action.declareAdoption.label, body: AdoptionForm.fields,
      answers: .created(AdoptionRecord.shape),
      form: declarationView
    ) { context in
      let id = try await context.portal.declareAdoption(
        of: context.id("useCase"), statement(of: context), as: context.actor)
      return try done(id, context, isNew: true)
    }
    table.get(
      "/adoptions/:adoption", Text("Une adoption", "An adoption"),
      answers: .ok(AdoptionRecord.shape)
    ) { context in
      let record = try context.portal.adoption(context.id("adoption"), as: context.actor)
      let language = context.language
      return .page(
        AdoptionFormView(record: record, state: FormState()), json: { record.json(language) },
        version: record.version)
    }
    table.patch(
      "/adoptions/:adoption", Action.changeAdoption.label,
      body: AdoptionForm.fields + [.version], answers: .ok(AdoptionRecord.shape),
      form: { context, state in
        AdoptionFormView(
          record: try context.portal.adoption(context.id("adoption"), as: context.actor),
          state: state)
      }
    ) { context in
      let id: Adoption.ID = try context.id("adoption")
      try await context.portal.changeAdoption(
        id, statement(of: context), version: context.version(), as: context.actor)
      return try done(id, context, isNew: false)
    }
  }

  /// The form to declare an adoption; where the organisation has one already, the form to change it.
  private static let declarationView: Route.FormView = { context, state in
    let id: UseCase.ID = try context.id("useCase")
    if let own = try context.portal.ownAdoption(of: id, as: context.actor) {
      return AdoptionFormView(record: own, state: state)
    }
    return AdoptionDeclarationView(
      useCase: try context.portal.useCase(id, as: context.actor), state: state)
  }

  private static func statement(of context: Context) throws(PortalError) -> Adoption.Statement {
    guard let status: Adoption.Status = context.fields.choice("status") else {
      throw .invalid("status", AdoptionForm.status.kind.expectation)
    }
    return Adoption.Statement(
      status: status, results: context.fields.text("results"),
      referent: context.fields.text("referent"))
  }

  private static func done(
    _ id: Adoption.ID, _ context: Context, isNew: Bool
  ) throws -> Reply {
    let record = try context.portal.adoption(id, as: context.actor)
    let language = context.language
    return .done(
      at: context.face == .page ? "/library/\(record.useCaseSlug)" : record.path,
      json: { record.json(language) }, status: isNew ? .created : .ok, version: record.version)
  }
}
