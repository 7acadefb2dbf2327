import HTML
import Portal

/// One organisation, with what may be done on it.
struct OrganisationView: View {
  let organisation: Organisation
  let offers: [Offer]
  let state: FormState

  var title: Text { Text(verbatim: organisation.name) }
  var section: Section? { .organisations }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Organisations", "Organisations"), "/organisations")])
    div(.class("head")) {
      div {
        h1(organisation.name)
        p(.class("row")) {
          span(visit(organisation.kind.label), .class("soft"))
          visit.badge(organisation.publicStatus)
          visit.sampleBadge(if: organisation.isSample)
        }
      }
      div(.class("actions")) {
        if offers.allow(.viewPeople) {
          a(
            visit("Personnes", "People"), .class("button plain"),
            .href("\(organisation.path)/people"))
        }
        if organisation.kind != .publicBody {
          a(
            visit("Clés de signature", "Signing keys"), .class("button plain"),
            .href("\(organisation.path)/signing-keys"))
        }
        if offers.allow(.viewQuota) {
          a(visit("Quotas", "Quotas"), .class("button plain"), .href("\(organisation.path)/quotas"))
        }
      }
    }
    facts(visit)
    if offers.allow(.decidePublicStatus) { decision(visit) }
    if offers.allow(.recordStaff) {
      StaffForm(organisation: organisation, state: state).content(visit)
    }
    if visit.session?.membership != nil { visit.whyNot(offers) }
  }

  private func facts(_ visit: Visit) -> HTML {
    dl(.class("facts")) {
      dt(visit("SIREN", "SIREN"))
      dd(organisation.siren ?? visit("non connu", "not known"))
      if let siret = organisation.siret {
        dt(visit("SIRET", "SIRET"))
        dd(siret)
      }
      dt(visit("Catégorie juridique", "Legal category"))
      dd(organisation.legalCategory ?? visit("non connue", "not known"))
      if let staff = organisation.staff {
        dt(visit("Effectif", "Staff"))
        dd(
          "\(visit(staff.band.label)), \(staff.year) (\(visit("INSEE, répertoire Sirene", "INSEE, Sirene register")))"
        )
      }
      dt(visit("Caractère public", "Public status"))
      dd {
        p {
          visit(organisation.publicStatus.label)
          visit(", depuis le ", ", since ")
          visit.format(organisation.publicStatusAt)
        }
        p(organisation.publicStatusReason, .class("prose soft"))
      }
      if let source = organisation.source {
        dt(visit("Source", "Source"))
        dd(source)
      }
    }
  }

  @HTMLBuilder private func decision(_ visit: Visit) -> HTML {
    let field = FormFields(visit: visit, state: state)
    details(
      .open(
        if: organisation.publicStatus == .toVerify || !state.complaints.isEmpty
          || state.staleness != nil)
    ) {
      summary(visit(Action.decidePublicStatus.label))
      visit.postForm(to: "\(organisation.path)/public-status") {
        field.version(organisation.version)
        if let staleness = state.staleness { changed(staleness, visit) }
        field.summary(fields: [OrganisationRoutes.status, .reason])
        field(OrganisationRoutes.status, stored: organisation.publicStatus.rawValue)
        field(.reason)
        button(visit(Action.decidePublicStatus.label), .type(.submit))
      }
    }
  }

  private func changed(_ staleness: Staleness, _ visit: Visit) -> HTML {
    div(.class("notice warn"), .role(.alert)) {
      p(
        visit(
          "Quelqu’un d’autre a statué entre-temps : relisez, puis enregistrez à nouveau si besoin.",
          "Somebody else has decided meanwhile: read again, then save again if need be."))
      for difference in staleness.differences {
        p {
          strong(visit(difference.label))
          " : "
          difference.theirs
          " → "
          difference.yours
        }
      }
    }
  }
}

/// The form for a new organisation.
struct NewOrganisationView: View {
  let state: FormState

  var title: Text { Action.addOrganisation.label }
  var section: Section? { .organisations }

  static let fields = [
    Field("name", Text("Nom", "Name"), .line(maximum: 200)),
    Field("kind", Text("Nature", "Kind"), .choice(of: Organisation.Kind.self, label: \.label)),
    Field(
      "number", Text("SIREN ou SIRET", "SIREN or SIRET"), .line(maximum: 20), required: false,
      hint: Text("9 ou 14 chiffres.", "9 or 14 digits.")),
    Field(
      "legalCategory", Text("Catégorie juridique", "Legal category"), .line(maximum: 4),
      required: false,
      hint: Text(
        "Code INSEE de 4 chiffres, par exemple 7210 pour une commune : le caractère public en découle.",
        "INSEE code of 4 digits, for instance 7210 for a commune: the public status follows from it."
      )),
  ]

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Organisations", "Organisations"), "/organisations")])
    h1(visit(title))
    let field = FormFields(visit: visit, state: state)
    visit.postForm(to: "/organisations") {
      field.summary(fields: Self.fields)
      for declared in Self.fields { field(declared) }
      p(.class("actions")) {
        button(visit(title), .type(.submit))
        a(visit("Annuler", "Cancel"), .href("/organisations"))
      }
    }
  }
}
