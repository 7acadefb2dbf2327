import HTML
import Portal

/// The requests that the member may see, with a filter.
struct HostingRequestListView: View {
  let page: Page<HostingRequestLine>
  let filter: HostingRequestFilter
  let offersDraft: Bool

  var title: Text { Text("Demandes d’hébergement", "Hosting requests") }
  var section: Section? { .hosting }

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      h1(visit(title))
      p(.class("actions")) {
        if offersDraft {
          a(
            visit(Action.draftHostingRequest.label), .class("button"),
            .href("/hosting-requests/new"))
        }
        if let membership = visit.session?.membership, membership.kind == .publicBody {
          a(
            visit("Nos quotas", "Our quotas"), .class("button plain"),
            .href("/organisations/\(membership.organisationSlug)/quotas"))
        } else if visit.session?.membership?.kind == .operator {
          a(
            visit("Demandes de quota", "Quota requests"), .class("button plain"),
            .href("/quota-requests"))
          a(visit("Quotas par défaut", "Default quotas"), .class("button plain"), .href("/quotas"))
        }
      }
    }
    form(.method(.get), .action("/hosting-requests"), .class("row"), .role(.search)) {
      label(visit("État", "State"), .for("state"))
      select(.id("state"), .name("state")) {
        option(visit("tous", "all"), .value(""))
        for state in HostingRequest.State.allCases {
          option(
            visit(state.label), .value(state.rawValue), .selected(if: state == filter.state))
        }
      }
      button(visit("Filtrer", "Filter"), .type(.submit), .class("plain"))
    }
    if page.items.isEmpty {
      p(
        offersDraft
          ? visit(
            "Aucune demande ici. Préparez la première : elle reste un brouillon tant que vous ne la soumettez pas.",
            "No request here. Draft the first one: it stays a draft until you submit it.")
          : visit("Aucune demande ici.", "No request here."), .class("soft"))
    } else {
      ul(.class("entries")) {
        for line in page.items { li { entry(line, visit) } }
      }
      visit.paging(of: page, noun: Text("demandes", "requests"))
    }
  }

  @HTMLBuilder private func entry(_ line: HostingRequestLine, _ visit: Visit) -> HTML {
    let request = line.request
    h2 { a(request.title, .href("/hosting-requests/\(request.id.text)")) }
    p(.class("row small soft")) {
      visit.badge(request.state)
      span(line.organisation)
      span(line.useCase)
      span(visit.format(request.wanted))
      span { visit.format(request.stateAt) }
    }
  }
}

extension Visit {
  func badge(_ state: HostingRequest.State) -> HTML {
    let tone: Tone =
      switch state {
      case .draft, .withdrawn, .expired: .quiet
      case .submitted, .underReview: .accent
      case .waitlisted: .warn
      case .approved: .good
      case .rejected: .bad
      }
    return badge(state.label, tone)
  }

  /// `4 vCPU · 8 Gio de mémoire`: what there is something of.
  func format(_ resources: Resources) -> String {
    ResourceClass.allCases.filter { resources[$0] > 0 }
      .map { "\(self($0.label)) : \(format(resources[$0]))" }.joined(separator: " · ")
  }
}
