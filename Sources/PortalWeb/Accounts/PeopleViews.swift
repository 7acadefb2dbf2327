import HTML
import Portal

/// Who acts for an organisation.
struct PeopleView: View {
  let organisation: Organisation
  let offers: [Offer]
  let page: Page<Grant>
  let showsEnded: Bool
  /// Who looks: their own role is not theirs to end.
  let viewer: Person.ID?
  let now: Instant

  var title: Text { Text("Personnes de \(organisation.name)", "People of \(organisation.name)") }
  var section: Section? { .organisations }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs(organisation.trail(visit))
    div(.class("head")) {
      h1(visit("Personnes", "People"))
      if offers.allow(.addPerson) {
        a(
          visit(Action.addPerson.label), .class("button"),
          .href("/organisations/\(organisation.slug)/people/new"))
      }
      if offers.allow(.delegateRole) {
        a(
          visit(Action.delegateRole.label), .class("button plain"),
          .href("/organisations/\(organisation.slug)/delegations/new"))
      }
    }
    p {
      a(
        showsEnded
          ? visit("Seulement les rôles en cours", "Running roles only")
          : visit("Avec les rôles terminés", "With ended roles"),
        .href(visit.address(with: "ended", showsEnded ? nil : "true")))
    }
    if page.items.isEmpty {
      p(
        visit(
          "Personne n’agit encore pour cette organisation.",
          "Nobody acts for this organisation yet."), .class("soft"))
    } else {
      ul(.class("entries")) {
        for grant in page.items { li(.class("row")) { entry(grant, visit) } }
      }
      visit.paging(of: page, noun: Text("rôles", "roles"))
    }
    visit.whyNot(offers.filter { [.addPerson, .endMembership].contains($0.action) })
  }

  @HTMLBuilder private func entry(_ grant: Grant, _ visit: Visit) -> HTML {
    let isRunning = grant.membership.isRunning(at: now)
    a(.href("/people/\(grant.membership.person)")) { strong(grant.personName) }
    span(grant.email, .class("soft"))
    visit.badge(grant.membership.role.label, isRunning ? .accent : .quiet)
    span(.class("soft small")) {
      visit("depuis le ", "since ")
      visit.format(grant.membership.validFrom)
      if let end = grant.membership.validUntil {
        visit(", jusqu’au ", ", until ")
        visit.format(end)
      }
    }
    if isRunning, offers.allow(.endMembership), grant.membership.person != viewer {
      visit.deed(
        Action.endMembership.label, to: "/grants/\(grant.membership.id)/end", style: .danger)
    }
  }
}

/// The form that gives somebody a role, with an account if they have none.
struct NewPersonView: View {
  let organisation: Organisation
  let offers: [Offer]
  let state: FormState

  var title: Text { Action.addPerson.label }
  var section: Section? { .organisations }

  static func fields(roles: [Role]) -> [Field] {
    [
      Field(
        "email", Text("Adresse électronique", "E-mail address"), .email,
        hint: Text(
          "Qui a déjà un compte le garde et reçoit ce rôle en plus.",
          "Whoever has an account keeps it and gets this role as well.")),
      Field("name", Text("Prénom et nom", "First and last name"), .line(maximum: 120)),
      Field(
        "role", Text("Rôle", "Role"),
        .choice(roles.map { Field.Choice(value: $0.rawValue, label: $0.label) })),
    ]
  }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs(
      organisation.trail(visit)
        + [(visit("Personnes", "People"), "/organisations/\(organisation.slug)/people")])
    h1(visit(title))
    if offers.allow(.addPerson) {
      let field = FormFields(visit: visit, state: state)
      let fields = Self.fields(roles: Role.roles(of: organisation.kind))
      visit.postForm(to: "/organisations/\(organisation.slug)/people") {
        field.summary(fields: fields)
        for declared in fields { field(declared) }
        p(.class("actions")) {
          button(visit(title), .type(.submit))
          a(visit("Annuler", "Cancel"), .href("/organisations/\(organisation.slug)/people"))
        }
      }
    } else {
      visit.whyNot(offers.filter { $0.action == .addPerson })
    }
  }
}

/// Somebody's account, as others see it.
struct PersonView: View {
  let person: Person
  let offers: [Offer]

  var title: Text { Text(verbatim: person.name) }
  var section: Section? { .organisations }

  func content(_ visit: Visit) -> HTML {
    div(.class("head")) {
      h1(person.name)
      visit.sampleBadge(if: person.isSample)
    }
    dl(.class("facts")) {
      dt(visit("Adresse électronique", "E-mail address"))
      dd(person.email)
      dt(visit("Compte créé le", "Account made on"))
      dd { visit.format(person.createdAt) }
      if let disabledAt = person.disabledAt {
        dt(visit("Compte fermé le", "Account closed on"))
        dd { visit.format(disabledAt) }
      }
    }
    if offers.allow(.resetPassword) {
      visit.deed(
        Action.resetPassword.label, to: "/people/\(person.id)/password-reset", style: .danger)
    }
    visit.whyNot(offers.filter { $0.action == .resetPassword })
  }
}

extension Organisation {
  /// The way to this organisation's page.
  func trail(_ visit: Visit) -> [(label: String, path: Path)] {
    [(visit("Organisations", "Organisations"), "/organisations"), (name, path)]
  }

  var path: Path { "/organisations/\(slug)" }
}
