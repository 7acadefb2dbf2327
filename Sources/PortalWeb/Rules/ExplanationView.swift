import HTML
import Portal

/// Why somebody may or may not do something to something, role by role.
struct ExplanationView: View {
  let explanations: [Explanation]
  let question: ThingQuestion
  let principal: String

  var title: Text { Text("Pourquoi ?", "Why?") }
  var section: Section? { .audit }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Les règles du portail", "The portal’s rules"), "/rules")])
    h1(visit(title))
    form(.method(.get), .action("/rules/explanation"), .class("row"), .role(.search)) {
      label(visit("Qui", "Who"), .for("principal"))
      input(
        .type(.text), .id("principal"), .name("principal"), .value(principal),
        .placeholder(visit("adresse électronique", "e-mail address")))
      question.inputs(visit)
      button(visit("Expliquer", "Explain"), .type(.submit), .class("plain"))
    }
    for explanation in explanations { section(of: explanation, visit) }
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
      }
      if let refusal = explanation.refusal {
        p(visit(refusal.text))
        RefusalDetail(refusal: refusal, remedies: explanation.remedies).content(visit)
      }
      if let obstacle = explanation.obstacle { p(visit(obstacle)) }
      if explanation.isAllowed {
        ul { for rule in explanation.rules { li { visit(rule.reason); " "; RuleLink(rule: rule).content } } }
      }
    }
  }
}

/// The part of a form that asks about a deed and a thing.
struct ThingQuestion {
  let action: Action?
  let thing: String

  @HTMLBuilder func inputs(_ visit: Visit) -> HTML {
    label(visit("Action", "Action"), .for("action"))
    select(.id("action"), .name("action")) {
      for choice in Action.allCases {
        option(visit(choice.label), .value(choice.rawValue), .selected(if: choice == action))
      }
    }
    label(visit("Objet", "Thing"), .for("resource"))
    input(
      .type(.text), .id("resource"), .name("resource"), .value(thing),
      .placeholder("UseCase::\"…\""))
  }
}
