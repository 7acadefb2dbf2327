import HTML
import HTTP
import JSON
import Portal

/// Sites: the list, a record with its capacity, their inventory and their agents.
enum SiteRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/sites", Text("Sites", "Sites"),
      answers: .ok(.record("Sites", ["items": .list(Site.shape), "total": .count]))
    ) { context in
      let sites = try context.portal.sites(as: context.actor)
      return .page(
        SiteListView(sites: sites, offersAdding: offersAdding(context)),
        json: { ["items": .array(sites.map(\.json)), "total": .integer(Int64(sites.count))] })
    }
    table.form("/sites/new", Action.addSite.label) { _, state in NewSiteView(state: state) }
    table.post(
      "/sites", Action.addSite.label, body: SiteFields.site, answers: .created(Site.shape),
      form: { _, state in NewSiteView(state: state) }
    ) { context in
      let site = try await context.portal.addSite(
        SiteFields.draft(from: context.fields), as: context.actor)
      return .created(at: site.path) { site.json }
    }
    table.get("/sites/:site", Text("Un site", "A site"), answers: .ok(SiteRecord.shape)) {
      context in
      let record = try record(of: context)
      let language = context.language
      return .page(SiteView(record: record, state: FormState()), json: { record.json(language) })
    }
    table.post(
      "/sites/:site/pools/:pool/inventory", Action.changeInventory.label,
      body: SiteFields.inventory, answers: .ok(SiteRecord.shape), form: recordView
    ) { context in
      let record = try record(of: context)
      guard let resourceClass: ResourceClass = context.fields.choice("resourceClass") else {
        throw PortalError.notFound
      }
      _ = try await context.portal.changeInventory(
        of: context.id("pool"), resourceClass, to: SiteFields.inventory(from: context.fields),
        as: context.actor)
      return try done(record.site, context)
    }
    table.post(
      "/sites/:site/pools/:pool/maintenance", Action.announceMaintenance.label,
      body: SiteFields.maintenance, answers: .ok(SiteRecord.shape), form: recordView
    ) { context in
      let record = try record(of: context)
      _ = try await context.portal.announceMaintenance(
        of: context.id("pool"), SiteFields.maintenance(from: context.fields), as: context.actor)
      return try done(record.site, context)
    }
    table.post(
      "/sites/:site/pools/:pool/maintenance/:window/cancellation", Action.cancelMaintenance.label,
      answers: .ok(SiteRecord.shape)
    ) { context in
      let record = try record(of: context)
      try await context.portal.cancelMaintenance(
        context.id("window"), of: context.id("pool"), as: context.actor)
      return try done(record.site, context)
    }
    table.post(
      "/sites/:site/agents", Action.enrolAgent.label, body: [SiteFields.agentName],
      answers: .ok(
        .record(
          "NewAgent", ["id": .id, "name": .text, "code": .text, "codeExpiresAt": .instant])),
      form: recordView
    ) { context in
      let record = try record(of: context)
      let (agent, code) = try await context.portal.enrolAgent(
        at: record.site.id, name: context.fields.text("name"), as: context.actor)
      return .page(
        AgentCodeView(site: record.site, agent: agent, code: code),
        json: {
          [
            "id": .string(agent.id.text), "name": .string(agent.name), "code": .string(code.text),
            "codeExpiresAt": JSON(agent.codeExpiresAt),
          ]
        })
    }
    table.post(
      "/sites/:site/agents/:agent/revocation", Action.revokeAgent.label,
      answers: .ok(SiteRecord.shape)
    ) { context in
      let record = try record(of: context)
      try await context.portal.revokeAgent(context.id("agent"), as: context.actor)
      return try done(record.site, context)
    }
  }

  private static func record(of context: Context) throws -> SiteRecord {
    try context.portal.site(context.parameter("site"), as: context.actor)
  }

  private static func done(_ site: Site, _ context: Context) throws -> Reply {
    let record = try context.portal.site(site.slug, as: context.actor)
    let language = context.language
    return .done(at: site.path, json: { record.json(language) })
  }

  private static let recordView: Route.FormView = { context, state in
    SiteView(record: try record(of: context), state: state)
  }

  /// Whether the page offers to add one; the rules decide when it comes to it.
  private static func offersAdding(_ context: Context) -> Bool {
    context.actor.member?.role == .hostingOfficer || context.actor.member?.role == .administrator
  }
}
