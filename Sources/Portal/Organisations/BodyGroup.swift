public import SQLite

/// What kind of public body an organisation is: INSEE's legal categories (nomenclature des catégories juridiques, four
/// digits) in groups of the same level.
public enum BodyGroup: String, Hashable, Sendable, CaseIterable, Bindable, ColumnReadable {
  case commune, department, region, intercommunality, syndicate, hospital, fireService, state
  case other

  public init(legalCategory: String) {
    self =
      switch legalCategory {
      case "7210": .commune
      case "7220": .department
      case "7230": .region
      case "7364", "7365": .hospital
      case "7372": .fireService
      case _ where legalCategory.hasPrefix("734"): .intercommunality
      case _ where legalCategory.hasPrefix("735"): .syndicate
      case _ where legalCategory.hasPrefix("71"): .state
      default: .other
      }
  }

  /// With the codes that belong to it.
  public var label: Text {
    switch self {
    case .commune: Text("commune (7210)", "commune (7210)")
    case .department: Text("département (7220)", "département (7220)")
    case .region: Text("région (7230)", "région (7230)")
    case .intercommunality:
      Text(
        "métropole, communauté ou SIVOM (734x)", "métropole, communauté or SIVOM (734x)")
    case .syndicate: Text("syndicat ou institution (735x)", "syndicate or institution (735x)")
    case .hospital: Text("hospitalisation (7364, 7365)", "hospital (7364, 7365)")
    case .fireService: Text("SDIS (7372)", "fire and rescue service (7372)")
    case .state: Text("administration de l’État (71xx)", "State administration (71xx)")
    case .other: Text("autre organisme public", "other public body")
    }
  }
}
