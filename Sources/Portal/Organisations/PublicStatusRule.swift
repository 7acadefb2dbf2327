/// Whether an organisation counts as public for hosting, by what is known of it: the State's table of legal categories,
/// and a person where the table is not enough.
enum PublicStatusRule {
  /// The status and the reason for it, in the operator's language: both are kept with the organisation.
  static func status(
    kind: Organisation.Kind, siren: String?, legalCategory: String?
  ) -> (status: Organisation.PublicStatus, reason: String) {
    if kind == .partner {
      return (.private, "Une entreprise partenaire ne compte jamais comme organisme public.")
    }
    guard let siren, let legalCategory else {
      return (.toVerify, "Le numéro SIREN ou la catégorie juridique n’est pas connu.")
    }
    let source = "table de l’État du \(PublicLegalCategories.snapshot)"
    if PublicLegalCategories.exceptions.contains(siren) {
      return (.private, "Le SIREN \(siren) est une exception de la \(source).")
    }
    if let label = PublicLegalCategories.clear[legalCategory] {
      return (.public, "Catégorie juridique \(legalCategory), « \(label) » : \(source).")
    }
    if let label = PublicLegalCategories.forReview[legalCategory] {
      return (
        .toVerify,
        "Catégorie juridique \(legalCategory), « \(label) » : dans la \(source), mais à examiner."
      )
    }
    return (
      .private,
      "Catégorie juridique \(legalCategory) : absente de la \(source). L’opérateur peut statuer autrement, avec un motif."
    )
  }
}
