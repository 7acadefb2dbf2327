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
    usage(visit)
    if report.offers.allow(.setQuota) { form(visit) }
    if !report.quotas.isEmpty { grants(visit) }
    visit.whyNot(report.offers)
  }

  private func usage(_ visit: Visit) -> HTML {
    div(.class("scroll")) {
      table {
        caption(visit("Aujourd’hui", "Today"))
        head(
          visit, [Text("Ressource", "Resource"), Text("Pour", "For")],
          [Text("limite", "limit"), Text("utilisé", "used"), Text("réservé", "reserved")])
        tbody {
          for line in report.lines {
            tr {
              th(visit(line.resourceClass.label), .scope(.row))
              td {
                scope(of: line.useCase, visit)
                if let day = line.overFrom {
                  " "
                  visit.badge(
                    Text(
                      "dépassé à partir du \(visit.format(day))",
                      "exceeded from \(visit.format(day))"), .warn)
                }
              }
              for number in [line.limit, line.used, line.reserved] {
                td(visit.format(number), .class("number"))
              }
            }
          }
        }
      }
    }
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

  @HTMLBuilder private func grants(_ visit: Visit) -> HTML {
    h2(visit("Ce qui a été fixé", "What was set"))
    div(.class("scroll")) {
      table {
        caption(visit("Le plus récent l’emporte", "The latest counts"))
        head(
          visit,
          [
            Text("Ressource", "Resource"), Text("Pour", "For"), Text("à partir du", "from"),
            Text("jusqu’au", "until"),
          ], [Text("limite", "limit")])
        tbody {
          for quota in report.quotas {
            tr {
              th(visit(quota.resourceClass.label), .scope(.row))
              td(scope(of: quota.useCase, visit))
              td(visit.format(quota.validFrom))
              td(quota.validUntil.map { visit.format($0) } ?? "—")
              td(visit.format(quota.amount), .class("number"))
            }
          }
        }
      }
    }
  }

  private func scope(of useCase: UseCase.ID?, _ visit: Visit) -> String {
    guard let useCase else { return visit("tout l’organisme", "the whole body") }
    return report.useCases[useCase] ?? useCase.text
  }

  private func head(_ visit: Visit, _ names: [Text], _ numbers: [Text]) -> HTML {
    thead {
      tr {
        for name in names { th(visit(name), .scope(.column)) }
        for number in numbers { th(visit(number), .scope(.column), .class("number")) }
      }
    }
  }
}
