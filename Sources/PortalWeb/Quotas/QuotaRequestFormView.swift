import HTML
import HTTP
import Portal

/// The form that asks for more: how much, for what, how long, and why.
struct QuotaRequestFormView: View {
  let report: QuotaReport
  /// What the address says to begin with: what a hosting request lacks.
  let begun: FormData
  let state: FormState

  private var organisation: Organisation { report.organisation }
  var title: Text { Action.requestQuota.label }
  var section: Section? { .hosting }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Hébergement", "Hosting"), "/hosting-requests"),
      (visit("Quotas", "Quotas"), "\(organisation.path)/quotas"),
    ])
    h1(visit(title))
    p(
      visit(
        "Indiquez la limite souhaitée, seulement pour ce qui doit augmenter. L’opérateur accorde, accorde moins ou refuse, avec un motif.",
        "Give the limit you need, only for what is to be raised. The operator grants, grants less or refuses, with a reason."
      ), .class("lead"))
    QuotaTable(report: report).content(visit)
    if report.offers.allow(.requestQuota) { form(visit) }
    visit.whyNot(report.offers)
  }

  @HTMLBuilder private func form(_ visit: Visit) -> HTML {
    let form = FormFields(visit: visit, state: state)
    let field = { form($0, stored: begun.first($0.name) ?? "") }
    form.summary(fields: QuotaRequestRoutes.fields)
    visit.postForm(to: "\(organisation.path)/quota-requests") {
      div(.class("pair")) { for amount in QuotaRequestRoutes.amounts { field(amount) } }
      div(.class("pair")) {
        field(QuotaRoutes.validFrom)
        field(QuotaRoutes.validUntil)
      }
      field(QuotaRoutes.useCase.choosing(useCases))
      field(QuotaRequestRoutes.justification)
      p(.class("actions")) {
        button(visit("Envoyer la demande", "Send the request"), .type(.submit))
        a(visit("Annuler", "Cancel"), .href("\(organisation.path)/quotas"))
      }
    }
  }

  /// Those that have a limit of their own.
  private var useCases: [(value: String, label: String)] {
    Set(report.lines.compactMap(\.useCase)).sorted { $0.text < $1.text }
      .map { ($0.text, report.useCases[$0] ?? $0.text) }
  }
}

/// The way from a hosting request that a quota stands in the way of to the form, filled in with what is missing.
struct QuotaRequestLink {
  let record: HostingRequestRecord

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    let breaches = record.shortage?.breaches ?? []
    let ofBody = breaches.filter { $0.limitKind == .organisationQuota }
    let ofUseCase = breaches.filter { $0.limitKind == .useCaseQuota }
    // A use case never has more than its body: the body's own limit comes first.
    if let path = path(ofBody.isEmpty ? ofUseCase : ofBody) {
      p(.class("actions")) {
        a(visit(Action.requestQuota.label), .class("button plain"), .href(path))
      }
    }
  }

  private func path(_ breaches: [Breach]) -> Path? {
    guard let first = breaches.first else { return nil }
    func limit(_ resourceClass: ResourceClass) -> String {
      breaches.first { $0.resourceClass == resourceClass }.map { "\($0.limit + $0.missing)" } ?? ""
    }
    let useCase = first.limitKind == .useCaseQuota ? record.request.useCase.text : ""
    let period = record.request.period
    return """
      /organisations/\(record.organisation.slug)/quota-requests/new?vcpu=\(limit(.vcpu))\
      &memoryGiB=\(limit(.memoryGiB))&storageGiB=\(limit(.storageGiB))&gpu=\(limit(.gpu))\
      &useCase=\(useCase)&validFrom=\(period.start.description)&validUntil=\(period.end.description)
      """
  }
}
