import HTML
import Portal

/// What an organisation may have promised, what is, and the form that sets it.
struct QuotaView: View {
  let report: QuotaReport
  let state: FormState

  var title: Text {
    Text("Quotas : \(report.organisation.name)", "Quotas: \(report.organisation.name)")
  }
  var section: Section? { .hosting }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Hébergement", "Hosting"), "/hosting-requests")])
    h1(visit(title))
    p(
      visit(
        "Un quota est une limite, pas une réservation : la capacité du site est vérifiée à part.",
        "A quota is a limit, not a reservation: the site’s capacity is checked apart."),
      .class("lead"))
    if report.lines.contains(where: { $0.overFrom != nil }) {
      div(.class("notice warn")) {
        p(
          visit(
            "Une limite est dépassée depuis qu’elle a été baissée. Rien n’est arrêté ; rien de plus n’est promis.",
            "A limit is exceeded since it was lowered. Nothing is stopped; nothing more is promised."
          ))
      }
    }
    QuotaTable(report: report).content(visit)
    p(.class("actions")) {
      if report.offers.allow(.requestQuota) {
        a(
          visit(Action.requestQuota.label), .class("button"),
          .href("\(report.organisation.path)/quota-requests/new"))
      }
      a(
        visit("Les quotas par défaut", "The default quotas"), .class("button plain"),
        .href("/quotas"))
    }
    if report.offers.allow(.setQuota) { form(visit) }
    if !report.requests.isEmpty { requests(visit) }
    if !report.quotas.isEmpty { grants(visit) }
    visit.whyNot(report.offers)
  }

  @HTMLBuilder private func form(_ visit: Visit) -> HTML {
    let fields = FormFields(visit: visit, state: state)
    h2(visit(Action.setQuota.label))
    fields.summary(fields: QuotaRoutes.fields)
    visit.postForm(to: "/organisations/\(report.organisation.slug)/quotas") {
      div(.class("pair")) { for field in QuotaRoutes.amounts { fields(field) } }
      div(.class("pair")) {
        fields(QuotaRoutes.validFrom)
        fields(QuotaRoutes.validUntil)
      }
      fields(QuotaRoutes.useCase)
      button(visit("Enregistrer", "Save"), .type(.submit))
    }
  }

  @HTMLBuilder private func requests(_ visit: Visit) -> HTML {
    h2(visit("Ce qui a été demandé", "What was asked for"))
    QuotaRequestHistory(requests: report.requests, report: report).content(visit)
  }

  @HTMLBuilder private func grants(_ visit: Visit) -> HTML {
    h2(visit("Ce qui a été fixé", "What was set"))
    div(.class("scroll")) {
      table {
        caption(
          visit(
            "Toute l’histoire ; de plusieurs limites aux mêmes dates, la plus récente l’emporte",
            "The whole history; of several limits for the same days the latest counts"))
        visit.tableHead(
          [
            Text("Ressource", "Resource"), Text("Pour", "For"), Text("à partir du", "from"),
            Text("jusqu’au", "until"),
          ], numbers: [Text("limite", "limit")], [Text("fixé", "set")])
        tbody {
          for quota in report.quotas {
            tr {
              th(visit(quota.resourceClass.label), .scope(.row))
              td(report.scope(of: quota.useCase, visit))
              td(visit.format(quota.validFrom))
              td(quota.validUntil.map { visit.format($0) } ?? "—")
              td(visit.format(quota.amount), .class("number"))
              td {
                visit.format(quota.setAt)
                if let person = quota.setBy.flatMap({ report.people[$0] }) { ", \(person)" }
              }
            }
          }
        }
      }
    }
  }
}
