import HTML
import Portal

/// The use cases that the member may see, with a filter.
struct UseCaseListView: View {
  let page: Page<UseCaseRow>
  let filter: UseCaseFilter
  let offersDraft: Bool

  var title: Text { Text("Cas d’usage", "Use cases") }
  var section: Section? { .useCases }

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      h1(visit(title))
      if offersDraft {
        a(visit(Action.draftUseCase.label), .class("button"), .href("/use-cases/new"))
      }
    }
    filterForm(visit)
    if page.items.isEmpty {
      p(
        visit(
          "Aucun cas d’usage ne correspond. Élargissez la recherche, ou rédigez le premier.",
          "No use case matches. Widen the search, or draft the first one."), .class("soft"))
    } else {
      ul(.class("entries")) {
        for row in page.items { li { entry(row, visit) } }
      }
      visit.paging(of: page, noun: Text("cas d’usage", "use cases"))
    }
  }

  private func filterForm(_ visit: Visit) -> HTML {
    form(.method(.get), .action("/use-cases"), .class("filters"), .role(.search)) {
      label(visit("Titre", "Title"), .for("q"))
      input(.type(.search), .id("q"), .name("q"), .value(filter.text), .maxlength(100))
      label(visit("État", "State"), .for("state"))
      select(.id("state"), .name("state")) {
        option(visit("tous", "all"), .value(""))
        for state in UseCase.State.allCases {
          option(
            visit(state.label), .value(state.rawValue), .selected(if: state == filter.state))
        }
      }
      label(.class("option")) {
        input(.type(.checkbox), .name("mine"), .value("true"), .checked(if: filter.isMine))
        span(visit("ceux de mon organisation", "those of my organisation"))
      }
      button(visit("Filtrer", "Filter"), .type(.submit), .class("plain"))
    }
  }

  @HTMLBuilder private func entry(_ row: UseCaseRow, _ visit: Visit) -> HTML {
    h2 { a(row.title, .href("/use-cases/\(row.id)")) }
    p(.class("row small soft")) {
      visit.badge(row.state)
      if row.riskClass == .eleve || row.riskClass == .inacceptable {
        visit.badge(row.riskClass)
      }
      if row.participation == .invited {
        visit.badge(Text("votre réponse est attendue", "your answer is awaited"), .warn)
      }
      span(row.initiator)
      span { visit.format(row.stateAt) }
    }
  }
}

extension Visit {
  func badge(_ state: UseCase.State) -> HTML {
    let tone: Tone =
      switch state {
      case .draft, .archived: .quiet
      case .proposed, .coBuilding: .accent
      case .inReview: .warn
      case .published: .good
      case .declined: .bad
      }
    return badge(state.label, tone)
  }

  /// The class of the AI Act; not assessed is said as such.
  func badge(_ riskClass: RiskClass) -> HTML {
    let tone: Tone =
      switch riskClass {
      case .nonEvalue, .minimal: .quiet
      case .limite: .accent
      case .eleve: .warn
      case .inacceptable: .bad
      }
    let name = riskClass.label
    return badge(Text("risque : \(name.french)", "risk: \(name.english)"), tone)
  }
}
