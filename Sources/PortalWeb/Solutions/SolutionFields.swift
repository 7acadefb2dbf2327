import Portal

/// The fields of the catalogue's forms, of its filter and of its API alike.
enum SolutionFields {
  static let filter = [
    Field("q", Text("Mots cherchés", "Words looked for"), .line(maximum: 100), required: false),
    Field(
      "dataClass", Text("Pour des données au moins", "For data at least"),
      .choice(of: DataClass.self, label: \.label), required: false),
    Field("useCase", Text("Cas d’usage", "Use case"), .id, required: false),
    Field("withdrawn", Text("Retirées du catalogue", "Withdrawn"), .flag, required: false),
  ]

  static func filter(of context: Context) throws(PortalError) -> SolutionFilter {
    let query = try context.query(filter)
    return SolutionFilter(
      text: query.text("q"), dataClass: query.choice("dataClass"), useCase: query.id("useCase"),
      isWithdrawn: query.flag("withdrawn"))
  }

  static let useCase = Field(
    "useCase", Text("Cas d’usage réalisé", "Use case carried out"), .id,
    hint: Text(
      "Publié dans la bibliothèque, ou co-construit par votre organisation.",
      "Published in the library, or co-built by your organisation."))
  static let new = [
    Field(
      "name", Text("Nom", "Name"), .line(maximum: 120),
      hint: Text(
        "Le nom court du catalogue en est tiré et ne change plus.",
        "The catalogue’s short name is made from it and does not change.")),
    useCase,
    Field("summary", Text("Résumé", "Summary"), .line(maximum: 500)),
  ]

  static let newVersion = [
    Field(
      "manifest", Text("Manifeste signé", "Signed manifest"),
      .text(maximum: SolutionManifest.longest)),
    Field(
      "signature", Text("Signature", "Signature"), .line(maximum: 100),
      hint: Text("En base 64 : 86 caractères.", "In base 64: 86 characters.")),
  ]

  static let key = Field(
    "key", Text("Clé publique Ed25519", "Ed25519 public key"), .text(maximum: 1000),
    hint: Text(
      "Telle que « openssl pkey -pubout » l’écrit ; jamais la clé privée.",
      "As “openssl pkey -pubout” writes it; never the private key."))
}
