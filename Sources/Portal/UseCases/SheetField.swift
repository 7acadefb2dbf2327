/// One field of a sheet: the nomenclature of what is documented about a use case.
///
/// Drawn from the public library of Les Interconnectés, the Dutch, Eurocities, British and Etalab registers, and from what
/// the AI Act, the GDPR and the CRPA ask of a deployer (DOMAIN §2.2, §3.5, §4.4). Raw values are the keys in JSON.
/// What would be a list of records there (data sources, risks, legal bases, suppliers) is a text with one item a line.
public enum SheetField: String, Hashable, Sendable, CaseIterable {
  // essentials
  case title, summary, description, subject, theme, subThemes, audience, maturity
  case abandonmentReasons, startMonth, endMonth, keywords
  // bodies
  case department, accountableRole, contact, partners, suppliers, contractReference
  case implementation, funding, budget, hosting
  // algorithm
  case algorithmName, algorithmFamily, algorithmDescription, algorithmOperations, kindOfUse
  // data
  case dataSources, dataOrigin, dataCollection, personalData, sensitiveData, vulnerablePersons
  // decision
  case individualDecision, decisionProcess, automationLevel, decisionScope, decisionsPerYear
  case legalBases, rulesLink, humanOversight, objection, recourseContact, reversibility
  // regulation
  case riskClass, riskReason, annexThreeArea, article6Ground, bodyRole, transparencyDuties
  case providerName, registrationNumber, logRetentionMonths, workersInformedDay
  // assessments
  case aipdState, aipdCriteria, aipdDay, aipdSummary, aipdLink
  case friaState, friaDay, friaSummary, friaLink, otherAssessments
  // risks
  case risks, proportionality
  // results
  case effectiveness, explainability, performance, bias, monitoring
  // environment
  case environmentalImpact, energyPerYear, carbonPerYear, environmentalMethod
  // links and upkeep
  case serviceLink, sourceCodeLink, documentationLink, resourcesLink, nextReviewDay
}

extension SheetField {
  /// What a field holds, with its limits; lengths are in Unicode scalars.
  public enum Kind: Sendable {
    /// One line of text.
    case line(maximum: Int)
    /// Several lines of text.
    case text(maximum: Int)
    case choice([SheetChoice])
    case choices([SheetChoice], maximum: Int)
    /// `YYYY-MM`.
    case month
    /// `YYYY-MM-DD`.
    case day
    /// A whole number, in the unit that the label names.
    case number(ClosedRange<Int>)
    /// Yes or no; unanswered while it is empty.
    case flag
    case email
    /// An address starting with `https://` or `http://`.
    case link
  }

  /// Who reads a field.
  public enum Visibility: String, Hashable, Sendable, CaseIterable {
    /// Everybody, once published.
    case `public`
    /// Participants and the operator.
    case shared
    /// The initiating organisation and the operator.
    case own

    public var label: Text {
      switch self {
      case .public: Text("public", "public")
      case .shared: Text("participants et opérateur", "participants and operator")
      case .own: Text("porteur et opérateur", "owner and operator")
      }
    }
  }

  /// When a field must be filled before the case goes to review.
  public enum Requirement: Hashable, Sendable {
    case never, always
    case when(Circumstance)
  }

  /// What a sheet says that makes further fields necessary.
  public enum Circumstance: Hashable, Sendable, CaseIterable {
    case algorithmic, started, abandoned
    case personalData, individualDecision, highRisk, highRiskInUse, individualOrHighRisk
    case environmentalFigure

    public var label: Text {
      switch self {
      case .algorithmic: Text("pour un système d’IA", "for an AI system")
      case .started:
        Text("dès que le projet a démarré", "as soon as the project has started")
      case .abandoned: Text("quand le projet est abandonné", "when the project is abandoned")
      case .personalData:
        Text("quand des données personnelles sont traitées", "when personal data are processed")
      case .individualDecision:
        Text(
          "quand une décision individuelle est en jeu", "when an individual decision is involved")
      case .highRisk: Text("pour un système à risque élevé", "for a high-risk system")
      case .highRiskInUse:
        Text(
          "pour un système à risque élevé en service", "for a high-risk system that is in use")
      case .individualOrHighRisk:
        Text(
          "quand une décision individuelle est en jeu ou que le risque est élevé",
          "when an individual decision is involved or the risk is high")
      case .environmentalFigure:
        Text(
          "quand un chiffre d’énergie ou de carbone est donné",
          "when an energy or carbon figure is given")
      }
    }
  }

  /// A part of the form.
  public enum Group: String, Hashable, Sendable, CaseIterable {
    case essentials, bodies, algorithm, data, decision, regulation, assessments, risks, results
    case environment, links

    public var label: Text {
      switch self {
      case .essentials: Text("L’essentiel", "Essentials")
      case .bodies: Text("Porteur, partenaires et moyens", "Owner, partners and means")
      case .algorithm: Text("Algorithme", "Algorithm")
      case .data: Text("Données", "Data")
      case .decision: Text("Décision et recours", "Decision and recourse")
      case .regulation: Text("Règlement sur l’IA", "AI Act")
      case .assessments: Text("Analyses d’impact", "Impact assessments")
      case .risks: Text("Risques et proportionnalité", "Risks and proportionality")
      case .results: Text("Résultats et suivi", "Results and monitoring")
      case .environment: Text("Environnement", "Environment")
      case .links: Text("Liens et mise à jour", "Links and upkeep")
      }
    }

    public var fields: [SheetField] { SheetField.allCases.filter { $0.group == self } }
  }

  /// The field's place in what was sent: `sheet/title`.
  public var path: String { "sheet/\(rawValue)" }

  /// The field of a path; `nil` unless it is one.
  public init?(path: String) {
    guard path.hasPrefix("sheet/") else { return nil }
    self.init(rawValue: String(path.dropFirst(6)))
  }
}
