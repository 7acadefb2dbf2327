import HTTP
import JSON
import Portal

/// Hosting requests: the list, a new one, a record, its form, and the steps from submission to approval.
enum HostingRequestRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/hosting-requests", Text("Demandes d’hébergement", "Hosting requests"), query: [stateField],
      answers: .page(of: HostingRequestLine.shape)
    ) { context in
      let filter = try filter(of: context)
      let page = try context.portal.hostingRequests(
        filter, after: context.cursor(parts: 1), limit: context.limit, as: context.actor)
      let language = context.language
      return .page(
        HostingRequestListView(page: page, filter: filter, offersDraft: canDraft(context)),
        json: { page.json { $0.json(language) } }, next: page.next)
    }

    table.form(
      "/hosting-requests/new", Text("Nouvelle demande d’hébergement", "New hosting request"),
      view: newView)
    table.post(
      "/hosting-requests", Action.draftHostingRequest.label,
      body: HostingRequestFields.all, answers: .created(HostingRequestRecord.shape), form: newView
    ) { context in
      let draft = try HostingRequestFields.draft(from: context.fields)
      let request = try await context.portal.draftHostingRequest(
        draft, key: try context.idempotencyKey.map { try IdempotencyKey($0, content: draft.bytes) },
        as: context.actor)
      let record = try context.portal.hostingRequest(request.id, as: context.actor)
      let language = context.language
      return .created(at: record.path, version: request.version) { record.json(language) }
    }

    table.get(
      "/hosting-requests/:request", Text("Une demande d’hébergement", "A hosting request"),
      answers: .ok(HostingRequestRecord.shape)
    ) { context in
      try reply(with: record(of: context), context)
    }

    table.form(
      "/hosting-requests/:request/edit", Action.editHostingRequest.label, view: editView)
    table.patch(
      "/hosting-requests/:request", Action.editHostingRequest.label,
      body: HostingRequestFields.all + [.version], answers: .ok(HostingRequestRecord.shape),
      form: editView
    ) { context in
      let request = try await context.portal.editHostingRequest(
        context.id("request"), to: try HostingRequestFields.draft(from: context.fields),
        version: context.version(), as: context.actor)
      return try done(request, context)
    }

    for step in HostingRequestStep.all {
      table.post(
        "/hosting-requests/:request/\(step.noun)", step.action.label, body: step.fields,
        answers: .ok(HostingRequestRecord.shape),
        form: recordView
      ) { context in
        let request = try await step.perform(context, context.id("request"), context.version())
        return try done(request, context)
      }
    }
  }

  private static func record(of context: Context) throws -> HostingRequestRecord {
    try context.portal.hostingRequest(context.id("request"), as: context.actor)
  }

  private static func reply(
    with record: HostingRequestRecord, _ context: Context
  ) -> Reply {
    let language = context.language
    return .page(
      HostingRequestView(record: record, state: FormState()), json: { record.json(language) },
      version: record.request.version)
  }

  static func done(_ request: HostingRequest, _ context: Context) throws -> Reply {
    let record = try context.portal.hostingRequest(request.id, as: context.actor)
    let language = context.language
    return .done(
      at: record.path, json: { record.json(language) }, version: record.request.version)
  }

  static let recordView: Route.FormView = { context, state in
    HostingRequestView(record: try record(of: context), state: state)
  }

  private static let newView: Route.FormView = { context, state in
    HostingRequestFormView(
      editing: nil, choices: try await context.portal.hostingChoices(as: context.actor),
      beginning: try HostingRequestFields.beginning(of: context), state: state)
  }

  private static let editView: Route.FormView = { context, state in
    HostingRequestFormView(
      editing: try record(of: context),
      choices: try await context.portal.hostingChoices(as: context.actor), beginning: [:],
      state: state)
  }

  private static let stateField = Field(
    "state", Text("État", "State"), .choice(of: HostingRequest.State.self, label: \.label),
    required: false)

  private static func filter(of context: Context) throws(PortalError) -> HostingRequestFilter {
    let query = try context.query([stateField])
    guard let state: HostingRequest.State = query.choice("state") else {
      return HostingRequestFilter()
    }
    return HostingRequestFilter(state: state)
  }

  /// Whether the page offers to begin one; the rules decide when it comes to it.
  static func canDraft(_ context: Context) -> Bool {
    guard let member = context.actor.member else { return false }
    return member.kind == .publicBody && (member.role == .lead || member.role == .contributor)
  }
}
