import HTML
import Portal

/// The form that passes one's own role on to a colleague for some days.
struct DelegationView: View {
  let organisation: Organisation
  let offers: [Offer]
  /// Who acts for the organisation beside the one who delegates.
  let colleagues: [Grant]
  let state: FormState

  var title: Text { Action.delegateRole.label }
  var section: Section? { .organisations }

  func content(_ visit: Visit) -> HTML {
    let people = "/organisations/\(organisation.slug)/people" as Path
    visit.crumbs(organisation.trail(visit) + [(visit("Personnes", "People"), people)])
    h1(visit(title))
    if offers.allow(.delegateRole) {
      p(
        visit(
          "Vous gardez votre rôle. Une personne ne rend qu’une décision par demande, délégation ou non.",
          "You keep your role. A person takes one decision on a request, delegated or not."),
        .class("lead"))
      let field = FormFields(visit: visit, state: state)
      visit.postForm(to: "/organisations/\(organisation.slug)/delegations") {
        field.summary(fields: fields)
        for declared in fields { field(declared) }
        p(.class("actions")) {
          button(visit(title), .type(.submit))
          a(visit("Annuler", "Cancel"), .href(people))
        }
      }
    } else {
      visit.whyNot(offers.filter { $0.action == .delegateRole })
    }
  }

  private var fields: [Field] {
    var choices: [Field.Choice] = []
    for grant in colleagues where !choices.contains(where: { $0.value == grant.membership.person.text }) {
      choices.append(
        Field.Choice(value: grant.membership.person.text, label: Text(verbatim: grant.personName)))
    }
    return [Field("person", PeopleRoutes.delegation[0].label, .choice(choices))]
      + PeopleRoutes.delegation.dropFirst()
  }
}
