import Portal

/// The fields of a site, its inventory and its agents.
enum SiteFields {
  private static let amount = Field.Kind.integer(0...Inventory.largestAmount)

  static let slug = Field(
    "slug", Text("Nom court", "Short name"), .line(maximum: 80),
    hint: Text(
      "Lettres minuscules, chiffres et traits d’union.", "Small letters, digits and hyphens."))
  static let name = Field("name", Text("Nom", "Name"), .line(maximum: 120))
  static let commune = Field(
    "commune", Text("Code commune (COG)", "Commune code (COG)"), .line(maximum: 5),
    required: false)
  static let note = Field("note", Text("Note", "Note"), .text(maximum: 2500), required: false)
  static let poolName = Field(
    "poolName", Text("Nom de la zone", "Name of the pool"), .line(maximum: 80))
  static let dataClass = Field(
    "dataClass", Text("Données acceptées jusqu’à", "Data accepted up to"),
    .choice(of: DataClass.self, label: \.label))
  static let totals = ResourceClass.allCases.map { Field($0.rawValue, $0.label, amount) }
  /// A site and its first pool.
  static let site = [slug, name, commune, note, poolName, dataClass] + totals

  static let resourceClass = Field(
    "resourceClass", Text("Ressource", "Resource"),
    .choice(of: ResourceClass.self, label: \.label))
  static let total = Field("total", Text("Total", "Total"), amount)
  static let reserved = Field(
    "reserved", Text("Gardé pour le site", "Kept for the site"), amount)
  static let ratio = Field(
    "allocationRatio", Text("Taux d’attribution", "Allocation ratio"), .line(maximum: 10),
    hint: Text("Par exemple 1 ou 1.5.", "For example 1 or 1.5."))
  static let minUnit = Field("minUnit", Text("Part minimale", "Smallest share"), amount)
  static let maxUnit = Field("maxUnit", Text("Part maximale", "Largest share"), amount)
  static let stepSize = Field("stepSize", Text("Pas", "Step"), amount)
  /// What the change is based on; 0 for a class that the pool does not have yet.
  static let generation = Field("generation", Text("Génération", "Generation"), amount)
  static let inventory = [
    resourceClass, total, reserved, ratio, minUnit, maxUnit, stepSize, generation,
  ]
  /// What is missing in a pool, from when to when, and why.
  static let maintenance =
    [HostingRequestFields.start, HostingRequestFields.end] + totals
    + [Field("reason", Text("Motif", "Reason"), .line(maximum: 500))]
  static let agentName = Field(
    "name", Text("Nom de l’agent", "Name of the agent"), .line(maximum: 80))

  static func draft(from fields: Fields) throws(PortalError) -> SiteDraft {
    guard let dataClass: DataClass = fields.choice("dataClass") else { throw .notFound }
    var inventory: [ResourceClass: Inventory] = [:]
    for resourceClass in ResourceClass.allCases {
      inventory[resourceClass] = Inventory(total: fields.integer(resourceClass.rawValue) ?? 0)
    }
    return SiteDraft(
      slug: fields.text("slug"), name: fields.text("name"), commune: fields.optional("commune"),
      note: fields.text("note"),
      pools: [
        SiteDraft.PoolDraft(
          name: fields.text("poolName"), dataClass: dataClass, inventory: inventory)
      ])
  }

  static func maintenance(from fields: Fields) throws(PortalError) -> MaintenanceDraft {
    guard let start = fields.day("start"), let end = fields.day("end") else {
      throw .invalid("", Text("Il manque des champs.", "Fields are missing."))
    }
    return MaintenanceDraft(
      start: start, end: end, amount: fields.resources, reason: fields.text("reason"))
  }

  static func inventory(from fields: Fields) throws(PortalError) -> Inventory {
    guard let ratio = Double(fields.text("allocationRatio")), ratio.isFinite else {
      throw .invalid(
        "allocationRatio",
        Text("Un nombre est attendu, comme 1.5.", "A number is expected, like 1.5."))
    }
    return Inventory(
      total: fields.integer("total") ?? 0, reserved: fields.integer("reserved") ?? 0,
      allocationRatio: ratio, minUnit: fields.integer("minUnit") ?? 0,
      maxUnit: fields.integer("maxUnit") ?? 0, stepSize: fields.integer("stepSize") ?? 0,
      generation: fields.integer("generation") ?? 0)
  }
}
