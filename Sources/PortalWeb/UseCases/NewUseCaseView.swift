import HTML
import Portal

/// The form that starts a use case: a name, and a summary if there is one already.
struct NewUseCaseView: View {
  let state: FormState

  var title: Text { Text("Nouveau cas d’usage", "New use case") }
  var section: Section? { .useCases }

  static let fields = [
    Field("sheet", Text("Fiche", "Sheet"), .values(Sheet.changeShape, maximum: 5000))
  ]

  private static let first: [SheetField] = [.title, .summary, .theme]

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Cas d’usage", "Use cases"), "/use-cases")])
    h1(visit(title))
    p(
      visit(
        "Un nom suffit pour commencer ; le reste se complète ensuite, seul ou à plusieurs.",
        "A name suffices to begin; the rest is filled in later, alone or together."),
      .class("lead"))
    let form = SheetFormFields(visit: visit, state: state, sheet: Sheet())
    form.summary(of: Self.first)
    visit.postForm(to: "/use-cases") {
      for field in Self.first { form(field) }
      p(.class("actions")) {
        button(visit("Créer le brouillon", "Create the draft"), .type(.submit))
        a(visit("Annuler", "Cancel"), .href("/use-cases"))
      }
    }
  }
}
