import HTML
import HTTP
import JSON
import Portal

/// Deployments: the list, a record, and what its body may order.
enum DeploymentRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/deployments", Text("Déploiements", "Deployments"),
      answers: .page(of: DeploymentLine.shape)
    ) { context in
      let page = try context.portal.deployments(
        after: context.cursor(parts: 1), limit: context.limit, as: context.actor)
      let language = context.language
      return .page(
        DeploymentListView(page: page), json: { page.json { $0.json(language) } }, next: page.next)
    }

    table.get(
      "/deployments/:deployment", Text("Un déploiement", "A deployment"),
      answers: .ok(DeploymentRecord.shape)
    ) { context in
      let record = try record(of: context)
      let language = context.language
      return .page(
        DeploymentView(
          record: record, consumption: try consumption(of: context), state: FormState()),
        json: { record.json(language) },
        version: record.deployment.version)
    }

    addChanges(to: &table)
    for order in orders {
      table.post(
        "/deployments/:deployment/\(order.noun)", order.action.label, body: [.version],
        answers: .ok(DeploymentRecord.shape),
        form: { context, state in
          DeploymentView(
            record: try record(of: context), consumption: try consumption(of: context),
            state: state)
        }
      ) { context in
        let deployment = try await order.perform(
          context, context.id("deployment"), context.version())
        let record = try context.portal.deployment(deployment.id, as: context.actor)
        let language = context.language
        return .done(
          at: record.path, json: { record.json(language) }, version: deployment.version)
      }
    }
  }

  private static func addChanges(to table: inout RouteTable) {
    table.form(
      "/deployments/:deployment/change", Text("Modifier le déploiement", "Change the deployment"),
      view: changeView)
    table.post(
      "/deployments/:deployment/changes",
      Text("Demander une modification", "Ask for a change"), body: change,
      answers: .created(HostingRequestRecord.shape), form: changeView
    ) { context in
      let deployment: Deployment.ID = try context.id("deployment")
      var draft = try context.portal.change(
        of: deployment, to: context.fields.resources, until: end(context), as: context.actor)
      draft.justification = context.fields.text("justification")
      if let solution: SolutionVersion.ID = context.fields.id(HostingRequestFields.solution.name) {
        draft.solution = solution
      }
      return try created(
        try await context.portal.draftHostingRequest(draft, as: context.actor), context)
    }
    table.post(
      "/deployments/:deployment/extension",
      Text("Demander une prolongation", "Ask for an extension"),
      body: [HostingRequestFields.end, HostingRequestFields.justification],
      answers: .created(HostingRequestRecord.shape), form: changeView
    ) { context in
      try created(
        try await context.portal.extendDeployment(
          context.id("deployment"), until: end(context),
          justification: context.fields.text("justification"), as: context.actor), context)
    }
    table.post(
      "/deployments/:deployment/reduction", Action.shrinkDeployment.label,
      body: HostingRequestFields.resources + [HostingRequestFields.end, .version],
      answers: .ok(DeploymentRecord.shape), form: changeView
    ) { context in
      let deployment = try await context.portal.shrinkDeployment(
        context.id("deployment"), to: context.fields.resources, until: end(context),
        version: context.version(), as: context.actor)
      let record = try context.portal.deployment(deployment.id, as: context.actor)
      let language = context.language
      return .done(
        at: record.path, json: { record.json(language) }, version: deployment.version)
    }
  }

  private static let change =
    HostingRequestFields.resources
    + [HostingRequestFields.end, HostingRequestFields.justification, HostingRequestFields.solution]

  private static func end(_ context: Context) throws(PortalError) -> Day {
    guard let end = context.fields.day("end") else { throw .notFound }
    return end
  }

  private static func created(_ request: HostingRequest, _ context: Context) throws -> Reply {
    let record = try context.portal.hostingRequest(request.id, as: context.actor)
    let language = context.language
    return .created(at: record.path, version: request.version) { record.json(language) }
  }

  private static let changeView: Route.FormView = { context, state in
    DeploymentChangeView(record: try record(of: context), state: state)
  }

  private static func record(of context: Context) throws -> DeploymentRecord {
    try context.portal.deployment(context.id("deployment"), as: context.actor)
  }

  private static func consumption(of context: Context) throws -> ConsumptionPanel {
    try ConsumptionPanel(of: context.id("deployment"), context)
  }

  /// An order as the web face offers it: the noun in its address and the deed behind it.
  struct Order: Sendable {
    let noun: String
    let action: Action
    let style: Visit.ButtonStyle
    let perform: @Sendable (Context, Deployment.ID, Int) async throws -> Deployment
  }

  static let orders = [
    Order(noun: "suspension", action: .suspendDeployment, style: .plain) {
      try await $0.portal.suspendDeployment($1, version: $2, as: $0.actor)
    },
    Order(noun: "resumption", action: .resumeDeployment, style: .standard) {
      try await $0.portal.resumeDeployment($1, version: $2, as: $0.actor)
    },
    Order(noun: "release", action: .releaseDeployment, style: .danger) {
      try await $0.portal.releaseDeployment($1, version: $2, as: $0.actor)
    },
  ]
}

