import HTML
import Portal

/// A site's year: facts and objectives side by side, what follows from the facts, and everything ever stated.
struct SiteReportView: View {
  let report: SiteReport
  let state: FormState

  var title: Text {
    Text(
      "\(report.site.name) : rapport \(report.year)", "\(report.site.name): report \(report.year)")
  }
  var section: Section? { .sites }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Sites", "Sites"), "/sites"), (report.site.name, report.site.path)])
    div(.class("head")) {
      h1 {
        visit(title)
        " "
        visit.sampleBadge(if: report.site.isSample)
      }
      p(.class("actions")) {
        a(
          visit("Exporter (CSV)", "Export (CSV)"), .class("button plain"),
          .href("/sites/\(report.site.slug)/reports/\(String(report.year))/export"))
        for year in [report.year - 1, report.year + 1] {
          a(String(year), .href("/sites/\(report.site.slug)/reports/\(String(year))"))
        }
      }
    }
    p(visit(obligation), .class("lead"))
    ratios(visit)
    indicators(visit)
    if report.offers.allow(.stateIndicator) { form(visit) }
    if !report.history.isEmpty { history(visit) }
    visit.whyNot(report.offers)
  }

  private var obligation: Text {
    switch report.isBound {
    case true:
      Text(
        "À partir de 500 kW, ces données sont à transmettre et à publier au plus tard le 15 mai \(report.year + 1) (règlement délégué (UE) 2024/1364 ; code de l’énergie, D.236-1 à D.236-7).",
        "From 500 kW on, these data are to be transmitted and published by 15 May \(report.year + 1) (Delegated Regulation (EU) 2024/1364; Code de l’énergie, D.236-1 to D.236-7)."
      )
    case false:
      Text(
        "En dessous de 500 kW rien n’est obligatoire : ce rapport est volontaire.",
        "Below 500 kW nothing is mandatory: this report is voluntary.")
    default:
      Text(
        "La puissance installée n’est pas déclarée. En dessous de 500 kW rien n’est obligatoire ; au-delà, l’échéance est le 15 mai \(report.year + 1).",
        "The installed power is not stated. Below 500 kW nothing is mandatory; above, the deadline is 15 May \(report.year + 1)."
      )
    }
  }

  private func ratios(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Ce qui s’en déduit", "What follows"))
      if report.ratios.isEmpty {
        p(
          visit(
            "Rien pour l’instant : un ratio n’est calculé que si ses deux termes sont déclarés comme faits.",
            "Nothing so far: a ratio is calculated only when both its terms are stated as facts."),
          .class("soft"))
      } else {
        dl(.class("facts")) {
          for ratio in report.ratios {
            dt(ratio.kind.rawValue.uppercased())
            dd {
              "\(visit.format(ratio.value)) \(visit(ratio.kind.unit)) "
              visit.badge(ratio.certainty.label)
              span(" \(ratio.kind.formula(report.factor))", .class("soft"))
            }
          }
        }
      }
    }
  }

  private func indicators(_ visit: Visit) -> HTML {
    div(.class("scroll")) {
      table {
        caption(visit("Indicateurs de l’année", "Indicators of the year"))
        head(
          visit,
          [Text("Indicateur", "Indicator"), Text("Fait", "Fact"), Text("Objectif", "Objective")])
        tbody {
          for indicator in Indicator.allCases {
            tr {
              th(visit(indicator.choice), .scope(.row))
              td { cell(report.fact(indicator), visit) }
              td { cell(report.objective(indicator), visit) }
            }
          }
        }
      }
    }
  }

  @HTMLBuilder private func cell(_ statement: SiteStatement?, _ visit: Visit) -> HTML {
    if let statement {
      strong(statement.number.map { visit.format($0) } ?? statement.value)
      " "
      visit.badge(statement.certainty.label, statement.certainty.isFact ? .quiet : .accent)
      p("\(statement.source), \(visit.format(statement.asOf))", .class("small soft"))
    } else {
      "—"
    }
  }

  private func form(_ visit: Visit) -> HTML {
    article(.class("card")) {
      let form = FormFields(visit: visit, state: state)
      h2(visit(Action.stateIndicator.label))
      form.summary(fields: SiteReportRoutes.fields)
      visit.postForm(to: report.path) {
        for field in SiteReportRoutes.fields { form(field) }
        button(visit("Enregistrer", "Save"), .type(.submit))
      }
    }
  }

  private func history(_ visit: Visit) -> HTML {
    details {
      summary(visit("Tout ce qui a été déclaré", "Everything that was stated"))
      div(.class("scroll")) {
        table {
          head(
            visit,
            [
              Text("Déclaré", "Stated"), Text("Indicateur", "Indicator"), Text("Valeur", "Value"),
            ])
          tbody {
            for statement in report.history {
              tr {
                td { if let at = statement.setAt { visit.format(at) } }
                td(visit(statement.indicator.choice))
                td { cell(statement, visit) }
              }
            }
          }
        }
      }
    }
  }

  private func head(_ visit: Visit, _ names: [Text]) -> HTML {
    thead { tr { for name in names { th(visit(name), .scope(.column)) } } }
  }
}
