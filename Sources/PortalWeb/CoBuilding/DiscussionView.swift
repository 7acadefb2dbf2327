import HTML
import Portal

/// The discussion of a use case, newest first, with the form to take part in it.
struct DiscussionView: View {
  let record: UseCaseRecord
  let page: Page<Comment>
  let state: FormState

  var title: Text { Text("Discussion : \(record.title)", "Discussion: \(record.title)") }
  var section: Section? { .useCases }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([
      (visit("Cas d’usage", "Use cases"), "/use-cases"), (record.title, record.path),
    ])
    h1(visit("Discussion", "Discussion"))
    if record.offers.allow(.discuss) {
      visit.postForm(to: "/use-cases/\(record.id)/comments") {
        FormFields(visit: visit, state: state)(CoBuildingRoutes.body)
        button(visit("Envoyer", "Send"), .type(.submit))
      }
    }
    if page.items.isEmpty {
      p(visit("Personne n’a encore rien dit.", "Nobody has said anything yet."), .class("soft"))
    } else {
      ol(.class("entries")) {
        for comment in page.items {
          li(.id(comment.id.text)) {
            p(.class("row small soft")) {
              strong(comment.author.name)
              span(comment.author.organisation)
              span { visit.format(comment.at) }
            }
            p(comment.body, .class("prose"))
          }
        }
      }
      visit.paging(of: page, noun: Text("message(s)", "message(s)"))
    }
  }
}
