import HTML
import HTTP
import JSON
import Portal

/// The people of an organisation, their roles, and their accounts.
enum PeopleRoutes {
  static let ended = Field(
    "ended", Text("Avec les rôles terminés", "With ended roles"), .flag, required: false)

  static let until = Field(
    "until", Text("Jusqu’au (exclu)", "Until (excluded)"), .day, required: false,
    hint: Text("Vide : sans terme.", "Empty: open-ended."))

  /// Any role; the portal says which ones an organisation can give.
  static let role = Field("role", Text("Rôle", "Role"), .choice(of: Role.self, label: \.label))

  static let delegation = [
    Field("person", Text("Personne", "Person"), .id),
    HostingRequestFields.start,
    Field(
      "end", Text("Jusqu’au (exclu)", "Until (excluded)"), .day,
      hint: Text("Trois mois au plus.", "Three months at most.")),
  ]

  static func add(to table: inout RouteTable) {
    table.get(
      "/organisations/:slug/people",
      Text("Les personnes d’une organisation", "An organisation’s people"),
      query: [ended], answers: .page(of: Grant.shape)
    ) { context in
      let query = try context.query([ended])
      let (organisation, offers) = try organisation(context)
      let page = try await context.portal.people(
        of: organisation.id, ended: query.flag("ended"), after: context.cursor(parts: 1),
        limit: context.limit, as: context.actor)
      let language = context.language
      return .page(
        PeopleView(
          organisation: organisation, offers: offers, page: page, showsEnded: query.flag("ended"),
          viewer: context.actor.person, now: context.portal.settings.clock()),
        json: { page.json { $0.json(language) } }, next: page.next)
    }

    table.form(
      "/organisations/:slug/people/new", Action.addPerson.label, view: newPersonView)
    table.post(
      "/organisations/:slug/people", Action.addPerson.label,
      body: NewPersonView.fields(roles: Role.allCases), answers: .created(AddedPerson.shape),
      form: newPersonView
    ) { context in
      guard let role: Role = context.fields.choice("role") else { throw PortalError.notFound }
      let (organisation, _) = try organisation(context)
      let added = try await context.portal.addPerson(
        NewPerson(
          email: context.fields.text("email"), name: context.fields.text("name")),
        to: organisation.id, role: role, as: context.actor)
      if context.face == .page, let password = added.password {
        return .page(
          SecretView(
            title: Text(
              "Compte créé pour \(added.person.name)", "Account made for \(added.person.name)"),
            label: Text("Mot de passe initial", "Initial password"), secret: password,
            back: "/organisations/\(organisation.slug)/people"))
      }
      return .done(
        at: "/organisations/\(organisation.slug)/people", json: { added.json }, status: .created)
    }

    table.post(
      "/organisations/:slug/grants", Action.grantMembership.label,
      body: [Field("person", Text("Personne", "Person"), .id), role, until],
      answers: .created(Membership.shape)
    ) { context in
      guard let person: Person.ID = context.fields.id("person"),
        let role: Role = context.fields.choice("role")
      else { throw PortalError.notFound }
      let (organisation, _) = try organisation(context)
      let membership = try await context.portal.grantMembership(
        role, to: person, in: organisation.id, until: context.fields.day("until"),
        as: context.actor)
      return .done(
        at: "/organisations/\(organisation.slug)/people", json: { membership.json },
        status: .created)
    }
    table.post(
      "/organisations/:slug/delegations", Action.delegateRole.label, body: delegation,
      answers: .created(Membership.shape), form: delegationView
    ) { context in
      guard let person: Person.ID = context.fields.id("person"),
        let start = context.fields.day("start"), let end = context.fields.day("end")
      else { throw PortalError.notFound }
      let (organisation, _) = try organisation(context)
      let membership = try await context.portal.delegateRole(
        to: person, from: start, until: end, as: context.actor)
      return .done(
        at: "/organisations/\(organisation.slug)/people", json: { membership.json },
        status: .created)
    }
    table.form(
      "/organisations/:slug/delegations/new", Action.delegateRole.label, view: delegationView)
    table.post("/grants/:grant/end", Action.endMembership.label, answers: .ok(Membership.shape)) {
      context in
      let membership = try await context.portal.endMembership(
        context.id("grant"), as: context.actor)
      let organisation = try context.portal.organisation(
        membership.organisation, as: context.actor)
      return .done(
        at: "/organisations/\(organisation.slug)/people", json: { membership.json })
    }

    table.get("/people/:person", Text("Une personne", "A person"), answers: .ok(Person.recordShape))
    { context in
      let (person, offers) = try context.portal.person(context.id("person"), as: context.actor)
      let language = context.language
      return .page(
        PersonView(person: person, offers: offers), json: { person.json(offers, language) })
    }
    table.post(
      "/people/:person/password-reset", Action.resetPassword.label,
      answers: .ok(.record("NewPassword", ["password": .text]))
    ) { context in
      let id: Person.ID = try context.id("person")
      let password = try await context.portal.resetPassword(of: id, as: context.actor)
      if context.face == .page {
        return .page(
          SecretView(
            title: Text("Mot de passe réinitialisé", "Password reset"),
            label: Text("Nouveau mot de passe", "New password"), secret: password,
            back: "/people/\(id)"))
      }
      return .done(at: "/people/\(id)", json: { ["password": .string(password)] })
    }
  }

  private static let newPersonView: Route.FormView = { context, state in
    let (organisation, offers) = try organisation(context)
    return NewPersonView(organisation: organisation, offers: offers, state: state)
  }

  private static let delegationView: Route.FormView = { context, state in
    let (organisation, offers) = try organisation(context)
    let people = try await context.portal.people(
      of: organisation.id, limit: Limit(clamping: 100), as: context.actor)
    return DelegationView(
      organisation: organisation, offers: offers,
      colleagues: people.items.filter { $0.membership.person != context.actor.person },
      state: state)
  }

  private static func organisation(
    _ context: Context
  ) throws -> (organisation: Organisation, offers: [Offer]) {
    try context.portal.organisation(slug: context.parameter("slug"), as: context.actor)
  }
}
