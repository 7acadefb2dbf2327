/// The legal categories that the State itself counts as public, and what each means for hosting.
///
/// Snapshot of DINUM's table as published in `proconnect-gouv/proconnect-identite` (commit 1b2c1a6, MIT), labels by INSEE:
/// 78 codes, to be updated when the table changes.
enum PublicLegalCategories {
  static let snapshot = "2026-08-21"

  /// Public without further question.
  static let clear = table(
    """
    4110 Établissement public national à caractère industriel ou commercial doté d’un comptable public
    4120 Établissement public national à caractère industriel ou commercial non doté d’un comptable public
    4140 Établissement public local à caractère industriel ou commercial
    4150 Régie d’une collectivité locale à caractère industriel ou commercial
    4160 Institution Banque de France
    7111 Autorité constitutionnelle
    7112 Autorité administrative ou publique indépendante
    7113 Ministère
    7120 Service central d’un Ministère
    7150 Service du Ministère de la Défense
    7160 Service déconcentré à compétence nationale d’un Ministère (hors Défense)
    7171 Service déconcentré de l’État à compétence (inter) régionale
    7172 Service déconcentré de l’État à compétence (inter) départementale
    7179 (Autre) Service déconcentré de l’État à compétence territoriale
    7190 École nationale non dotée de la personnalité morale
    7210 Commune et commune nouvelle
    7220 Département
    7225 Collectivité et territoire d’Outre-Mer
    7229 (Autre) Collectivité territoriale
    7230 Région
    7312 Commune associée et commune déléguée
    7313 Section de commune
    7314 Ensemble urbain
    7331 Établissement public local d’enseignement
    7340 Pôle métropolitain
    7341 Secteur de commune
    7342 District urbain
    7343 Communauté urbaine
    7344 Métropole
    7345 Syndicat intercommunal à vocation multiple (SIVOM)
    7346 Communauté de communes
    7347 Communauté de villes
    7348 Communauté d’agglomération
    7349 Autre établissement public local de coopération non spécialisé ou entente
    7351 Institution interdépartementale ou entente
    7352 Institution interrégionale ou entente
    7353 Syndicat intercommunal à vocation unique (SIVU)
    7354 Syndicat mixte fermé
    7355 Syndicat mixte ouvert
    7356 Commission syndicale pour la gestion des biens indivis des communes
    7357 Pôle d’équilibre territorial et rural (PETR)
    7361 Centre communal d’action sociale
    7362 Caisse des écoles
    7363 Caisse de crédit municipal
    7364 Établissement d’hospitalisation
    7365 Syndicat inter hospitalier
    7366 Établissement public local social et médico-social
    7367 Centre intercommunal d’action sociale (CIAS)
    7371 Office public d’habitation à loyer modéré (OPHLM)
    7372 Service départemental d’incendie et de secours (SDIS)
    7373 Établissement public local culturel
    7378 Régie d’une collectivité locale à caractère administratif
    7379 (Autre) Établissement public administratif local
    7381 Organisme consulaire
    7382 Établissement public national ayant fonction d’administration centrale
    7383 Établissement public national à caractère scientifique culturel et professionnel
    7384 Autre établissement public national d’enseignement
    7385 Autre établissement public national administratif à compétence territoriale limitée
    7389 Établissement public national à caractère administratif
    7410 Groupement d’intérêt public (GIP)
    7450 Établissement public administratif cercle et foyer dans les armées
    7470 Groupement de coopération sanitaire à gestion publique
    7490 Autre personne morale de droit administratif
    """)

  /// In the State's table, yet of private form, of property owners, of cults, or with private-law bodies among them: a
  /// person decides.
  static let forReview = table(
    """
    5430 SARL d’aménagement foncier et d’équipement rural (SAFER)
    5530 SA d’aménagement foncier et d’équipement rural (SAFER) à conseil d’administration
    5546 SA de HLM à conseil administration
    5630 Safer anonyme à directoire
    7321 Association syndicale autorisée
    7322 Association foncière urbaine
    7323 Association foncière de remembrement
    7430 Établissement public des cultes d’Alsace-Lorraine
    8110 Régime général de la Sécurité Sociale
    8120 Régime spécial de Sécurité Sociale
    8140 Mutualité sociale agricole
    8150 Régime maladie des non-salariés non agricoles
    8160 Régime vieillesse ne dépendant pas du régime général de la Sécurité Sociale
    8170 Régime d’assurance chômage
    8450 Ordre professionnel ou assimilé
    """)

  /// The State's exceptions: SIREN numbers that are not public whatever their category.
  static let exceptions: Set<String> = ["348679010", "498569177"]

  /// One category a line: code, blank, label.
  private static func table(_ text: String) -> [String: String] {
    var labels: [String: String] = [:]
    for line in text.split(separator: "\n") {
      labels[String(line.prefix(4))] = String(line.dropFirst(5))
    }
    return labels
  }
}
