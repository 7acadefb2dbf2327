import HTML
import Portal

/// A published use case in a list: what it is, how far it is, whose it is.
struct LibraryCard {
  let entry: LibraryEntry

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    h2 { a(entry.title, .href(entry.path)) }
    p(entry.summary)
    p(.class("row small soft")) {
      if !entry.maturity.isEmpty {
        visit.badge(maturity: entry.maturity)
      }
      visit.badge(entry.riskClass)
      span(entry.owner)
      span(visit.format(entry.publishedAt.day))
      if entry.adoptions > 0 {
        span(
          visit(
            "\(entry.adoptions) adoption\(entry.adoptions > 1 ? "s" : "")",
            "\(entry.adoptions) adoption\(entry.adoptions > 1 ? "s" : "")"))
      }
    }
  }
}
