import HTML
import HTTP
import JSON
import Portal

/// Use cases: the list, a record, a new one, and the steps of the workflow.
enum UseCaseRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/use-cases", Text("Cas d’usage que vous pouvez voir", "Use cases that you may see"),
      query: queryFields, answers: .page(of: UseCaseRow.shape)
    ) { context in
      let filter = try filter(of: context)
      let page = try context.portal.useCases(
        filter, after: context.cursor(parts: 2), limit: context.limit, as: context.actor)
      let language = context.language
      return .page(
        UseCaseListView(page: page, filter: filter, offersDraft: canDraft(context)),
        json: { page.json { $0.json(language) } }, next: page.next)
    }

    table.form("/use-cases/new", Text("Nouveau cas d’usage", "New use case"), view: newView)
    table.post(
      "/use-cases", Action.draftUseCase.label, body: NewUseCaseView.fields,
      answers: .created(UseCaseRecord.shape), form: newView
    ) { context in
      let useCase = try await context.portal.draftUseCase(
        for: context.member().organisation, SheetChange(sentIn: context.fields),
        as: context.actor)
      let record = try context.portal.useCase(useCase.id, as: context.actor)
      let language = context.language
      return .created(at: record.path, version: record.version) { record.json(language) }
    }

    table.get(
      "/use-cases/:useCase", Text("Un cas d’usage", "A use case"),
      answers: .ok(UseCaseRecord.shape)
    ) { context in
      let record = try context.portal.useCase(context.id("useCase"), as: context.actor)
      let language = context.language
      return .page(
        try view(of: record, context, FormState()), json: { record.json(language) },
        version: record.version)
    }

    for step in UseCaseStep.all {
      table.post(
        "/use-cases/:useCase/\(step.noun)", step.action.label, body: step.fields,
        answers: .ok(UseCaseRecord.shape), form: recordView
      ) { context in
        let useCase = try await step.perform(context, context.id("useCase"), context.version())
        let record = try context.portal.useCase(useCase.id, as: context.actor)
        let language = context.language
        return .done(
          at: record.path, json: { record.json(language) }, version: record.version)
      }
    }
  }

  /// The record's page, with what is wrong with what was sent.
  static let recordView: Route.FormView = { context, state in
    try view(
      of: context.portal.useCase(context.id("useCase"), as: context.actor), context, state)
  }

  private static func view(
    of record: UseCaseRecord, _ context: Context, _ state: FormState
  ) throws -> UseCaseView {
    UseCaseView(
      record: record, candidates: try context.portal.candidates(for: record.id, as: context.actor),
      state: state)
  }

  private static let newView: Route.FormView = { context, state in
    _ = try context.member()
    return NewUseCaseView(state: state)
  }

  // MARK: The list's query

  private static let queryFields = [
    Field(
      "state", Text("État", "State"), .choice(of: UseCase.State.self, label: \.label),
      required: false),
    Field(
      "mine", Text("Seulement ceux de mon organisation", "Only those of my organisation"), .flag,
      required: false),
    Field("q", Text("Mots du titre", "Words of the title"), .line(maximum: 100), required: false),
  ]

  private static func filter(of context: Context) throws(PortalError) -> UseCaseFilter {
    let query = try context.query(queryFields)
    var filter = UseCaseFilter(isMine: query.flag("mine"), text: query.text("q"))
    filter.state = query.choice("state")
    return filter
  }

  /// Whether the page offers to begin one; the rules decide when it comes to it.
  private static func canDraft(_ context: Context) -> Bool {
    guard let member = context.actor.member else { return false }
    return member.kind != .operator && (member.role == .lead || member.role == .contributor)
  }
}

extension UseCaseRecord {
  var path: Path { "/use-cases/\(id)" }
}
