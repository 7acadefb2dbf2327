import HTTP
import Portal

/// The fields of a hosting request, for the form, the reader and the API's description alike.
enum HostingRequestFields {
  static let useCase = Field("useCase", Text("Cas d’usage", "Use case"), .id)
  static let solution = Field(
    HostingRequestDraft.solutionField, Text("Solution", "Solution"), .id, required: false,
    hint: Text(
      "Du catalogue ; vide : le service livré avec le portail.",
      "Of the catalogue; empty: the service shipped with the portal."))
  static let title = Field(
    "title", Text("Intitulé", "Title"), .line(maximum: 120),
    hint: Text("Ce que vos agents reconnaîtront.", "What your staff will recognise."))
  static let resources = ResourceClass.allCases.map { resourceClass in
    Field(
      resourceClass.rawValue, resourceClass.label, .integer(0...HostingRequestDraft.mostOfAClass),
      required: false)
  }
  static let preset = Field(
    "preset", Text("Gabarit", "Preset"), .choice(of: HostingPreset.self, label: \.label),
    required: false,
    hint: Text(
      "Laissez vide pour des montants libres.", "Leave empty for amounts of your own."))
  static let euDatabaseEntry = Field(
    "euDatabaseEntry", Text("Inscription dans la base de l’Union", "Entry in the EU database"),
    .line(maximum: 300), required: false,
    hint: Text(
      "Pour un système à haut risque : l’adresse de sa fiche (règlement sur l’IA, article 49).",
      "For a high-risk system: the address of its entry (AI Act, article 49)."))
  static let start = Field("start", Text("Début", "Start"), .day)
  static let end = Field(
    "end", Text("Fin", "End"), .day,
    hint: Text("Le premier jour qui n’est plus demandé.", "The first day no longer asked for."))
  static let dataClass = Field(
    "dataClass", Text("Classe de données", "Class of data"),
    .choice(of: DataClass.self, label: \.label))
  static let aipdState = Field(
    "aipdState", Text("Analyse d’impact (AIPD)", "Impact assessment (DPIA)"),
    .choice(of: AIPDState.self, label: \.label),
    hint: Text(
      "À prévoir dès que des données à caractère personnel sont traitées (article 35 du RGPD).",
      "To be considered whenever personal data are processed (GDPR article 35)."))
  static let maintainer = Field(
    "maintainer", Text("Maintenance technique", "Technical maintainer"), .id, required: false)
  static let justification = Field(
    "justification", Text("Justification du besoin", "Justification"), .text(maximum: 2500),
    required: false, remark: Text("nécessaire pour soumettre", "needed to submit"))

  static let all =
    [title, useCase, solution, preset] + resources
    + [start, end, dataClass, aipdState, euDatabaseEntry, maintainer, justification]

  /// What was sent. The reader has checked each field; `invalid` is for what it let through all the same.
  static func draft(from fields: Fields) throws(PortalError) -> HostingRequestDraft {
    guard let useCase: UseCase.ID = fields.id("useCase"), let start = fields.day("start"),
      let end = fields.day("end"), let dataClass: DataClass = fields.choice("dataClass"),
      let aipdState: AIPDState = fields.choice("aipdState")
    else { throw .invalid("", Text("Il manque des champs.", "Fields are missing.")) }
    let preset: HostingPreset? = fields.choice("preset")
    var draft = HostingRequestDraft(
      useCase: useCase, title: fields.text("title"), wanted: preset?.amounts ?? fields.resources, start: start, end: end,
      dataClass: dataClass, aipdState: aipdState, maintainer: fields.id("maintainer"),
      justification: fields.text("justification"))
    draft.euDatabaseEntry = fields.text("euDatabaseEntry")
    draft.solution = fields.id(solution.name)
    return draft
  }

  /// What a new request begins with: a use case, or a version of a solution with all that it needs.
  static func beginning(of context: Context) throws -> [String: String] {
    guard let id = context.request.query.first(solution.name).flatMap(SolutionVersion.ID.init)
    else { return [useCase.name: context.request.query.first(useCase.name) ?? ""] }
    let release = try context.portal.solutionRelease(id, as: context.actor)
    let needs = release.version.manifest.needs
    var values = [
      solution.name: id.text, useCase.name: release.solution.useCase.text,
      title.name: release.solution.name,
    ]
    for field in resources {
      values[field.name] = ResourceClass(rawValue: field.name).map { String(needs[$0]) }
    }
    return values
  }
}

extension Fields {
  /// The amounts sent, each under the name of its class; 0 where there is none.
  var resources: Resources {
    var resources = Resources()
    for resourceClass in ResourceClass.allCases {
      resources[resourceClass] = integer(resourceClass.rawValue) ?? 0
    }
    return resources
  }
}

extension HostingRequestDraft {
  /// What an idempotency key stands for: the same bytes for the same request.
  var bytes: [UInt8] {
    Array(texts.map { "\($0.field)=\($0.value)" }.joined(separator: "\u{0}").utf8)
  }
}
