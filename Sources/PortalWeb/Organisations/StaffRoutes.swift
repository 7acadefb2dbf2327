import HTML
import Portal

/// How many people an organisation employs: what its default quotas follow from, beside its kind.
enum StaffRoutes {
  static func add(to table: inout RouteTable) {
    table.post(
      "/organisations/:slug/staff", Action.recordStaff.label, body: fields + [.version],
      answers: .ok(Organisation.shape), form: { try OrganisationRoutes.view($0, $1) }
    ) { context in
      let (organisation, _) = try context.portal.organisation(
        slug: context.parameter("slug"), as: context.actor)
      let recorded = try await context.portal.recordStaff(
        staff(from: context.fields), of: organisation.id, version: context.version(),
        as: context.actor)
      let language = context.language
      return .done(
        at: recorded.path, json: { recorded.json(language) }, version: recorded.version)
    }
  }

  /// What was sent: a band with its year, or neither.
  private static func staff(from fields: Fields) throws(PortalError) -> Staff? {
    let band: StaffBand? = fields.choice("staffBand")
    let year = fields.integer("staffYear")
    switch (band, year) {
    case (let band?, let year?): return Staff(band: band, year: year)
    case (nil, nil): return nil
    case (_?, nil), (nil, _?):
      throw .invalid(
        "staffYear",
        Text(
          "Indiquez la tranche et son année, ou ni l’une ni l’autre.",
          "Give the band and its year, or neither."))
    }
  }

  static let band = Field(
    "staffBand", Text("Tranche d’effectifs", "Band of staff"),
    .choice(of: StaffBand.self, label: \.label), required: false,
    hint: Text(
      "Tranche d’effectifs salariés de l’unité légale, répertoire Sirene (INSEE). Vide : non connue.",
      "Band of salaried staff of the legal unit, Sirene register (INSEE). Empty: not known."))
  static let year = Field(
    "staffYear", Text("Année de l’effectif", "Year of the staff"),
    .integer(Staff.firstYear...2100), required: false)
  static let fields = [band, year]
}

/// The form that records it.
struct StaffForm {
  let organisation: Organisation
  let state: FormState

  func content(_ visit: Visit) -> HTML {
    let form = FormFields(visit: visit, state: state)
    let hasComplaints = StaffRoutes.fields.contains { !state.complaints(about: $0.name).isEmpty }
    return details(.open(if: hasComplaints || state.staleness != nil)) {
      summary(visit(Action.recordStaff.label))
      if let staleness = state.staleness { SavedMeanwhile(staleness: staleness).content(visit) }
      visit.postForm(to: "\(organisation.path)/staff") {
        form.version(organisation.version)
        form(StaffRoutes.band, stored: organisation.staff?.band.rawValue ?? "")
        form(StaffRoutes.year, stored: organisation.staff.map { String($0.year) } ?? "")
        button(visit(Action.recordStaff.label), .type(.submit))
      }
    }
  }
}
