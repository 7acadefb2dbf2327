import HTML
import Portal

/// What every body may have promised by nothing granted, with its history, and the operator's capacity beside.
struct QuotaOverviewView: View {
  let overview: QuotaOverview
  let state: FormState

  var title: Text { Text("Les quotas par défaut", "The default quotas") }
  var section: Section? { .hosting }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Hébergement", "Hosting"), "/hosting-requests")])
    h1(visit(title))
    p(
      visit(
        "Ce qu’un organisme public peut se faire promettre sans que rien lui soit accordé. La ligne la plus précise l’emporte : la nature avant la taille. Un GPU n’est jamais accordé par défaut.",
        "What a public body may have promised by nothing granted. The most specific line counts: kind before size. A GPU is never granted by default."
      ), .class("lead"))
    p(
      visit(
        "La nature suit la catégorie juridique de l’INSEE ; la taille, la tranche d’effectifs salariés de l’unité légale dans le répertoire Sirene, repliée en trois classes : moins de 50, 50 à 249, 250 ou plus. Effectif inconnu : seules les lignes sans taille comptent.",
        "The kind follows INSEE’s legal category; the size, the band of salaried staff of the legal unit in the Sirene register, folded into three classes: fewer than 50, 50 to 249, 250 or more. Staff not known: only lines without a size count."
      ), .class("soft"))
    defaults(
      visit, Text("En vigueur aujourd’hui", "In force today"),
      overview.history.filter(overview.counts).reversed())
    if !overview.capacity.isEmpty { CapacityTable(lines: overview.capacity).content(visit) }
    if overview.mayChange { form(visit) }
    details {
      summary(visit("Toute l’histoire", "The whole history"))
      defaults(visit, Text("Du plus récent au plus ancien", "Latest first"), overview.history)
    }
  }

  private func defaults(_ visit: Visit, _ title: Text, _ lines: [QuotaDefault]) -> HTML {
    div(.class("scroll")) {
      table {
        caption(visit(title))
        visit.tableHead(
          [Text("Ressource", "Resource"), Text("Pour", "For")], numbers: [Text("limite", "limit")],
          [Text("à partir du", "from"), Text("fixé", "set")])
        tbody {
          for line in lines {
            tr {
              th(visit(line.resourceClass.label), .scope(.row))
              td(visit(line.scope))
              td(visit.format(line.amount), .class("number"))
              td(visit.format(line.validFrom))
              td {
                visit.format(line.setAt)
                if let person = line.setBy.flatMap({ overview.people[$0] }) { ", \(person)" }
                " "
                visit.sampleFigure(if: line.isSample)
              }
            }
          }
        }
      }
    }
  }

  @HTMLBuilder private func form(_ visit: Visit) -> HTML {
    let form = FormFields(visit: visit, state: state)
    h2(visit(Action.setQuotaDefault.label))
    form.summary(fields: QuotaOverviewRoutes.fields)
    visit.postForm(to: "/quotas/defaults") {
      div(.class("pair")) { for field in QuotaOverviewRoutes.fields { form(field) } }
      button(visit("Enregistrer", "Save"), .type(.submit))
    }
  }
}
