extension SheetField {
  public var group: Group {
    switch self {
    case .title, .summary, .description, .subject, .theme, .subThemes, .audience, .maturity,
      .abandonmentReasons, .startMonth, .endMonth, .keywords:
      .essentials
    case .department, .accountableRole, .contact, .partners, .suppliers, .contractReference,
      .implementation, .funding, .budget, .hosting:
      .bodies
    case .algorithmName, .algorithmFamily, .algorithmDescription, .algorithmOperations, .kindOfUse:
      .algorithm
    case .dataSources, .dataOrigin, .dataCollection, .personalData, .sensitiveData,
      .vulnerablePersons:
      .data
    case .individualDecision, .decisionProcess, .automationLevel, .decisionScope,
      .decisionsPerYear, .legalBases, .rulesLink, .humanOversight, .objection, .recourseContact,
      .reversibility:
      .decision
    case .riskClass, .riskReason, .annexThreeArea, .article6Ground, .bodyRole,
      .transparencyDuties, .providerName, .registrationNumber, .logRetentionMonths,
      .workersInformedDay:
      .regulation
    case .aipdState, .aipdCriteria, .aipdDay, .aipdSummary, .aipdLink, .friaState, .friaDay,
      .friaSummary, .friaLink, .otherAssessments:
      .assessments
    case .risks, .proportionality: .risks
    case .effectiveness, .explainability, .performance, .bias, .monitoring: .results
    case .environmentalImpact, .energyPerYear, .carbonPerYear, .environmentalMethod: .environment
    case .serviceLink, .sourceCodeLink, .documentationLink, .resourcesLink, .nextReviewDay: .links
    }
  }

  public var kind: Kind {
    switch self {
    case .title: .line(maximum: 100)
    case .summary: .line(maximum: 150)
    case .department, .accountableRole, .contractReference, .algorithmName, .providerName:
      .line(maximum: 200)
    case .registrationNumber: .line(maximum: 100)
    case .funding, .keywords: .line(maximum: 300)
    case .riskReason, .environmentalMethod: .text(maximum: 1000)
    case .abandonmentReasons, .partners, .suppliers, .decisionProcess, .legalBases,
      .humanOversight, .objection, .reversibility, .aipdSummary, .friaSummary, .otherAssessments,
      .proportionality, .performance, .bias, .monitoring, .environmentalImpact:
      .text(maximum: 2500)
    case .description, .algorithmDescription, .algorithmOperations, .dataSources, .risks:
      .text(maximum: 5000)
    case .subject: .choice(SheetChoice.subjects)
    case .theme: .choice(SheetChoice.themes)
    case .subThemes: .choices(SheetChoice.subThemes, maximum: 2)
    case .audience: .choices(SheetChoice.audiences, maximum: 9)
    case .maturity: .choice(SheetChoice.maturities)
    case .implementation: .choice(SheetChoice.implementations)
    case .budget: .choice(SheetChoice.budgets)
    case .hosting: .choice(SheetChoice.hostings)
    case .algorithmFamily: .choices(SheetChoice.algorithmFamilies, maximum: 6)
    case .kindOfUse: .choice(SheetChoice.kindsOfUse)
    case .dataOrigin: .choices(SheetChoice.dataOrigins, maximum: 5)
    case .dataCollection: .choices(SheetChoice.dataCollections, maximum: 4)
    case .automationLevel: .choice(SheetChoice.automationLevels)
    case .decisionScope: .choice(SheetChoice.decisionScopes)
    case .riskClass: .choice(SheetChoice.riskClasses)
    case .annexThreeArea: .choice(SheetChoice.annexThreeAreas)
    case .article6Ground: .choice(SheetChoice.article6Grounds)
    case .bodyRole: .choice(SheetChoice.bodyRoles)
    case .transparencyDuties: .choices(SheetChoice.transparencyDuties, maximum: 7)
    case .aipdState, .friaState: .choice(SheetChoice.assessmentStates)
    case .aipdCriteria: .choices(SheetChoice.aipdCriteria, maximum: 9)
    case .effectiveness: .choice(SheetChoice.effectiveness)
    case .explainability: .choice(SheetChoice.explainability)
    case .personalData, .sensitiveData, .vulnerablePersons, .individualDecision: .flag
    case .startMonth, .endMonth: .month
    case .workersInformedDay, .aipdDay, .friaDay, .nextReviewDay: .day
    case .decisionsPerYear: .number(0...1_000_000_000)
    // AI Act, article 26(6): logs are kept six months at least.
    case .logRetentionMonths: .number(6...120)
    case .energyPerYear, .carbonPerYear: .number(0...1_000_000_000)
    case .contact, .recourseContact: .email
    case .rulesLink, .aipdLink, .friaLink, .serviceLink, .sourceCodeLink, .documentationLink,
      .resourcesLink:
      .link
    }
  }

