import HTML
import Portal

/// What the rules can say to one role, action by action.
struct StandingRulesView: View {
  let standing: Standing
  let rules: [ActionRules]

  var title: Text {
    Text("Règles : \(standing.label.french)", "Rules: \(standing.label.english)")
  }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Les règles du portail", "The portal’s rules"), "/rules")])
    h1(visit(title))
    p(
      visit(
        "Pour chaque action, les règles qui peuvent la permettre et celles qui peuvent l’interdire à ce rôle, selon l’objet et la personne.",
        "For each action, the rules that may permit it and those that may forbid it to this role, depending on the thing and the person."
      ), .class("lead"))
    div(.class("scroll")) {
      table {
        caption(visit("Actions permises sous condition", "Actions that can be permitted"))
        thead {
          tr {
            th(visit("Action", "Action"), .scope(.column))
            th(visit("Peuvent la permettre", "May permit it"), .scope(.column))
            th(visit("Peuvent l’interdire", "May forbid it"), .scope(.column))
          }
        }
        tbody {
          for line in rules where !line.granting.isEmpty {
            tr {
              th(visit(line.action.label), .scope(.row))
              td { RuleList(rules: line.granting).content(visit) }
              td { RuleList(rules: line.forbidding).content(visit) }
            }
          }
        }
      }
    }
    never(visit)
  }

  @HTMLBuilder private func never(_ visit: Visit) -> HTML {
    let refused = rules.filter(\.granting.isEmpty)
    if !refused.isEmpty {
      h2(visit("Jamais permises à ce rôle", "Never permitted to this role"))
      ul { for line in refused { li(visit(line.action.label)) } }
    }
  }
}

/// Rules in their own words, each with the way to its text.
struct RuleList {
  let rules: [Rule]

  @HTMLBuilder func content(_ visit: Visit) -> HTML {
    if rules.isEmpty {
      "—"
    } else {
      ul(.class("plain")) {
        for rule in rules {
          li {
            visit(rule.reason)
            " "
            RuleLink(rule: rule).content
          }
        }
      }
    }
  }
}

/// The way to a rule's text.
struct RuleLink {
  let rule: Rule

  var content: HTML { a(.href("/rules#\(rule.id)"), .class("small")) { code(rule.id) } }
}
