import HTML
import HTTP
import JSON
import Portal

/// The audit log, its verification and export, and the history of roles.
enum AuditRoutes {
  static let filterFields = [
    Field(
      "action", Text("Action", "Action"), .choice(of: Action.self, label: \.label), required: false),
    Field(
      "outcome", Text("Issue", "Outcome"), .choice(of: Audit.Outcome.self, label: \.label),
      required: false),
    Field("from", Text("Du", "From"), .day, required: false),
    Field("to", Text("Au (inclus)", "To (included)"), .day, required: false),
    Field("person", Text("Personne", "Person"), .id, required: false),
    Field("organisation", Text("Organisation", "Organisation"), .id, required: false),
    Field("resource", Text("Objet", "Thing"), .line(maximum: 40), required: false),
  ]

  static let grantFields = [
    Field("on", Text("Le", "On"), .day, required: false),
    Field(
      "organisation", Text("Organisation", "Organisation"), .line(maximum: 80), required: false),
  ]

  static let exportFields = [
    Field(
      "after", Text("Après la ligne", "After line"), .integer(0...Int.max), required: false)
  ]

  static func add(to table: inout RouteTable) {
    table.get(
      "/audit", Action.viewAudit.label, query: filterFields, answers: .page(of: AuditEntry.shape)
    ) { context in
      let query = try context.query(filterFields)
      let filter = AuditFilter(query)
      let page = try await context.portal.auditLog(
        filter, after: context.cursor(parts: 1), limit: context.limit, as: context.actor)
      let language = context.language
      return .page(
        AuditView(page: page, filter: filter), json: { page.json { $0.json(language) } },
        next: page.next)
    }
    table.get(
      "/audit/verification", Text("Vérifier la chaîne du journal", "Verify the log’s chain"),
      answers: .ok(AuditVerification.shape)
    ) { context in
      let verification = try await context.portal.verifyAudit(as: context.actor)
      return .page(AuditVerificationView(verification: verification), json: { verification.json })
    }
    table.get(
      "/audit/export", Text("Exporter le journal", "Export the log"), query: exportFields,
      answers: .file(MediaType("application", "x-ndjson"))
    ) { context in
      let query = try context.query(exportFields)
      let bytes = try await context.portal.exportAudit(
        after: Int64(query.integer("after") ?? 0), as: context.actor)
      var response = Response(.ok, type: "application/x-ndjson", bytes: bytes)
      response.headers.setAttachment(named: "audit.ndjson")
      return .response(response)
    }
    table.get(
      "/grants", Action.viewGrants.label, query: grantFields, answers: .page(of: Grant.shape)
    ) { context in
      let query = try context.query(grantFields)
      let day = query.day("on") ?? context.portal.settings.clock().day
      let slug = query.optional("organisation")
      let organisation = try slug.map {
        try context.portal.organisation(slug: $0, as: context.actor).organisation
      }
      let page = try await context.portal.grants(
        on: day, in: organisation?.id, after: context.cursor(parts: 2), limit: context.limit,
        as: context.actor)
      let language = context.language
      return .page(
        GrantHistoryView(day: day, organisation: slug ?? "", page: page),
        json: { page.json { $0.json(language) } }, next: page.next)
    }
  }
}

extension AuditFilter {
  fileprivate init(_ query: Fields) {
    let action: Action? = query.choice("action")
    let outcome: Audit.Outcome? = query.choice("outcome")
    self.init(
      person: query.id("person"), organisation: query.id("organisation"), action: action,
      outcome: outcome, resource: query.optional("resource"), from: query.day("from"),
      to: query.day("to"))
  }
}

extension AuditEntry {
  static let shape = Shape.record(
    "AuditEntry",
    [
      "number": .count, "at": .instant, "actor": .text, "person": .nullable(.id),
      "personName": .nullable(.text), "organisation": .nullable(.id),
      "organisationName": .nullable(.text), "role": .nullable(.choice(of: Role.self)),
      "action": .choice(of: Action.self), "actionLabel": .text,
      "outcome": .choice(of: Audit.Outcome.self), "resourceType": .text, "resource": .text,
      "policies": .list(.text), "detail": .map(.any),
    ])

  func json(_ language: Language) -> JSON {
    [
      "number": .integer(number), "at": .string(at.rfc3339), "actor": .string(actor),
      "person": JSON(person), "personName": JSON(personName), "organisation": JSON(organisation),
      "organisationName": JSON(organisationName), "role": JSON(role?.rawValue),
      "action": .string(action.rawValue), "actionLabel": .string(action.label[language]),
      "outcome": .string(outcome.rawValue), "resourceType": .string(resourceType),
      "resource": .string(resource), "policies": .array(policies.map(JSON.string)),
      "detail": .object(detail),
    ]
  }
}

extension AuditVerification {
  static let shape = Shape.record(
    "AuditVerification",
    [
      "sound": .flag, "lines": .nullable(.count), "lastHash": .nullable(.text),
      "brokenAt": .nullable(.count),
    ])

  var json: JSON {
    switch self {
    case .sound(let lines, let lastHash):
      [
        "sound": true, "lines": .integer(lines),
        "lastHash": .string(lastHash.hexadecimal), "brokenAt": nil,
      ]
    case .broken(let line):
      ["sound": false, "lines": nil, "lastHash": nil, "brokenAt": .integer(line)]
    }
  }
}
