public import Portal

/// Sheets that tests start from.
public enum SampleSheet {
  /// Nothing but a name.
  public static let name = Sheet([.title: .text("Comptes rendus assistés")])

  /// Ready for review: no individual decision, no personal data, risk class limited.
  public static let complete = Sheet([
    .title: .text("Comptes rendus assistés"),
    .summary: .text("Aide à la rédaction des comptes rendus de séance."),
    .description: .text("Un brouillon est proposé à partir de l’enregistrement.\nUn agent relit."),
    .subject: .choice("system"),
    .theme: .choice("administration"),
    .subThemes: .choices(["assemblies", "writing"]),
    .audience: .choices(["staff", "elected"]),
    .maturity: .choice("pilot"),
    .startMonth: .text("2026-03"),
    .department: .text("Secrétariat général"),
    .contact: .text("secretariat@exemple.fr"),
    .funding: .text("Interne"),
    .budget: .choice("under50"),
    .algorithmFamily: .choices(["language", "generative"]),
    .algorithmDescription: .text("Transcription puis résumé."),
    .dataSources: .text("Enregistrements des séances publiques"),
    .personalData: .flag(false),
    .individualDecision: .flag(false),
    .riskClass: .choice("limite"),
    .riskReason: .text("Texte publié pour informer le public, relu par un agent."),
    .bodyRole: .choice("deployer"),
    .transparencyDuties: .choices(["publicText", "humanReview"]),
    .risks: .text("Contresens | moyenne | moyenne | relecture"),
    .proportionality: .text("La saisie manuelle prend deux jours par séance."),
    .nextReviewDay: .text("2027-11-21"),
  ])

  /// The same for an individual decision on personal data with a high risk, and not yet ready.
  public static let highRisk = complete.applying(
    SheetChange([
      .riskClass: .choice("eleve"), .personalData: .flag(true), .individualDecision: .flag(true),
      .energyPerYear: .number(1200), .decisionsPerYear: .number(300),
    ]))
}
