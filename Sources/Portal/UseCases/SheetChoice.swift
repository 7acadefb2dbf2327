/// One value that a field can take, and how the library of Les Interconnectés writes it.
public struct SheetChoice: Hashable, Sendable {
  /// What is stored and sent.
  public let code: String
  public let label: Text
  /// The spelling in the library's files, where it has one (DOMAIN §2.2).
  public let interconnectes: String?

  init(_ code: String, _ french: String, _ english: String, library interconnectes: String? = nil) {
    self.code = code
    label = Text(french, english)
    self.interconnectes = interconnectes
  }
}

extension SheetChoice {
  public static let subjects = [
    SheetChoice("system", "système d’IA", "AI system"),
    SheetChoice(
      "governance", "objet de gouvernance (charte, stratégie)",
      "governance object (charter, strategy)"),
  ]

  /// Six themes of the Banque des Territoires; independent of the sub-themes (DOMAIN §2.3).
  public static let themes = [
    library(
      "ecologicalTransition", "Transition écologique et énergétique",
      "Ecological and energy transition"),
    library("development", "Attractivité et développement", "Attractiveness and development"),
    library(
      "citizenship", "Citoyenneté, santé et solidarité", "Citizenship, health and solidarity"),
    library("mobility", "Mobilités", "Mobility"),
    library(
      "governance", "Gouvernance et socles technologiques", "Governance and technical foundations"),
    library(
      "administration", "Administration et organisation interne",
      "Administration and internal organisation"),
  ]

  public static let subThemes = [
    library("energyPerformance", "Performance énergétique", "Energy performance"),
    library("publicLighting", "Éclairage public", "Public lighting", as: "Eclairage public"),
    library("water", "Gestion de l'eau", "Water management"),
    library("waste", "Déchets et économie circulaire", "Waste and circular economy"),
    library("airAndNoise", "Qualité de l'air et nuisances sonores", "Air quality and noise"),
    library(
      "biodiversity", "Biodiversité et préservation des espaces naturels",
      "Biodiversity and natural spaces"),
    library(
      "riskPrevention", "Prévention et gestion des risques", "Risk prevention and management"),
    library(
      "economicDevelopment", "Commerce et développement économique",
      "Trade and economic development"),
    library("agriculture", "Agriculture", "Agriculture"),
    library("culture", "Culture et loisirs", "Culture and leisure"),
    library("construction", "Construction et aménagement", "Construction and planning"),
    library("property", "Immobilier", "Property"),
    library("education", "Éducation", "Education", as: "Education"),
    library("health", "Santé et accès aux soins", "Health and access to care"),
    library("disability", "Accessibilité et handicap", "Accessibility and disability"),
    library(
      "userRelations", "Lien social et relation aux usagers", "Social ties and user relations"),
    library("digitalInclusion", "Inclusion numérique", "Digital inclusion"),
    library("participation", "Participation citoyenne", "Citizen participation"),
    library("logistics", "Logistique urbaine", "Urban logistics"),
    library("multimodality", "Multimodalités", "Multimodal transport"),
    library("traffic", "Flux et trafic", "Flows and traffic"),
    library("lowCarbonMobility", "Mobilité décarbonée", "Low-carbon mobility"),
    library("parking", "Stationnement", "Parking"),
    library("digitalTwin", "Modélisation et jumeau numérique", "Modelling and digital twin"),
    library("informationSystem", "Outillage système d'information", "Information-system tooling"),
    library("infrastructure", "Infrastructures numériques", "Digital infrastructure"),
    library(
      "digitalStrategy", "Gouvernance et stratégie numérique responsable",
      "Governance and responsible digital strategy"),
    library("dataPlatform", "Plateforme de données", "Data platform"),
    library("cybersecurity", "Cybersécurité", "Cybersecurity"),
    library("humanResources", "Gestion des ressources humaines", "Human resources"),
    library("assemblies", "Gestion des assemblées", "Assemblies"),
    library("procurement", "Gestion des marchés publics", "Public procurement"),
    library(
      "writing", "Aide à la rédaction et gestion documentaire",
      "Writing aid and document management"),
    library("legalAid", "Aide juridique", "Legal aid"),
  ]