extension DeploymentRecord {
  var path: Path { "/deployments/\(deployment.id.text)" }

  static let shape = Shape.record(
    "Deployment",
    [
      "id": .id, "version": .count, "title": .text, "label": .choice(of: Deployment.Label.self),
      "labelText": .text, "conditions": .list(.choice(of: Deployment.Condition.self)),
      "organisation": Organisation.referenceShape, "request": .id,
      "site": Site.referenceShape, "maintainer": .nullable(Organisation.referenceShape),
      "solution": .nullable(SolutionRelease.referenceShape),
      "update": .nullable(SolutionRelease.referenceShape), "resources": Resources.shape,
      "start": .day, "end": .day, "lineage": Lineage.shape,
      "desired": .record(
        "DesiredState",
        ["state": .choice(of: Deployment.DesiredState.self), "revision": .count, "at": .instant]),
      "observed": .record(
        "ObservedState",
        [
          "phase": .choice(of: Deployment.Phase.self), "revision": .count,
          "at": .nullable(.instant), "reason": .text, "endpoint": .text,
        ]),
      "orders": .list(
        .record(
          "GivenOrder",
          [
            "revision": .count, "at": .instant, "digest": .text, "signature": .nullable(.text),
            "document": .text,
          ])),
      "observations": .list(
        .record(
          "Observation",
          [
            "revision": .count, "phase": .choice(of: Deployment.Phase.self), "reason": .text,
            "at": .instant,
          ])),
      "release": .nullable(
        .record(
          "ReleaseCertificate",
          [
            "amounts": Resources.shape, "orderedAt": .instant, "revision": .count, "digest": .text,
            "absentAt": .instant,
          ])),
      "actions": Offer.listShape,
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": .string(deployment.id.text), "version": .integer(Int64(deployment.version)),
      "title": .string(deployment.title), "label": .string(label.rawValue),
      "labelText": .string(label.text[language]),
      "conditions": .array(
        Deployment.Condition.allCases.filter(conditions.contains).map { .string($0.rawValue) }),
      "organisation": organisation.reference, "request": JSON(deployment.request),
      "site": site.reference, "maintainer": maintainer?.reference ?? .null,
      "solution": solution?.reference ?? .null, "update": update?.reference ?? .null,
      "resources": deployment.granted.json,
      "start": JSON(deployment.period.start), "end": JSON(deployment.period.end),
      "lineage": lineage.json,
      "desired": [
        "state": .string(deployment.desired.state.rawValue),
        "revision": .integer(Int64(deployment.desired.revision)), "at": JSON(deployment.desired.at),
      ],
      "observed": [
        "phase": .string(deployment.observed.phase.rawValue),
        "revision": .integer(Int64(deployment.observed.revision)),
        "at": JSON(deployment.observed.at), "reason": .string(deployment.observed.reason),
        "endpoint": .string(deployment.observed.endpoint),
      ],
      "orders": .array(
        handOvers.map { order in
          [
            "revision": .integer(Int64(order.revision)), "at": JSON(order.at),
            "digest": .string(order.digestText), "signature": JSON(order.signature?.text),
            "document": .string(order.document),
          ]
        }),
      "observations": .array(
        observations.map { observation in
          [
            "revision": .integer(Int64(observation.revision)),
            "phase": .string(observation.phase.rawValue), "reason": .string(observation.reason),
            "at": JSON(observation.at),
          ]
        }),
      "release": release.map { release in
        [
          "amounts": release.amounts.json, "orderedAt": JSON(release.orderedAt),
          "revision": .integer(Int64(release.revision)), "digest": .string(release.digest),
          "absentAt": JSON(release.absentAt),
        ]
      } ?? .null, "actions": offers.json(language),
    ]
  }
}

extension DeploymentLine {
  static let shape = Shape.record(
    "DeploymentLine",
    [
      "id": .id, "title": .text, "label": .choice(of: Deployment.Label.self), "labelText": .text,
      "organisation": .text, "resources": Resources.shape, "start": .day, "end": .day, "url": .text,
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": .string(deployment.id.text), "title": .string(deployment.title),
      "label": .string(label.rawValue), "labelText": .string(label.text[language]),
      "organisation": .string(organisation), "resources": deployment.granted.json,
      "start": JSON(deployment.period.start), "end": JSON(deployment.period.end),
      "url": .string("/deployments/\(deployment.id.text)"),
    ]
  }
}
