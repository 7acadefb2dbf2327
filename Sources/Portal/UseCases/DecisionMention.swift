extension Sheet {
  /// The mention that an individual decision must carry (CRPA, art. R.311-3-1-1; loi 78-17, art. 47), in the wording of
  /// Etalab's guide (Licence Ouverte), in French as it is used. `nil` unless the sheet has what it takes.
  public func decisionMention(by body: String) -> String? {
    let (purpose, rules, contact) = (text(.summary), text(.rulesLink), text(.recourseContact))
    guard flag(.individualDecision) == true, !purpose.isEmpty, !rules.isEmpty, !contact.isEmpty
    else { return nil }
    return """
      La présente décision a été prise sur le fondement d’un traitement algorithmique. Ce traitement a pour finalité : \
      « \(purpose) », et ses règles sont définies ici : \(rules). En application des articles R. 311-3-1-1 et \
      R. 311-3-1-2 du code des relations entre le public et l’administration, vous pouvez demander la communication des \
      règles définissant ce traitement et leur mise en œuvre dans votre cas auprès de \(body), \(contact). En cas \
      d’absence de réponse dans un délai d’un mois à la suite de la réception de votre demande par nos services, vous \
      disposez d’un délai de deux mois pour saisir la Commission d’accès aux documents administratifs (CADA) selon les \
      modalités décrites sur le site web www.cada.fr.
      """
  }
}
