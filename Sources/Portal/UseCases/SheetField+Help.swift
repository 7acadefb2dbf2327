extension SheetField {
  /// What the field asks for, in a sentence; `nil` where the label says it all.
  public var help: Text? {
    switch self {
    case .summary:
      Text(
        "À quoi cela sert, en une phrase que chacun comprend.",
        "What it is for, in one sentence that everybody understands.")
    case .description:
      Text(
        "À quoi sert ce service, pour qui, avec quels bénéfices attendus ?",
        "What is this service for, for whom, with what expected benefits?")
    case .subject:
      Text(
        "Une charte ou une stratégie se documente sans algorithme.",
        "A charter or a strategy is documented without an algorithm.")
    case .abandonmentReasons:
      Text(
        "Les obstacles rencontrés : d’autres organismes en tireront profit.",
        "The obstacles met: other bodies will benefit from knowing them.")
    case .keywords: Text("Séparés par des virgules.", "Separated by commas.")
    case .accountableRole:
      Text("Une fonction, jamais un nom de personne.", "A role, never a person’s name.")
    case .contact:
      Text(
        "Une adresse de service, jamais celle d’une personne.",
        "A department’s address, never a person’s.")
    case .partners: Text("Un partenaire par ligne.", "One partner per line.")
    case .suppliers:
      Text(
        "Un par ligne : nom, SIREN, rôle, conditions d’accès aux données.",
        "One per line: name, SIREN, role, terms of access to data.")
    case .contractReference:
      Text(
        "Marché subséquent ou bon de commande de l’accord-cadre.",
        "Contract or order under the framework agreement.")
    case .funding:
      Text("Interne, Fonds vert, France 2030, FEDER…", "Internal, national or European fund…")
    case .algorithmName:
      Text("À défaut, la décision mise en œuvre.", "Failing that, the decision it carries out.")
    case .dataSources:
      Text(
        "Une source par ligne : nom, fournisseur, mode de collecte, finalité, lien.",
        "One source per line: name, provider, way of collection, purpose, link.")
    case .personalData:
      Text(
        "Le système traite-t-il des données de personnes identifiables ?",
        "Does the system process data about identifiable people?")
    case .sensitiveData:
      Text(
        "Santé, opinions, origine… (RGPD, article 9).",
        "Health, opinions, origin… (GDPR, article 9).")
    case .vulnerablePersons:
      Text(
        "Enfants, patients, personnes en difficulté sociale…",
        "Children, patients, people in social hardship…")
    case .individualDecision:
      Text(
        "Une décision concernant une personne précise s’appuie-t-elle sur le traitement (CRPA, art. L.311-3-1) ?",
        "Is a decision about a given person based on the processing (CRPA, art. L.311-3-1)?")
    case .decisionProcess:
      Text(
        "Comment et à quel moment le système intervient dans la procédure.",
        "How and when the system takes part in the procedure.")
    case .legalBases: Text("Un par ligne : titre, lien.", "One per line: title, link.")
    case .rulesLink:
      Text(
        "Où les règles du traitement sont publiées (CRPA, art. L.312-1-3).",
        "Where the rules of the processing are published (CRPA, art. L.312-1-3).")
    case .humanOversight:
      Text(
        "Qui contrôle les résultats, comment, avec quelle formation (art. 26 du règlement sur l’IA).",
        "Who checks the results, how, with what training (AI Act, art. 26).")
    case .objection:
      Text(
        "Comment une personne s’oppose à l’usage ou au résultat.",
        "How a person objects to the use or to the result.")
    case .recourseContact:
      Text(
        "Figure dans la mention obligatoire de la décision (CRPA, art. R.311-3-1-1).",
        "Stands in the mandatory mention on the decision (CRPA, art. R.311-3-1-1).")
    case .reversibility:
      Text(
        "Peut-on annuler les effets du système, et que faut-il pour cela ?",
        "Can the effects of the system be undone, and what does it take?")
    case .riskClass:
      Text(
        "Non évalué tant que personne n’a fait l’analyse ; le portail le montre tel quel.",
        "Not assessed until somebody has done the analysis; the portal shows it as such.")
    case .riskReason:
      Text(
        "Pourquoi cette classe, ou pourquoi l’évaluation n’est pas faite.",
        "Why this class, or why no assessment has been made.")
    case .article6Ground:
      Text(
        "Motif pour ne pas être à risque élevé ; exclu en cas de profilage de personnes.",
        "Ground for not being high-risk; excluded where people are profiled.")
    case .bodyRole:
      Text(
        "Changer la finalité d’un système peut rendre son déployeur fournisseur (art. 25).",
        "Changing a system’s purpose can make its deployer the provider (art. 25).")
    case .registrationNumber:
      Text("Enregistrement de l’article 49.", "Registration under article 49.")
    case .logRetentionMonths: Text("Six mois au moins (art. 26).", "Six months at least (art. 26).")
    case .aipdState:
      Text(
        "Analyse d’impact relative à la protection des données (RGPD, art. 35).",
        "Data-protection impact assessment (GDPR, art. 35).")
    case .aipdCriteria:
      Text(
        "Deux critères remplis rendent normalement l’analyse nécessaire.",
        "Two criteria met normally make the assessment necessary.")
    case .friaState:
      Text(
        "Analyse d’impact sur les droits fondamentaux (art. 27 du règlement sur l’IA).",
        "Fundamental-rights impact assessment (AI Act, art. 27).")
    case .otherAssessments:
      Text(
        "Égalité, sécurité, algorithme… ou pourquoi une analyse n’a pas été faite.",
        "Equality, security, algorithm… or why an assessment was not made.")
    case .risks:
      Text(
        "Un par ligne : risque, probabilité, gravité, mesure.",
        "One per line: risk, probability, severity, measure.")
    case .proportionality:
      Text(
        "Pourquoi l’IA est nécessaire et ce qui a été envisagé d’autre.",
        "Why AI is necessary and what else was considered.")
    case .performance:
      Text("La mesure, la méthode et la date.", "The measurement, the method and the date.")
    case .bias:
      Text(
        "Les biais connus des données et ce qui les compense.",
        "Known bias of the data and what makes up for it.")
    case .monitoring:
      Text("Qui surveille les résultats, et comment.", "Who monitors the results, and how.")
    case .environmentalMethod:
      Text(
        "Aucun chiffre n’est publié sans son origine.", "No figure is published without its origin."
      )
    case .nextReviewDay:
      Text("Quand la fiche doit être relue.", "When the sheet is to be looked at again.")
    case .title, .theme, .subThemes, .audience, .maturity, .startMonth, .endMonth, .department,
      .implementation, .budget, .hosting, .algorithmFamily, .algorithmDescription,
      .algorithmOperations, .kindOfUse, .dataOrigin, .dataCollection, .automationLevel,
      .decisionScope, .decisionsPerYear, .annexThreeArea, .transparencyDuties, .providerName,
      .workersInformedDay, .aipdDay, .aipdSummary, .aipdLink, .friaDay, .friaSummary, .friaLink,
      .effectiveness, .explainability, .environmentalImpact, .energyPerYear, .carbonPerYear,
      .serviceLink, .sourceCodeLink, .documentationLink, .resourcesLink:
      nil
    }
  }
}
