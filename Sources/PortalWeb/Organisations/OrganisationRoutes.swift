import HTML
import HTTP
import JSON
import Portal

/// The organisations: the list, a page each, a new one, and the decision on its public status.
enum OrganisationRoutes {
  static let filterFields = [
    Field("q", Text("Nom ou SIREN", "Name or SIREN"), .line(maximum: 100), required: false),
    Field(
      "kind", Text("Nature", "Kind"), .choice(of: Organisation.Kind.self, label: \.label),
      required: false),
    Field(
      "publicStatus", Text("Caractère public", "Public status"),
      .choice(of: Organisation.PublicStatus.self, label: \.label), required: false),
  ]

  static func add(to table: inout RouteTable) {
    table.get(
      "/organisations", Text("Les organisations", "The organisations"), access: .everybody,
      query: filterFields, answers: .page(of: Organisation.shape)
    ) { context in
      let query = try context.query(filterFields)
      let filter = OrganisationFilter(
        kind: query.choice("kind"), publicStatus: query.choice("publicStatus"),
        text: query.optional("q"))
      let page = try context.portal.organisations(
        filter, after: context.cursor(parts: 1), limit: context.limit, as: context.actor)
      let language = context.language
      return .page(
        OrganisationListView(
          page: page, filter: filter, offersNew: context.actor.member?.role == .administrator),
        json: { page.json { $0.json(language) } }, next: page.next)
    }

    table.form("/organisations/new", Action.addOrganisation.label, view: newView)
    table.post(
      "/organisations", Action.addOrganisation.label, body: NewOrganisationView.fields,
      answers: .created(Organisation.shape),
      form: newView
    ) { context in
      guard let kind: Organisation.Kind = context.fields.choice("kind") else {
        throw PortalError.notFound
      }
      let organisation = try await context.portal.addOrganisation(
        NewOrganisation(
          kind: kind, name: context.fields.text("name"), number: context.fields.text("number"),
          legalCategory: context.fields.text("legalCategory")), as: context.actor)
      let language = context.language
      return .created(at: organisation.path, version: organisation.version) {
        organisation.json(language)
      }
    }

    table.get(
      "/organisations/:slug", Text("Une organisation", "An organisation"), access: .everybody,
      answers: .ok(Organisation.recordShape)
    ) { context in
      let view = try view(context, FormState())
      let language = context.language
      return .page(
        view, json: { view.organisation.json(language, view.offers) },
        version: view.organisation.version)
    }
    table.post(
      "/organisations/:slug/public-status", Action.decidePublicStatus.label,
      body: [status, .reason, .version], answers: .ok(Organisation.shape),
      form: { try view($0, $1) }
    ) { context in
      guard let status: Organisation.PublicStatus = context.fields.choice("status") else {
        throw PortalError.notFound
      }
      let (organisation, _) = try context.portal.organisation(
        slug: context.parameter("slug"), as: context.actor)
      let decided = try await context.portal.decidePublicStatus(
        status, of: organisation.id, reason: context.fields.text("reason"),
        version: context.version(), as: context.actor)
      let language = context.language
      return .done(
        at: decided.path, json: { decided.json(language) }, version: decided.version)
    }
  }

  static let status = Field(
    "status", Text("Caractère public", "Public status"),
    .choice(of: Organisation.PublicStatus.self, label: \.label))

  static func view(_ context: Context, _ state: FormState) throws -> OrganisationView {
    let (organisation, offers) = try context.portal.organisation(
      slug: context.parameter("slug"), as: context.actor)
    return OrganisationView(organisation: organisation, offers: offers, state: state)
  }

  private static let newView: Route.FormView = { context, state in
    _ = try context.member()
    return NewOrganisationView(state: state)
  }
}

extension Organisation {
  static let shape = Shape.record(
    "Organisation",
    [
      "id": .id, "slug": .text, "version": .count, "name": .text,
      "kind": .choice(of: Organisation.Kind.self), "kindLabel": .text, "siren": .nullable(.text),
      "siret": .nullable(.text), "legalCategory": .nullable(.text), "bodyType": .nullable(.text),
      "group": .nullable(.choice(of: BodyGroup.self)),
      "staffBand": .nullable(.choice(of: StaffBand.self)), "staffYear": .nullable(.count),
      "size": .nullable(.choice(of: BodySize.self)),
      "publicStatus": .choice(of: Organisation.PublicStatus.self), "publicStatusLabel": .text,
      "publicStatusReason": .text, "publicStatusAt": .instant, "source": .nullable(.text),
      "isSample": .flag, "createdAt": .instant, "url": .text,
    ])

  func json(_ language: Language) -> JSON {
    [
      "id": .string(id.text), "slug": .string(slug), "version": .integer(Int64(version)),
      "name": .string(name), "kind": .string(kind.rawValue),
      "kindLabel": .string(kind.label[language]), "siren": JSON(siren), "siret": JSON(siret),
      "legalCategory": JSON(legalCategory), "bodyType": JSON(bodyType),
      "group": JSON(group?.rawValue), "staffBand": JSON(staff?.band.rawValue),
      "staffYear": JSON(staff?.year), "size": JSON(size?.rawValue),
      "publicStatus": .string(publicStatus.rawValue),
      "publicStatusLabel": .string(publicStatus.label[language]),
      "publicStatusReason": .string(publicStatusReason),
      "publicStatusAt": .string(publicStatusAt.rfc3339), "source": JSON(source),
      "isSample": .bool(isSample), "createdAt": .string(createdAt.rfc3339),
      "url": .string(path.text),
    ]
  }

  static let recordShape = shape.extended("OrganisationRecord", ["actions": Offer.listShape])

  func json(_ language: Language, _ offers: [Offer]) -> JSON {
    guard case .object(var members) = json(language) else { return json(language) }
    members["actions"] = offers.json(language)
    return .object(members)
  }
}
