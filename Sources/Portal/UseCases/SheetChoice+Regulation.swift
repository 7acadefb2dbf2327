// What the law and the transparency standards offer to choose from.
extension SheetChoice {
  /// Etalab, inventory of public algorithms.
  public static let automationLevels = [
    SheetChoice("automatic", "entièrement automatisée", "fully automated"),
    SheetChoice("support", "aide à la décision", "decision support"),
  ]

  public static let decisionScopes = [
    SheetChoice(
      "external", "externe : effet sur un usager ou un tiers",
      "external: affects a user or third party",
      library: "externe"),
    SheetChoice("internal", "procédure interne", "internal procedure", library: "interne"),
  ]

  /// The common reading of Regulation (EU) 2024/1689; codes as in the policies' `RiskClass`.
  public static let riskClasses = [
    SheetChoice(
      "nonEvalue", "non évalué", "not assessed"),
    SheetChoice("minimal", "minimal", "minimal", library: "risque minimal"),
    SheetChoice(
      "limite", "limité (art. 50, transparence)", "limited (art. 50, transparency)",
      library: "risque limité"),
    SheetChoice(
      "eleve", "élevé (art. 6 et annexe III)", "high (art. 6 and Annex III)",
      library: "risque élevé"),
    SheetChoice(
      "inacceptable", "inacceptable : pratique interdite (art. 5)",
      "unacceptable: prohibited practice (art. 5)", library: "inacceptable"),
  ]

  public static let annexThreeAreas = [
    SheetChoice("biometrics", "1. Biométrie", "1. Biometrics"),
    SheetChoice("infrastructure", "2. Infrastructures critiques", "2. Critical infrastructure"),
    SheetChoice(
      "education", "3. Éducation et formation professionnelle",
      "3. Education and vocational training"),
    SheetChoice("employment", "4. Emploi et travailleurs", "4. Employment and workers"),
    SheetChoice(
      "essentialServices", "5. Services essentiels, privés et publics",
      "5. Essential private and public services"),
    SheetChoice("lawEnforcement", "6. Répression", "6. Law enforcement"),
    SheetChoice(
      "migration", "7. Migration, asile et frontières", "7. Migration, asylum and borders"),
    SheetChoice(
      "justice", "8. Justice et processus démocratiques", "8. Justice and democratic processes"),
  ]

  /// Article 6(3): grounds for not being high-risk; none holds where natural persons are profiled.
  public static let article6Grounds = [
    SheetChoice("narrowTask", "tâche procédurale étroite", "narrow procedural task"),
    SheetChoice(
      "improvement", "amélioration d’une activité humaine achevée",
      "improvement of a completed human activity"),
    SheetChoice(
      "patterns", "détection de constantes sans remplacer l’appréciation humaine",
      "detection of patterns without replacing human assessment"),
    SheetChoice("preparation", "tâche préparatoire", "preparatory task"),
  ]

  public static let bodyRoles = [
    SheetChoice("provider", "fournisseur", "provider"),
    SheetChoice("deployer", "déployeur", "deployer"),
    SheetChoice("both", "fournisseur et déployeur", "provider and deployer"),
  ]

  /// Article 50.
  public static let transparencyDuties = [
    SheetChoice("none", "aucune de ces situations", "none of these situations"),
    SheetChoice(
      "interaction", "interaction directe avec des personnes", "direct interaction with people"),
    SheetChoice(
      "syntheticContent", "contenus de synthèse (son, image, vidéo, texte)",
      "synthetic content (sound, image, video, text)"),
    SheetChoice(
      "emotion", "reconnaissance des émotions ou catégorisation biométrique",
      "emotion recognition or biometric categorisation"),
    SheetChoice("deepfake", "hypertrucage", "deepfake"),
    SheetChoice(
      "publicText", "texte publié pour informer le public",
      "text published to inform the public"),
    SheetChoice(
      "humanReview", "relecture humaine et responsabilité éditoriale du texte publié",
      "human review and editorial responsibility for the published text"),
  ]

  public static let assessmentStates = [
    SheetChoice("notRequired", "non requise", "not required"),
    SheetChoice("toDo", "à faire", "to do"),
    SheetChoice("inProgress", "en cours", "in progress"),
    SheetChoice("done", "réalisée", "done"),
  ]

  /// The nine criteria of the European Data Protection Board; two normally make a DPIA necessary.
  public static let aipdCriteria = [
    SheetChoice("scoring", "évaluation ou notation", "evaluation or scoring"),
    SheetChoice(
      "automatedDecision", "décision automatisée à effet juridique",
      "automated decision with legal effect"),
    SheetChoice("monitoring", "surveillance systématique", "systematic monitoring"),
    SheetChoice("sensitive", "données sensibles", "sensitive data"),
    SheetChoice("largeScale", "grande échelle", "large scale"),
    SheetChoice("matching", "croisement de données", "matching of data sets"),
    SheetChoice("vulnerable", "personnes vulnérables", "vulnerable persons"),
    SheetChoice("innovative", "usage innovant", "innovative use"),
    SheetChoice(
      "exclusion", "exclusion d’un droit ou d’un service", "blocking a right or a service"),
  ]

  /// The library's scale `erreur` is inverted: « faible » is the good end. The label is therefore a full sentence.
  public static let effectiveness = [
    SheetChoice(
      "meets", "Le système répond bien aux objectifs attendus.",
      "The system meets its objectives.", library: "faible"),
    SheetChoice(
      "partly", "Le système répond partiellement aux objectifs attendus.",
      "The system partly meets its objectives.", library: "moyen"),
    SheetChoice(
      "fails", "Le système ne répond pas aux objectifs attendus.",
      "The system does not meet its objectives.", library: "fort"),
  ]

  /// The library's scale `explicabilite` is inverted too.
  public static let explainability = [
    SheetChoice(
      "easy", "Facilement explicable au public.", "Easily explained to the public.",
      library: "faible"),
    SheetChoice(
      "complex", "Explicable, mais complexe.", "Explainable, but complex.", library: "moyen"),
    SheetChoice(
      "none", "Non explicable au public.", "Cannot be explained to the public.", library: "fort"),
  ]
}