  /// What the library of Les Interconnectés restricts is shared here; money and contracts stay with the owner (DOMAIN §2.2).
  public var visibility: Visibility {
    switch self {
    case .contractReference, .funding, .budget: .own
    case .contact, .implementation, .hosting, .algorithmName, .algorithmFamily,
      .algorithmDescription, .algorithmOperations, .dataSources, .dataOrigin, .dataCollection,
      .environmentalImpact, .aipdLink, .friaLink, .resourcesLink, .workersInformedDay:
      .shared
    default: .public
    }
  }

  public var requirement: Requirement {
    switch self {
    case .title, .summary, .description, .subject, .theme, .audience, .maturity, .department,
      .contact, .personalData, .individualDecision, .riskClass, .riskReason, .bodyRole,
      .transparencyDuties, .risks, .proportionality, .nextReviewDay:
      .always
    case .algorithmFamily, .algorithmDescription, .dataSources: .when(.algorithmic)
    case .startMonth: .when(.started)
    case .abandonmentReasons: .when(.abandoned)
    case .sensitiveData, .vulnerablePersons, .aipdState: .when(.personalData)
    case .decisionProcess, .automationLevel, .decisionScope, .decisionsPerYear, .legalBases,
      .rulesLink, .recourseContact:
      .when(.individualDecision)
    case .humanOversight, .objection: .when(.individualOrHighRisk)
    case .annexThreeArea, .providerName, .friaState, .logRetentionMonths: .when(.highRisk)
    case .registrationNumber: .when(.highRiskInUse)
    case .environmentalMethod: .when(.environmentalFigure)
    default: .never
    }
  }

  /// The field's column in the library of Les Interconnectés, in their spelling, which is part of their format.
  public var interconnectesColumn: String? {
    switch self {
    case .title: "Nom_du_projet"
    case .description: "Description_service"
    case .theme: "Theme"
    case .subThemes: "Sous_Theme"
    case .audience: "Audience"
    case .maturity: "Statut_du_projet"
    case .abandonmentReasons: "status_abandon"
    case .startMonth: "Date_de_demarrage"
    case .partners: "Partenaires"
    case .contact: "projet_contact"
    case .funding: "financement"
    case .budget: "budget"
    case .implementation: "mise_en_oeuvre"
    case .hosting: "herbergement"
    case .algorithmName: "nom_algorithme"
    case .algorithmDescription: "algorithme_description"
    case .algorithmOperations: "algorithme_operations"
    case .algorithmFamily: "type_algorithme"
    case .environmentalImpact: "impact_environnement"
    case .dataOrigin: "donnees_source"
    case .dataCollection: "donnees_acces"
    case .risks: "risque"
    case .riskClass: "risque_categorie"
    case .proportionality: "proportionalite"
    case .decisionScope: "decision"
    case .effectiveness: "erreur"
    case .explainability: "explicabilite"
    case .reversibility: "reversibilite"
    case .objection: "objection"
    case .serviceLink: "URL_Service"
    case .resourcesLink: "url_ressources"
    default: nil
    }
  }
}

extension SheetField {
  /// What a choice or several choices are made from; empty for other kinds.
  public var offered: [SheetChoice] {
    switch kind {
    case .choice(let choices), .choices(let choices, _): choices
    default: []
    }
  }

  /// The words of a code; the code itself where the nomenclature has none.
  public func label(of code: String) -> Text {
    offered.first { $0.code == code }?.label ?? Text(verbatim: code)
  }
}

extension RiskClass {
  public var label: Text { SheetField.riskClass.label(of: rawValue) }
}
