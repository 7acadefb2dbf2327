import HTML
import Portal

/// The form for a new solution.
struct NewSolutionView: View {
  let choices: SolutionChoices
  let state: FormState

  var title: Text { Action.publishSolution.label }
  var section: Section? { .solutions }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Solutions", "Solutions"), "/solutions")])
    h1(visit(title))
    p(
      visit(
        "D’abord son nom et ce qu’elle réalise ; ses versions suivent, chacune signée.",
        "First its name and what it carries out; its versions follow, each of them signed."),
      .class("lead"))
    visit.postForm(to: "/solutions") {
      let form = FormFields(visit: visit, state: state)
      form.summary(fields: SolutionFields.new)
      for field in SolutionFields.new {
        form(
          field.name == SolutionFields.useCase.name
            ? field.choosing(choices.useCases.map { ($0.id.text, $0.title) }) : field)
      }
      p(.class("actions")) {
        button(visit(title), .type(.submit))
        a(visit("Annuler", "Cancel"), .href("/solutions"))
      }
    }
  }
}
