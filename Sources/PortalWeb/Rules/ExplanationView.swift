import HTML
import Portal

/// Why somebody may or may not do something to something, role by role.
struct ExplanationView: View {
  var explanations: [Explanation] = []
  let state: FormState

  var title: Text { Text("Pourquoi ?", "Why?") }
  var section: Section? { .audit }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Les règles du portail", "The portal’s rules"), "/rules")])
    h1(visit(title))
    p(
      visit(
        "Pourquoi quelqu’un peut faire une action maintenant, ou pourquoi pas, et ce qui y changerait : une réponse pour chacun de ses rôles en cours.",
        "Why somebody may do something now, or why not, and what would change it: one answer for each of their running roles."
      ), .class("soft"))
    for explanation in explanations { section(of: explanation, visit) }
    QuestionForm(
      path: "/rules/explanation", fields: RuleRoutes.explanationFields, state: state,
      verb: Text("Expliquer", "Explain")
    ).content(visit)
  }

  private func section(of explanation: Explanation, _ visit: Visit) -> HTML {
    div(.class("card")) {
      h2(visit(explanation.principal))
      p {
        explanation.isAllowed
          ? visit.badge(Text("permis", "allowed"), .good)
          : visit.badge(Text("refusé", "refused"), .bad)
        " "
        visit(explanation.action.label)
        " · "
        code(explanation.thing.description)
      }
      if let refusal = explanation.refusal {
        p(visit(refusal.text))
        RefusalDetail(refusal: refusal, remedies: explanation.remedies).content(visit)
      }
      if let obstacle = explanation.obstacle { p(visit(obstacle)) }
      if explanation.isAllowed { RuleList(rules: explanation.rules).content(visit) }
    }
  }
}
