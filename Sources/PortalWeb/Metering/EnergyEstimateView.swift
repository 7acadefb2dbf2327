import HTML
import Portal

/// What resources would draw, from idle to full load, and by which method: beside whatever asks for them.
struct EnergyEstimateView {
  let estimate: EnergyEstimate

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    if estimate.perYear.basis.pue.origin == .scenario {
      p {
        visit.badge(Text("scénario hypothétique", "hypothetical scenario"), .warn)
      }
    }
    div(.class("scroll")) {
      table {
        caption(visit("Énergie et émissions estimées", "Estimated energy and emissions"))
        thead {
          tr {
            th(visit("Durée", "Time"), .scope(.column))
            for heading in Self.headings { th(visit(heading), .scope(.column), .class("number")) }
          }
        }
        tbody {
          row(
            visit(
              "La période demandée (\(estimate.period.days) jours)",
              "The period asked for (\(estimate.period.days) days)"), estimate.overPeriod, visit)
          row(visit("Une année (8 760 h)", "A year (8,760 h)"), estimate.perYear, visit)
        }
      }
    }
    p(visit(estimate.perYear.basis.sentence(for: estimate.perYear.tier)), .class("small soft"))
    p(.class("small")) {
      a(visit("Comment l’énergie est comptée", "How energy is counted"), .href("/energy"))
    }
  }

  private static let headings = [
    Text("énergie, site compris", "energy, site included"), Text("émissions", "emissions"),
    Text("du repos à la pleine charge", "from idle to full load"),
  ]

  private func row(_ name: String, _ figure: EnergyFigure, _ visit: Visit) -> HTML {
    tr {
      th(name, .scope(.row))
      td(visit.energy(figure.energy.totalWattHours), .class("number"))
      td(visit.emissions(figure.energy.gramsCO2e), .class("number"))
      td(.class("number")) {
        if let range = figure.range {
          "\(visit.energy(range.idle.totalWattHours)) – \(visit.energy(range.full.totalWattHours))"
        }
      }
    }
  }
}

/// An estimate of any resources, before anything is asked for, and what if the site's PUE were another.
struct EstimatorView: View {
  /// `nil` until something has been asked.
  let estimate: EnergyEstimate?
  let state: FormState

  var title: Text { Text("Estimer l’énergie", "Estimate the energy") }
  var section: Section? { .hosting }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Hébergement", "Hosting"), "/hosting-requests")])
    h1(visit(title))
    p(
      visit(
        "Rien n’est demandé ni enregistré ici.", "Nothing is asked for or kept here."),
      .class("lead"))
    let fields = FormFields(visit: visit, state: state)
    fields.summary(fields: EstimatorRoutes.fields)
    form(.method(.get), .action("/energy-estimate")) {
      div(.class("pair")) {
        for field in EstimatorRoutes.resources { fields(field, stored: "0") }
      }
      div(.class("pair")) {
        fields(EstimatorRoutes.start)
        fields(EstimatorRoutes.end)
      }
      fields(EstimatorRoutes.pue)
      button(visit("Estimer", "Estimate"), .type(.submit))
    }
    if let estimate { EnergyEstimateView(estimate: estimate).content(visit) }
  }
}
