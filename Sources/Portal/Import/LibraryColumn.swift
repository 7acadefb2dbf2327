/// A column of the public file of « Bibliothèque d’IA territoriale », in its own spelling, which is part of the format.
///
/// Source: LesInterconnectes/Bibliotheque-IA-territoriale, `csv/data.csv` and `json/interconnectes_IA-schema.json` (DOMAIN §2).
enum LibraryColumn: String, CaseIterable, Sendable {
  case body = "Nom_collectivite"
  case project = "Nom_du_projet"
  case siret = "SIRET"
  case latitude = "Latitude"
  case longitude = "Longitude"
  case bodyType = "Type_de_collectivite"
  case start = "Date_de_demarrage"
  case status = "Statut_du_projet"
  case partners = "Partenaires"
  case description = "Description_service"
  case theme = "Theme"
  case subThemes = "Sous_Theme"
  case audience = "Audience"
  case service = "URL_Service"
  case logo = "URL_Logo"
  case updated = "Date_de_derniere_mise_a_jour"

  /// The library's name, as use cases and organisations that come from it carry it.
  static let source = "Bibliothèque d’IA territoriale, Les Interconnectés"
}
