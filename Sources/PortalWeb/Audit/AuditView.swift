import HTML
import JSON
import Portal

/// The log, the newest line first.
struct AuditView: View {
  let page: Page<AuditEntry>
  let filter: AuditFilter

  var title: Text { Text("Journal", "Audit log") }
  var section: Section? { .audit }

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      h1(visit(title))
      if visit.session?.membership?.role == .auditor { instruments(visit) }
    }
    filterForm(visit)
    if page.items.isEmpty {
      p(visit("Aucune ligne ne correspond.", "No line matches."), .class("soft"))
    } else {
      div(.class("scroll")) { lines(visit) }
      visit.paging(of: page, noun: Text("lignes", "lines"))
    }
  }

  /// For whoever reads the whole log.
  private func instruments(_ visit: Visit) -> HTML {
    div(.class("actions")) {
      a(
        visit("Qui avait quel rôle ?", "Who held which role?"), .class("button plain"),
        .href("/grants"))
      a(visit("Qui peut faire quoi ?", "Who can do what?"), .class("button plain"), .href("/rules/holders"))
      a(visit("Pourquoi ?", "Why?"), .class("button plain"), .href("/rules/explanation"))
      a(
        visit("Vérifier la chaîne", "Verify the chain"), .class("button plain"),
        .href("/audit/verification"))
      a(visit("Exporter", "Export"), .class("button plain"), .href("/audit/export"))
    }
  }

  private func filterForm(_ visit: Visit) -> HTML {
    form(.method(.get), .action("/audit"), .class("row"), .role(.search)) {
      label(visit("Action", "Action"), .for("action"))
      select(.id("action"), .name("action")) {
        option(visit("toutes", "all"), .value(""))
        for action in Action.allCases {
          option(
            visit(action.label), .value(action.rawValue),
            .selected(if: action == filter.action))
        }
      }
      label(visit("Issue", "Outcome"), .for("outcome"))
      select(.id("outcome"), .name("outcome")) {
        option(visit("toutes", "all"), .value(""))
        for outcome in Audit.Outcome.allCases {
          option(
            visit(outcome.label), .value(outcome.rawValue),
            .selected(if: outcome == filter.outcome))
        }
      }
      label(visit("Du", "From"), .for("from"))
      input(.type(.date), .id("from"), .name("from"), .value(filter.from?.description ?? ""))
      label(visit("au", "to"), .for("to"))
      input(.type(.date), .id("to"), .name("to"), .value(filter.to?.description ?? ""))
      // What a link on a line narrowed the list to stays.
      kept("person", filter.person?.text)
      kept("organisation", filter.organisation?.text)
      kept("resource", filter.resource)
      button(visit("Filtrer", "Filter"), .type(.submit), .class("plain"))
      a(visit("Tout afficher", "Show all"), .href("/audit"))
    }
  }

  @HTMLBuilder private func kept(_ name: String, _ value: String?) -> HTML {
    if let value { input(.type(.hidden), .name(name), .value(value)) }
  }

  private func lines(_ visit: Visit) -> HTML {
    table {
      caption(visit("Lignes du journal", "Lines of the log"), .class("visually-hidden"))
      thead {
        tr {
          th(visit("N°", "No."), .scope(.column), .class("number"))
          th(visit("Quand", "When"), .scope(.column))
          th(visit("Qui", "Who"), .scope(.column))
          th(visit("Quoi", "What"), .scope(.column))
          th(visit("Issue", "Outcome"), .scope(.column))
          th(visit("Détail", "Detail"), .scope(.column))
        }
      }
      tbody { for entry in page.items { tr { cells(entry, visit) } } }
    }
  }

  @HTMLBuilder private func cells(_ entry: AuditEntry, _ visit: Visit) -> HTML {
    td("\(entry.number)", .class("number"))
    td { visit.format(entry.at) }
    td {
      who(entry, visit)
      if let name = entry.organisationName, let organisation = entry.organisation {
        br()
        a(name, .class("small"), .href("/audit?organisation=\(organisation)"))
      }
    }
    td {
      visit(entry.action.label)
      br()
      a(.class("small mono"), .href("/audit?resource=\(entry.resource)")) {
        "\(entry.resourceType) \(entry.resource)"
      }
    }
    td { visit.badge(entry.outcome.label, entry.outcome == .done ? .good : .bad) }
    td(.class("small")) {
      for member in entry.detail {
        code("\(member.key): \(String(decoding: member.value.serialised(), as: UTF8.self))")
        br()
      }
      if !entry.policies.isEmpty {
        span(
          "\(visit("règles", "rules")) : \(entry.policies.joined(separator: ", "))", .class("soft"))
      }
    }
  }

  @HTMLBuilder private func who(_ entry: AuditEntry, _ visit: Visit) -> HTML {
    if let person = entry.person {
      a(entry.personName ?? entry.actor, .href("/audit?person=\(person)"))
    } else {
      span(entry.actor)
    }
    if let role = entry.role { span(", \(visit(role.label))", .class("soft")) }
  }
}

extension Audit.Outcome {
  var label: Text {
    switch self {
    case .done: Text("fait", "done")
    case .refused: Text("refusé", "refused")
    }
  }
}
