import HTML
import Portal

/// Who can do a given deed to a given thing now.
struct HoldersView: View {
  var answer: Holders?
  let state: FormState

  var title: Text { Text("Qui peut faire quoi ?", "Who can do what?") }
  var section: Section? { .audit }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Les règles du portail", "The portal’s rules"), "/rules")])
    h1(visit(title))
    p(
      visit(
        "Toutes les personnes qui ont un rôle en cours sont soumises aux règles, une à une, pour l’objet nommé.",
        "Everybody who has a running role is held against the rules, one by one, for the thing named."
      ), .class("soft"))
    if let answer { found(answer, visit) }
    QuestionForm(
      path: "/rules/holders", fields: RuleRoutes.questionFields, state: state,
      verb: Text("Demander", "Ask")
    ).content(visit)
  }

  @HTMLBuilder private func found(_ answer: Holders, _ visit: Visit) -> HTML {
    if let obstacle = answer.obstacle {
      div(.class("notice warn")) {
        p(
          visit(
            "Les règles le permettent aux personnes ci-dessous, mais pas l’état de l’objet : ",
            "The rules permit it to the people below, the state of the thing does not: ")
            + visit(obstacle))
      }
    }
    if answer.holders.isEmpty {
      p(
        visit(
          "Personne, parmi \(visit.format(answer.asked)) rôles en cours.",
          "Nobody, among \(visit.format(answer.asked)) running roles."))
    } else {
      div(.class("scroll")) { holders(of: answer, visit) }
    }
  }

  private func holders(of answer: Holders, _ visit: Visit) -> HTML {
    table {
      caption(
        visit(
          "\(visit.format(answer.holders.count)) sur \(visit.format(answer.asked)) rôles en cours",
          "\(visit.format(answer.holders.count)) of \(visit.format(answer.asked)) running roles"))
      thead {
        tr {
          th(visit("Personne", "Person"), .scope(.column))
          th(visit("Rôle", "Role"), .scope(.column))
          th(visit("Organisation", "Organisation"), .scope(.column))
          th(visit("Par la règle", "By the rule"), .scope(.column))
        }
      }
      tbody {
        for holder in answer.holders {
          tr {
            td { a(holder.grant.personName, .href("/people/\(holder.grant.membership.person)")) }
            td(visit(holder.grant.membership.role.label))
            td {
              a(
                holder.grant.organisationName,
                .href("/organisations/\(holder.grant.organisationSlug)"))
            }
            td { for rule in holder.rules { RuleLink(rule: rule).content } }
          }
        }
      }
    }
  }
}
