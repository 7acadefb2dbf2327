import HTML
import HTTP
import JSON
import Portal

/// Quota requests: the list, a new one, a record, and its answer.
enum QuotaRequestRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/quota-requests", Text("Demandes de quota", "Quota requests"), query: [stateField],
      answers: .page(of: QuotaRequestLine.shape)
    ) { context in
      let state: QuotaRequest.State? = try context.query([stateField]).choice("state")
      let page = try context.portal.quotaRequests(
        in: state, after: context.cursor(parts: 1), limit: context.limit, as: context.actor)
      let language = context.language
      return .page(
        QuotaRequestListView(page: page, state: state),
        json: { page.json { $0.json(language) } }, next: page.next)
    }

    table.form(
      "/organisations/:organisation/quota-requests/new", Action.requestQuota.label, view: newView)
    table.post(
      "/organisations/:organisation/quota-requests", Action.requestQuota.label, body: fields,
      answers: .created(QuotaRequestRecord.shape), form: newView
    ) { context in
      let fields = context.fields
      let asked = try QuotaRoutes.grant(from: fields)
      let justification = fields.text("justification")
      let organisation = try QuotaRoutes.organisation(of: context)
      let content = Array("\(organisation.id)\u{0}\(asked.text)\u{0}\(justification)".utf8)
      let request = try await context.portal.requestQuota(
        of: organisation.id, asked, justification: justification,
        key: context.idempotencyKey.map { try IdempotencyKey($0, content: content) },
        as: context.actor)
      let record = try context.portal.quotaRequest(request.id, as: context.actor)
      let language = context.language
      return .created(at: request.path, version: request.version) { record.json(language) }
    }

    table.get(
      "/quota-requests/:request", Text("Une demande de quota", "A quota request"),
      answers: .ok(QuotaRequestRecord.shape)
    ) { context in
      let record = try record(of: context)
      let language = context.language
      return .page(
        QuotaRequestView(record: record, state: FormState()), json: { record.json(language) },
        version: record.request.version)
    }
    table.post(
      "/quota-requests/:request/decision", Action.decideQuotaRequest.label,
      body: [.version, HostingRequestStep.verdict, .reason] + granted,
      answers: .ok(QuotaRequestRecord.shape), form: recordView
    ) { context in
      guard let verdict: Decision.Verdict = context.fields.choice("verdict") else {
        throw PortalError.notFound
      }
      _ = try await context.portal.decideQuotaRequest(
        context.id("request"), verdict, granting: context.fields.amounts,
        reason: context.fields.text("reason"), version: context.version(), as: context.actor)
      return try done(context)
    }
    table.post(
      "/quota-requests/:request/withdrawal", Action.withdrawQuotaRequest.label, body: [.version],
      answers: .ok(QuotaRequestRecord.shape), form: recordView
    ) { context in
      _ = try await context.portal.withdrawQuotaRequest(
        context.id("request"), version: context.version(), as: context.actor)
      return try done(context)
    }
  }

  private static func record(of context: Context) throws -> QuotaRequestRecord {
    try context.portal.quotaRequest(context.id("request"), as: context.actor)
  }

  private static func done(_ context: Context) throws -> Reply {
    let record = try record(of: context)
    let language = context.language
    return .done(
      at: record.request.path, json: { record.json(language) }, version: record.request.version)
  }

  private static let recordView: Route.FormView = { context, state in
    QuotaRequestView(record: try record(of: context), state: state)
  }

  private static let newView: Route.FormView = { context, state in
    QuotaRequestFormView(
      report: try QuotaRoutes.report(of: context), begun: context.request.query, state: state)
  }

  private static let stateField = Field(
    "state", Text("État", "State"), .choice(of: QuotaRequest.State.self, label: \.label),
    required: false)

  static let amounts = ResourceClass.allCases.map { resourceClass in
    Field(
      resourceClass.rawValue,
      Text(
        "Nouvelle limite, \(resourceClass.label.french)",
        "New limit, \(resourceClass.label.english)"),
      .integer(1...QuotaGrant.largestAmount), required: false,
      remark: Text("vide : pas demandé", "empty: not asked for"))
  }
  static let justification = Field(
    "justification", HostingRequestFields.justification.label, .text(maximum: 2500))
  static let fields =
    amounts + [QuotaRoutes.useCase, QuotaRoutes.validFrom, QuotaRoutes.validUntil, justification]

  /// What is granted instead of what is asked for.
  static let granted = ResourceClass.allCases.map { resourceClass in
    Field(
      resourceClass.rawValue,
      Text(
        "Accordé, \(resourceClass.label.french)", "Granted, \(resourceClass.label.english)"),
      .integer(0...QuotaGrant.largestAmount), required: false,
      remark: Text("vide : comme demandé", "empty: as asked for"))
  }
}

extension QuotaGrant {
  /// What an idempotency key stands for: the same text for the same limits.
  fileprivate var text: String {
    "\(amounts.inOrder) \(validFrom) \(validUntil?.description ?? "") \(useCase?.text ?? "")"
  }
}
