import HTML
import HTTP
import JSON
import Portal

/// An organisation's quotas: what they are, what stands against them, and setting them.
enum QuotaRoutes {
  static func add(to table: inout RouteTable) {
    table.get(
      "/organisations/:organisation/quotas",
      Text("Quotas d’une organisation", "An organisation’s quotas"),
      answers: .ok(QuotaReport.shape)
    ) { context in
      let report = try report(of: context)
      let language = context.language
      return .page(
        QuotaView(report: report, state: FormState()),
        json: { report.json(language) })
    }
    table.post(
      "/organisations/:organisation/quotas", Action.setQuota.label, body: fields,
      answers: .ok(QuotaReport.shape),
      form: { context, state in
        QuotaView(report: try report(of: context), state: state)
      }
    ) { context in
      let organisation = try organisation(of: context)
      let report = try await context.portal.setQuota(
        of: organisation.id, to: grant(from: context.fields), as: context.actor)
      let language = context.language
      return .done(
        at: "/organisations/\(organisation.slug)/quotas", json: { report.json(language) })
    }
  }

  static let amounts = ResourceClass.allCases.map { resourceClass in
    Field(
      resourceClass.rawValue, resourceClass.label, .integer(0...QuotaGrant.largestAmount),
      required: false, remark: Text("vide : inchangé", "empty: unchanged"))
  }
  static let useCase = Field(
    "useCase", Text("Cas d’usage", "Use case"), .id, required: false,
    hint: Text(
      "Identifiant d’un cas d’usage ; vide : l’organisme entier.",
      "Id of a use case; empty: the whole body."))
  static let validFrom = Field("validFrom", Text("À partir du", "From"), .day)
  static let validUntil = Field(
    "validUntil", Text("Jusqu’au", "Until"), .day, required: false,
    hint: Text("Non compris ; vide : sans fin.", "Not included; empty: without end."))
  static let fields = amounts + [useCase, validFrom, validUntil]

  /// What was sent; the reader has checked each field.
  static func grant(from fields: Fields) throws(PortalError) -> QuotaGrant {
    guard let validFrom = fields.day("validFrom") else { throw .notFound }
    return QuotaGrant(
      useCase: fields.id("useCase"), amounts: fields.amounts, validFrom: validFrom,
      validUntil: fields.day("validUntil"))
  }

  static func organisation(of context: Context) throws -> Organisation {
    try context.portal.organisation(
      slug: context.parameter("organisation"), as: context.actor
    ).organisation
  }

  static func report(of context: Context) throws -> QuotaReport {
    try context.portal.quota(of: organisation(of: context).id, as: context.actor)
  }
}

extension Fields {
  /// The amounts sent, each under the name of its class.
  var amounts: [ResourceClass: Int] {
    var amounts: [ResourceClass: Int] = [:]
    for resourceClass in ResourceClass.allCases {
      amounts[resourceClass] = integer(resourceClass.rawValue)
    }
    return amounts
  }
}
