import HTML
import Portal

/// Who held which role on a day.
struct GrantHistoryView: View {
  let day: Day
  /// The slug filtered by, if any.
  let organisation: String
  let page: Page<Grant>

  var title: Text { Text("Qui avait quel rôle ?", "Who held which role?") }
  var section: Section? { .audit }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Journal", "Audit log"), "/audit")])
    h1(visit(title))
    form(.method(.get), .action("/grants"), .class("row"), .role(.search)) {
      label(visit("Le", "On"), .for("on"))
      input(.type(.date), .id("on"), .name("on"), .value(day.description))
      label(visit("Adresse de l’organisation", "The organisation’s address"), .for("organisation"))
      input(
        .type(.text), .id("organisation"), .name("organisation"), .value(organisation),
        .placeholder(visit("toutes", "all")))
      button(visit("Afficher", "Show"), .type(.submit), .class("plain"))
    }
    if page.items.isEmpty {
      p(
        visit("Personne n’avait de rôle ce jour-là.", "Nobody held a role on that day."),
        .class("soft"))
    } else {
      div(.class("scroll")) { grants(visit) }
      visit.paging(of: page, noun: Text("rôles", "roles"))
    }
  }

  private func grants(_ visit: Visit) -> HTML {
    table {
      caption(visit("Rôles le \(visit.format(day))", "Roles on \(visit.format(day))"))
      thead {
        tr {
          th(visit("Organisation", "Organisation"), .scope(.column))
          th(visit("Personne", "Person"), .scope(.column))
          th(visit("Rôle", "Role"), .scope(.column))
          th(visit("De", "From"), .scope(.column))
          th(visit("À", "To"), .scope(.column))
        }
      }
      tbody {
        for grant in page.items {
          tr {
            td { a(grant.organisationName, .href("/organisations/\(grant.organisationSlug)")) }
            td { a(grant.personName, .href("/people/\(grant.membership.person)")) }
            td(visit(grant.membership.role.label))
            td { visit.format(grant.membership.validFrom) }
            td {
              if let end = grant.membership.validUntil { visit.format(end) } else { "—" }
            }
          }
        }
      }
    }
  }
}
