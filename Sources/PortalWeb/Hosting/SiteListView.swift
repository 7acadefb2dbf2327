import HTML
import Portal

/// The data centers.
struct SiteListView: View {
  let sites: [Site]
  let offersAdding: Bool

  var title: Text { Text("Sites", "Sites") }
  var section: Section? { .sites }

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      h1(visit(title))
      if offersAdding { a(visit(Action.addSite.label), .class("button"), .href("/sites/new")) }
    }
    if sites.isEmpty {
      p(
        visit(
          "Aucun site : sans site, aucune demande ne peut aboutir.",
          "No site: without one no request can succeed."), .class("soft"))
    } else {
      ul(.class("entries")) {
        for site in sites {
          li {
            h2 {
              a(site.name, .href(site.path))
              " "
              visit.sampleBadge(if: site.isSample)
            }
            if !site.note.isEmpty { p(site.note, .class("soft")) }
          }
        }
      }
    }
  }
}