  public static let audiences = [
    library("public", "Grand public", "General public"),
    library("beneficiary", "Bénéficiaire", "Beneficiary"),
    library("staff", "Agent", "Public staff"),
    library("association", "Association", "Association"),
    library("elected", "Élu", "Elected representative", as: "Elu"),
    library("company", "Entreprises", "Companies"),
    library("authority", "Collectivités", "Local authorities"),
    library("school", "Établissement scolaire", "School", as: "Etablissement scolaire"),
    library(
      "healthFacility", "Établissement de santé", "Health facility", as: "Etablissement santé"),
  ]

  /// Seven steps of our own and what the library calls them (DOMAIN §3.5).
  public static let maturities = [
    SheetChoice("idea", "idée", "idea", library: "En exploration"),
    SheetChoice("design", "conception", "design", library: "En exploration"),
    SheetChoice("development", "développement", "development", library: "En expérimentation"),
    SheetChoice("pilot", "expérimentation", "pilot", library: "En expérimentation"),
    SheetChoice("deployed", "déployé", "deployed", library: "En déploiement"),
    SheetChoice("finished", "terminé", "finished", library: "Terminée"),
    SheetChoice("abandoned", "abandonné", "abandoned", library: "Abandonné"),
  ]

  public static let implementations = [
    SheetChoice(
      "inHouse", "développé en interne", "developed in house",
      library: "Projet développé en interne"),
    SheetChoice(
      "external", "développé en externe", "developed externally",
      library: "projet développé en externe"),
    SheetChoice(
      "contractors", "mobilisation de prestataires", "with contractors",
      library: "mobilisation de prestataire(s)"),
    SheetChoice("procurement", "marché public", "public procurement", library: "marché public"),
  ]

  public static let budgets = [
    SheetChoice(
      "under50", "moins de 50 k€ par an", "less than €50k a year", library: "moins de 50k€"),
    SheetChoice(
      "from50to100", "de 50 à 100 k€ par an", "€50k to €100k a year", library: "de 50k€ à 100k€"),
    SheetChoice(
      "over100", "plus de 100 k€ par an", "more than €100k a year", library: "plus de 100k€"),
  ]

  public static let hostings = [
    SheetChoice(
      "thirdPartyCloud", "cloud chez un tiers", "third-party cloud", library: "cloud chez un tiers"),
    SheetChoice(
      "inHouse", "en interne de l’administration", "in house",
      library: "en interne de l'administration"),
    SheetChoice("fabrique", "centre de données de la Fabrique", "the Fabrique’s data center"),
    SheetChoice("unknown", "ne sait pas", "not known", library: "NSP"),
  ]

  public static let algorithmFamilies = [
    library(
      "machineLearning", "Apprentissage automatique", "Machine learning", as: "Machine Learning"),
    library(
      "language", "Traitement automatique du langage", "Natural-language processing",
      as: "Traitement Automatique du langage"),
    library("generative", "IA générative", "Generative AI"),
    library("vision", "Vision par ordinateur", "Computer vision", as: "Computer vision"),
    library("neural", "Réseaux de neurones", "Neural networks"),
    SheetChoice("rules", "À base de règles", "Rule-based"),
    SheetChoice("unknown", "ne sait pas", "not known", library: "NSP"),
  ]

  public static let kindsOfUse = [
    SheetChoice("descriptive", "décrire", "descriptive"),
    SheetChoice("diagnostic", "expliquer", "diagnostic"),
    SheetChoice("predictive", "prévoir", "predictive"),
    SheetChoice("prescriptive", "recommander ou décider", "prescriptive"),
  ]

  public static let dataOrigins = [
    SheetChoice("user", "usager", "user", library: "usager"),
    SheetChoice(
      "internal", "jeu de données interne", "internal data set", library: "jeu de données interne"),
    SheetChoice("open", "open data", "open data", library: "open data"),
    SheetChoice(
      "thirdParty", "données d’un tiers", "third party’s data", library: "données d'un tiers"),
    SheetChoice("unknown", "ne sait pas", "not known", library: "NSP"),
  ]

  public static let dataCollections = [
    SheetChoice("api", "par API", "by API", library: "par API"),
    SheetChoice("automated", "automatisée", "automated", library: "automatisée"),
    SheetChoice(
      "manual", "par récupération manuelle", "by hand", library: "par récupération manuelle"),
    SheetChoice("unknown", "ne sait pas", "not known", library: "NSP"),
  ]

  /// A choice that the library has too, in the same words but for the apostrophe, or in its own.
  private static func library(
    _ code: String, _ french: String, _ english: String, as spelling: String? = nil
  ) -> SheetChoice {
    SheetChoice(
      code, french.replacing("'", with: "’"), english, library: spelling ?? french)
  }
}
