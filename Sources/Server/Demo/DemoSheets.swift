import Portal

/// The sheets of the demonstration's use cases. Texts are samples, save the assisted minutes, whose figures come from the
/// press (DOMAIN §1.1).
enum DemoSheets {
  /// Drafting time halved, re-reading always required.
  static let minutes = complete(
    title: "Comptes rendus de réunion assistés",
    summary: "Un assistant rédige un premier jet de compte rendu ; un agent le relit toujours.",
    description:
      "L’assistant propose un premier jet de compte rendu à partir de la transcription d’une réunion. La Région annonce un temps de rédaction réduit de moitié ; cela n’exclut jamais la relecture : le texte produit est signalé comme tel et validé par un agent avant diffusion.",
    theme: "administration", subThemes: ["writing", "assemblies"], audience: ["staff", "elected"],
    maturity: "pilot", risk: "limite",
    riskReason:
      "Texte produit par une IA générative, diffusé après relecture sous responsabilité éditoriale (art. 50, paragraphe 4, du règlement sur l’IA).",
    duties: ["syntheticContent", "humanReview"], personalData: true)

  static let water = complete(
    title: "Repérage des fuites sur le réseau d’eau",
    summary: "Les mesures de débit nocturne signalent les secteurs où une fuite est probable.",
    description:
      "Les débits nocturnes par secteur sont comparés à leur profil habituel ; les écarts durables sont présentés aux agents du réseau, qui décident des recherches sur le terrain.",
    theme: "ecologicalTransition", subThemes: ["water"], audience: ["staff"], maturity: "deployed",
    risk: "minimal",
    riskReason: "Aide interne à l’organisation des recherches, sans commande du réseau.",
    duties: ["none"], personalData: false)

  static let reception = complete(
    title: "Orientation des demandes d’accueil",
    summary: "Les courriels reçus à l’accueil sont proposés au bon service.",
    description:
      "Chaque courriel reçoit une proposition de service destinataire ; l’agent d’accueil confirme ou corrige. Les corrections servent à mesurer la qualité, pas à noter les agents.",
    theme: "citizenship", subThemes: ["userRelations"], audience: ["public", "staff"],
    maturity: "pilot", risk: "minimal",
    riskReason: "Tâche préparatoire, confirmée par un agent.", duties: ["none"], personalData: true)

  static let procurement = complete(
    title: "Recherche dans les marchés publics passés",
    summary: "Retrouver une clause ou un lot dans les marchés déjà passés par la collectivité.",
    description:
      "Un moteur de recherche sémantique répond avec les extraits des pièces et leur source ; il n’écrit aucune clause.",
    theme: "administration", subThemes: ["procurement"], audience: ["staff"],
    maturity: "development",
    risk: "minimal", riskReason: "Recherche documentaire interne.", duties: ["none"],
    personalData: false)

  static let planning = complete(
    title: "Veille sur les appels à projets",
    summary: "Signaler aux services les appels à projets qui les concernent.",
    description:
      "Les appels publiés sont rapprochés des priorités de chaque service ; un chargé de mission retient ou écarte.",
    theme: "development", subThemes: ["economicDevelopment"], audience: ["staff"],
    maturity: "design", risk: "nonEvalue", riskReason: "Classement à évaluer avec le délégué.",
    duties: ["none"], personalData: false)

  static let lighting = complete(
    title: "Éclairage public au juste besoin",
    summary: "Adapter l’intensité des lampadaires aux passages mesurés.",
    description:
      "Les passages anonymes comptés par capteur règlent l’intensité de l’éclairage par rue, dans des bornes fixées par la collectivité.",
    theme: "ecologicalTransition", subThemes: ["publicLighting"], audience: ["public"],
    maturity: "finished", risk: "minimal", riskReason: "Aucune donnée personnelle, bornes fixées.",
    duties: ["none"], personalData: false)

  /// A first idea: a name and little else.
  static func idea(_ title: String, _ description: String) -> SheetChange {
    SheetChange([
      .title: .text(title), .description: .text(description), .maturity: .choice("idea"),
    ])
  }

  /// A sheet that can go to review.
  private static func complete(
    title: String, summary: String, description: String, theme: String, subThemes: [String],
    audience: [String], maturity: String, risk: String, riskReason: String, duties: [String],
    personalData: Bool
  ) -> SheetChange {
    var values: [SheetField: SheetValue?] = [
      .title: .text(title), .summary: .text(summary),
      .description: .text(description + "\n\nFiche d’exemple, rédigée pour la démonstration."),
      .subject: .choice("system"), .theme: .choice(theme), .subThemes: .choices(subThemes),
      .audience: .choices(audience), .maturity: .choice(maturity), .startMonth: .text("2026-01"),
      .department: .text("Direction du numérique (exemple)"),
      .contact: .text("numerique@exemple.example"),
      .algorithmFamily: .choices(["language"]),
      .algorithmDescription: .text(
        "Modèle de langue ouvert, exécuté dans le centre de données réservé."),
      .dataSources: .text("Documents internes, fournis par le service (exemple)."),
      .personalData: .flag(personalData), .individualDecision: .flag(false),
      .riskClass: .choice(risk), .riskReason: .text(riskReason), .bodyRole: .choice("deployer"),
      .transparencyDuties: .choices(duties),
      .humanOversight: .text("Un agent relit et décide ; rien n’est diffusé sans lui."),
      .risks: .text(
        "Erreur ou oubli dans le texte produit : relecture obligatoire, source affichée."),
      .proportionality: .text(
        "Une recherche ou une rédaction entièrement manuelle demande deux fois plus de temps."),
      .nextReviewDay: .text("2027-06-01"),
    ]
    if personalData {
      values[.sensitiveData] = .flag(false)
      values[.vulnerablePersons] = .flag(false)
      values[.aipdState] = .choice("done")
    }
    return SheetChange(values)
  }
}
