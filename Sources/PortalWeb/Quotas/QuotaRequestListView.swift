import HTML
import Portal

/// The quota requests that the member may see, with a filter.
struct QuotaRequestListView: View {
  let page: Page<QuotaRequestLine>
  let state: QuotaRequest.State?

  var title: Text { Text("Demandes de quota", "Quota requests") }
  var section: Section? { .hosting }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Hébergement", "Hosting"), "/hosting-requests")])
    h1(visit(title))
    form(.method(.get), .action("/quota-requests"), .class("row"), .role(.search)) {
      label(visit("État", "State"), .for("state"))
      select(.id("state"), .name("state")) {
        option(visit("tous", "all"), .value(""))
        for choice in QuotaRequest.State.allCases {
          option(visit(choice.label), .value(choice.rawValue), .selected(if: choice == state))
        }
      }
      button(visit("Filtrer", "Filter"), .type(.submit), .class("plain"))
    }
    if page.items.isEmpty {
      p(visit("Aucune demande ici.", "No request here."), .class("soft"))
    } else {
      ul(.class("entries")) {
        for line in page.items {
          li {
            h2 { a(line.organisation, .href(line.request.path)) }
            p(.class("row small soft")) {
              visit.badge(line.request.state)
              span(visit.format(line.request.asked.amounts))
              span(visit.days(of: line.request.asked))
              span { visit.format(line.request.stateAt) }
            }
          }
        }
      }
      visit.paging(of: page, noun: Text("demandes", "requests"))
    }
  }
}

/// What a body asked for, in a table.
struct QuotaRequestHistory {
  let requests: [QuotaRequest]
  let report: QuotaReport

  func content(_ visit: Visit) -> HTML {
    div(.class("scroll")) {
      table {
        caption(visit("Les demandes et leurs réponses", "The requests and their answers"))
        visit.tableHead(
          [
            Text("Demandé", "Asked for"), Text("Pour", "For"), Text("Dates", "Days"),
            Text("État", "State"), Text("Accordé", "Granted"), Text("Motif", "Reason"),
          ], numbers: [])
        tbody {
          for request in requests {
            tr {
              th(.scope(.row)) {
                a(visit.format(request.asked.amounts), .href(request.path))
              }
              td(report.scope(of: request.asked.useCase, visit))
              td(visit.days(of: request.asked))
              td { visit.badge(request.state) }
              td(visit.format(request.answer?.granted ?? [:]))
              td(request.answer?.reason ?? "", .class("prose"))
            }
          }
        }
      }
    }
  }
}

extension Visit {
  func badge(_ state: QuotaRequest.State) -> HTML {
    let tone: Tone =
      switch state {
      case .submitted: .accent
      case .granted: .good
      case .refused: .bad
      case .withdrawn: .quiet
      }
    return badge(state.label, tone)
  }
}
