import HTML
import Portal

/// Every organisation, with a filter.
struct OrganisationListView: View {
  let page: Page<Organisation>
  let filter: OrganisationFilter
  let offersNew: Bool

  var title: Text { Text("Organisations", "Organisations") }
  var section: Section? { .organisations }

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      h1(visit(title))
      if offersNew {
        a(visit(Action.addOrganisation.label), .class("button"), .href("/organisations/new"))
      }
    }
    filterForm(visit)
    if page.items.isEmpty {
      p(
        visit(
          "Aucune organisation ne correspond. Élargissez la recherche.",
          "No organisation matches. Widen the search."), .class("soft"))
    } else {
      ul(.class("entries")) { for organisation in page.items { li { entry(organisation, visit) } } }
      visit.paging(of: page, noun: Text("organisations", "organisations"))
    }
  }

  private func filterForm(_ visit: Visit) -> HTML {
    form(.method(.get), .action("/organisations"), .class("row"), .role(.search)) {
      label(visit("Nom ou SIREN", "Name or SIREN"), .for("q"))
      input(
        .type(.search), .id("q"), .name("q"), .value(filter.text ?? ""), .maxlength(100))
      label(visit("Nature", "Kind"), .for("kind"))
      select(.id("kind"), .name("kind")) {
        option(visit("toutes", "all"), .value(""))
        for kind in Organisation.Kind.allCases {
          option(visit(kind.label), .value(kind.rawValue), .selected(if: kind == filter.kind))
        }
      }
      label(visit("Caractère public", "Public status"), .for("publicStatus"))
      select(.id("publicStatus"), .name("publicStatus")) {
        option(visit("tous", "all"), .value(""))
        for status in Organisation.PublicStatus.allCases {
          option(
            visit(status.label), .value(status.rawValue),
            .selected(if: status == filter.publicStatus))
        }
      }
      button(visit("Filtrer", "Filter"), .type(.submit), .class("plain"))
    }
  }

  @HTMLBuilder private func entry(_ organisation: Organisation, _ visit: Visit) -> HTML {
    h2 { a(organisation.name, .href(organisation.path)) }
    p(.class("row small soft")) {
      span(visit(organisation.kind.label))
      visit.badge(organisation.publicStatus)
      if let siren = organisation.siren { span("SIREN \(siren)") }
      visit.sampleBadge(if: organisation.isSample)
    }
  }
}

extension Visit {
  func badge(_ status: Organisation.PublicStatus) -> HTML {
    let tone: Tone =
      switch status {
      case .public: .good
      case .private: .quiet
      case .toVerify: .warn
      }
    return badge(status.label, tone)
  }
}
