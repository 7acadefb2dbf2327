import HTML
import HTTP
import JSON
import Portal

/// What a site's agent calls, at the agents' door: it enrols, pulls its orders and says what it sees. No page, no other
/// caller.
enum HandOverRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/authority",
      Text("Certificat de l’autorité du portail", "Certificate of the portal’s authority"),
      access: .everybody, faces: [.handOver],
      answers: .ok(.record("Authority", ["certificate": .text]))
    ) { context in
      let certificate = try context.portal.authorityCertificate()
      return .done(at: "/authority") { ["certificate": .string(certificate)] }
    }

    table.post(
      "/enrolment", Text("Enrôler l’agent par son code", "Enrol the agent by its code"),
      access: .everybody, faces: [.handOver], body: [code, request],
      answers: .ok(AgentCertificate.shape)
    ) { context in
      let certificate = try await context.portal.certifyAgent(
        secret: context.fields.text("code"), request: context.fields.text("request"),
        from: context.request.peer)
      return .done(at: "/certificate") { certificate.json }
    }

    table.post(
      "/certificate", Action.certifyAgent.label, access: .agent, faces: [.handOver],
      body: [request], answers: .ok(AgentCertificate.shape)
    ) { context in
      let certificate = try await context.portal.certifyAgent(
        request: context.fields.text("request"), as: context.actor)
      return .done(at: "/certificate") { certificate.json }
    }

    table.get(
      "/orders", Text("Ordres pour le site de l’agent", "Orders for the agent’s site"),
      access: .agent, faces: [.handOver], query: [cursor], answers: .ok(ordersShape)
    ) { context in
      guard case .agent(let agent) = context.actor else { throw PortalError.signInRequired }
      let after = try context.cursor(parts: 1).map { try Self.deployment($0) }
      let (orders, next) = try await context.portal.pullOrders(
        at: agent.site, after: after, as: context.actor)
      return .response(
        response(to: context.request, orders, next, of: agent.site, context.portal.settings))
    }

    table.post(
      "/deployments/:deployment/observations",
      Text("Rendre compte d’un déploiement", "Report on a deployment"),
      access: .agent, faces: [.handOver], body: [revision, phase, reason, endpoint],
      answers: .ok(Deployment.handOverShape)
    ) { context in
      let id: Deployment.ID = try context.id("deployment")
      let report = Report(
        revision: context.fields.integer("revision") ?? 0,
        phase: context.fields.choice("phase") ?? .unobserved, reason: context.fields.text("reason"),
        endpoint: context.fields.text("endpoint"))
      let deployment = try await context.portal.reportDeployment(id, report, as: context.actor)
      return .done(at: "/deployments/\(id)") { deployment.handOverJSON }
    }

    table.post(
      "/capacity", Action.reportCapacity.label, access: .agent, faces: [.handOver],
      body: [CapacityFields.amounts], answers: .ok(CapacityComparison.shape)
    ) { context in
      let capacity = CapacityFields.capacity(context.fields.records("amounts"))
      let comparison = try await context.portal.reportCapacity(capacity, as: context.actor)
      return .done(at: "/capacity") { comparison.json }
    }

    table.post(
      "/usage", Text("Transmettre l’usage mesuré", "Report metered usage"),
      access: .agent, faces: [.handOver], body: [UsageFields.samples], answers: .ok(UsageReceipt.shape)
    ) { context in
      let samples = try context.fields.records("samples").map(UsageFields.sample)
      let receipt = try await context.portal.reportUsage(samples, as: context.actor)
      return .done(at: "/usage") { receipt.json }
    }
  }

  /// A list that the agent knows already costs it one empty answer.
  private static func response(
    to request: Request, _ orders: [HandOver], _ next: Deployment.ID?, of site: Site.ID,
    _ settings: Settings
  ) -> Response {
    let tag = ETag(HandOver.tag(of: orders))
    var response =
      request.precondition(current: tag) == .notModified
      ? Response(.notModified)
      : Response.json([
        "site": .string(site.text), "periodSeconds": .integer(settings.agentPeriodSeconds),
        "items": .array(orders.map(\.json)), "next": JSON(next),
      ])
    if let tag { response.headers.set(.etag, tag.fieldValue) }
    return response
  }

  private static let ordersShape = Shape.record(
    "Orders",
    [
      "site": .id, "periodSeconds": .count, "items": .list(HandOver.shape),
      "next": .nullable(.id),
    ])

  private static func deployment(_ cursor: Cursor) throws(PortalError) -> Deployment.ID {
    guard let id = Deployment.ID(cursor.text) else {
      throw .invalid(
        "cursor", Text("Ce curseur n’est pas lisible.", "This cursor cannot be read."))
    }
    return id
  }

  private static let code = Field("code", Text("Code", "Code"), .line(maximum: 100))
  private static let request = Field(
    "request", Text("Demande de certificat (PKCS #10)", "Certificate request (PKCS #10)"),
    .text(maximum: 4000))
  private static let cursor = Field(
    "cursor", Text("Suite de la liste", "Rest of the list"), .line(maximum: 200), required: false)
  private static let revision = Field(
    "revision", Text("Révision", "Revision"), .integer(1...1_000_000_000))
  private static let phase = Field(
    "phase", Text("Phase observée", "Phase seen"),
    .choice(
      Deployment.Phase.allCases.filter { $0 != .unobserved }.map {
        Field.Choice(value: $0.rawValue, label: Text(verbatim: $0.rawValue))
      }))
  private static let reason = Field(
    "reason", Text("Motif", "Reason"), .line(maximum: 500), required: false)
  private static let endpoint = Field(
    "endpoint", Text("Adresse", "Address"), .line(maximum: 200), required: false)
}
