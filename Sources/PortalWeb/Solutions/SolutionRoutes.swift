import HTML
import HTTP
import JSON
import Portal

/// The catalogue of solutions: the list, a solution, its versions, and what their publishers do.
enum SolutionRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/solutions", Text("Le catalogue des solutions", "The catalogue of solutions"),
      access: .everybody, query: SolutionFields.filter, answers: .page(of: SolutionLine.shape)
    ) { context in
      let filter = try SolutionFields.filter(of: context)
      let page = try context.portal.solutions(
        filter, after: context.cursor(parts: 1), limit: context.limit, as: context.actor)
      let language = context.language
      return .page(
        SolutionListView(page: page, filter: filter, offersNew: canPublish(context)),
        json: { page.json { $0.json(language) } }, next: page.next)
    }

    table.form("/solutions/new", Action.publishSolution.label, view: newView)
    table.post(
      "/solutions", Action.publishSolution.label, body: SolutionFields.new,
      answers: .created(SolutionRecord.shape), form: newView
    ) { context in
      guard let useCase: UseCase.ID = context.fields.id("useCase") else {
        throw PortalError.notFound
      }
      let solution = try await context.portal.publishSolution(
        NewSolution(
          useCase: useCase, name: context.fields.text("name"),
          summary: context.fields.text("summary")), as: context.actor)
      return try done(solution.slug, context, isNew: true)
    }

    table.get(
      "/solutions/:slug", Text("Une solution", "A solution"), access: .everybody,
      answers: .ok(SolutionRecord.shape)
    ) { context in
      let record = try record(of: context)
      let language = context.language
      return .page(
        SolutionView(record: record, state: FormState(), canDeploy: canDeploy(context)),
        json: { record.json(language) }, version: record.solution.version)
    }
    table.post(
      "/solutions/:slug/withdrawal", Action.withdrawSolution.label, body: [.reason, .version],
      answers: .ok(SolutionRecord.shape),
      form: { context, state in
        SolutionView(record: try record(of: context), state: state, canDeploy: canDeploy(context))
      }
    ) { context in
      let solution = try await context.portal.withdrawSolution(
        context.parameter("slug"), reason: context.fields.text("reason"),
        version: context.version(), as: context.actor)
      return try done(solution.slug, context, isNew: false)
    }
    addVersions(to: &table)
  }

  private static func addVersions(to table: inout RouteTable) {
    table.form(
      "/solutions/:slug/versions/new", Action.publishSolutionVersion.label, view: newVersionView)
    table.post(
      "/solutions/:slug/versions", Action.publishSolutionVersion.label,
      body: SolutionFields.newVersion, answers: .created(SolutionRelease.shape),
      form: newVersionView
    ) { context in
      let release = try await context.portal.publishSolutionVersion(
        of: context.parameter("slug"), manifest: context.fields.text("manifest"),
        signature: context.fields.text("signature"), as: context.actor)
      let language = context.language
      return .created(at: release.path) { release.json(language) }
    }
    table.get(
      "/solutions/:slug/versions/:version",
      Text("Une version, telle qu’elle est signée", "A version, as it is signed"),
      access: .everybody, answers: .ok(SolutionRelease.shape)
    ) { context in
      let release = try release(of: context)
      let language = context.language
      return .page(
        try versionView(context, FormState()), json: { release.json(language) },
        version: release.solution.version)
    }
    table.post(
      "/solutions/:slug/versions/:version/withdrawal",
      Text("Retirer une version du catalogue", "Withdraw a version from the catalogue"),
      body: [.reason, .version], answers: .ok(SolutionRelease.shape), form: versionView
    ) { context in
      let solution = try await context.portal.withdrawSolution(
        context.parameter("slug"), only: context.id("version"),
        reason: context.fields.text("reason"), version: context.version(), as: context.actor)
      let release = try release(of: context)
      let language = context.language
      return .done(
        at: release.path, json: { release.json(language) }, version: solution.version)
    }
  }

  private static func release(of context: Context) throws -> SolutionRelease {
    let release = try context.portal.solutionRelease(context.id("version"), as: context.actor)
    guard try release.solution.slug == context.parameter("slug") else {
      throw PortalError.notFound
    }
    return release
  }

  @Sendable private static func versionView(
    _ context: Context, _ state: FormState
  ) throws -> SolutionVersionView {
    SolutionVersionView(
      release: try release(of: context), offers: try record(of: context).offers, state: state,
      canDeploy: canDeploy(context))
  }

  private static func record(of context: Context) throws -> SolutionRecord {
    try context.portal.solution(slug: context.parameter("slug"), as: context.actor)
  }

  private static func done(_ slug: String, _ context: Context, isNew: Bool) throws -> Reply {
    let record = try context.portal.solution(slug: slug, as: context.actor)
    let language = context.language
    return .done(
      at: record.solution.path, json: { record.json(language) }, status: isNew ? .created : .ok,
      version: record.solution.version)
  }

  private static let newView: Route.FormView = { context, state in
    NewSolutionView(
      choices: try await context.portal.solutionChoices(as: context.actor), state: state)
  }

  private static let newVersionView: Route.FormView = { context, state in
    let record = try record(of: context)
    return NewSolutionVersionView(
      record: record,
      key: try context.portal.signingKeys(
        of: record.line.publisher.slug, as: context.actor
      ).keys.first, state: state)
  }

  /// Whether the page offers to publish one; the rules decide when it comes to it.
  private static func canPublish(_ context: Context) -> Bool {
    guard let member = context.actor.member else { return false }
    return member.role == .lead && member.kind == .partner || member.role == .curator
  }

  /// The same of a hosting request that starts from one.
  private static func canDeploy(_ context: Context) -> Bool {
    HostingRequestRoutes.canDraft(context)
  }
}
