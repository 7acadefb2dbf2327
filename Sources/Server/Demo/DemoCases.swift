import Portal

/// The use cases of the demonstration, one in every state of the workflow, each brought there by the deeds of its people.
struct DemoCases {
  let portal: Portal
  let territory: DemoTerritory
  let clock: StoryClock

  /// The published cases that hosting is asked for.
  struct Published {
    let minutes, water: UseCase.ID
  }

  func tell() async throws -> Published {
    let minutes = try await publish(
      DemoSheets.minutes, by: territory.regionLead, for: territory.region,
      with: territory.partnerLead, of: territory.partners[0])
    try await discuss(minutes)
    clock.pass(days: 3)
    let water = try await publish(
      DemoSheets.water, by: territory.partnerLead, for: territory.partners[0],
      with: territory.seasideLead, of: territory.seaside)
    clock.pass(days: 3)
    try await adopt(minutes, water)
    try await workingCopy()
    try await archived()
    clock.pass(days: 10)
    try await inReview()
    try await returned()
    try await coBuilding()
    clock.pass(days: 5)
    try await waiting()
    return Published(minutes: minutes, water: water)
  }

  // MARK: - Steps

  /// From draft to the library. One of both sides is a public body, the other a partner.
  private func publish(
    _ sheet: SheetChange, by lead: Actor, for owner: Organisation.ID, with other: Actor,
    of guest: Organisation.ID
  ) async throws -> UseCase.ID {
    let useCase = try await coBuild(sheet, by: lead, for: owner, with: other, of: guest)
    clock.pass(days: 6)
    try await submit(useCase, by: lead)
    clock.pass(days: 2)
    _ = try await portal.publishUseCase(
      useCase, version: try version(useCase, lead), as: territory.curator)
    return useCase
  }

  /// From draft to co-building.
  private func coBuild(
    _ sheet: SheetChange, by lead: Actor, for owner: Organisation.ID, with other: Actor,
    of guest: Organisation.ID
  ) async throws -> UseCase.ID {
    let useCase = try await portal.draftUseCase(for: owner, sheet, as: lead).id
    _ = try await portal.proposeUseCase(useCase, version: try version(useCase, lead), as: lead)
    clock.pass(days: 1)
    _ = try await portal.admitUseCase(
      useCase, version: try version(useCase, lead), as: territory.curator)
    _ = try await portal.inviteParticipant(guest, as: .builder, to: useCase, as: lead)
    try await portal.answerInvitation(to: useCase, accepting: true, as: other)
    _ = try await portal.startCoBuilding(useCase, version: try version(useCase, lead), as: lead)
    return useCase
  }

  private func submit(_ useCase: UseCase.ID, by lead: Actor) async throws {
    _ = try await portal.submitUseCase(useCase, version: try version(useCase, lead), as: lead)
  }

  private func version(_ useCase: UseCase.ID, _ actor: Actor) throws -> Int {
    try portal.useCase(useCase, as: actor).version
  }

  // MARK: - Scenes

  private func discuss(_ useCase: UseCase.ID) async throws {
    _ = try await portal.discuss(
      useCase,
      "La relecture reste obligatoire : nous l’avons écrit dans la fiche et dans le texte produit.",
      as: territory.regionLead)
    _ = try await portal.discuss(
      useCase, "Entendu : le texte produit porte la mention et le nom du relecteur.",
      as: territory.partnerLead)
  }

  private func adopt(_ minutes: UseCase.ID, _ water: UseCase.ID) async throws {
    _ = try await portal.declareAdoption(
      of: minutes,
      Adoption.Statement(
        status: .inProduction, results: "Temps de rédaction réduit de moitié (source : presse).",
        referent: "Direction des assemblées"), as: territory.regionLead)
    _ = try await portal.declareAdoption(
      of: minutes,
      Adoption.Statement(
        status: .experimenting, results: "Exemple fictif.", referent: "Service des assemblées"),
      as: territory.seasideLead)
    _ = try await portal.declareAdoption(
      of: water,
      Adoption.Statement(
        status: .interested, results: "Exemple fictif.", referent: "Régie des eaux"),
      as: territory.vendeeLead)
  }

  /// Published, and being reworked: the published revision stays visible.
  private func workingCopy() async throws {
    let useCase = try await publish(
      DemoSheets.reception, by: territory.seasideLead, for: territory.seaside,
      with: territory.otherPartnerLead, of: territory.partners[1])
    clock.pass(days: 4)
    _ = try await portal.reopenUseCase(
      useCase, version: try version(useCase, territory.seasideLead), as: territory.seasideLead)
    _ = try await portal.editSheet(
      useCase, SheetChange([.maturity: .choice("deployed")]),
      note: "Généralisation à tous les accueils",
      revision: 1, as: territory.otherPartnerLead)
  }

  private func archived() async throws {
    let useCase = try await publish(
      DemoSheets.lighting, by: territory.vendeeLead, for: territory.vendee,
      with: territory.otherPartnerLead, of: territory.partners[1])
    _ = try await portal.archiveUseCase(
      useCase, reason: "Remplacé par un service de l’exploitant.",
      version: try version(useCase, territory.vendeeLead), as: territory.curator)
  }

  private func inReview() async throws {
    let useCase = try await coBuild(
      DemoSheets.procurement, by: territory.partnerLead, for: territory.partners[0],
      with: territory.regionLead, of: territory.region)
    try await submit(useCase, by: territory.partnerLead)
  }

  private func returned() async throws {
    let useCase = try await coBuild(
      DemoSheets.planning, by: territory.regionLead, for: territory.region,
      with: territory.partnerLead, of: territory.partners[0])
    try await submit(useCase, by: territory.regionLead)
    _ = try await portal.returnUseCase(
      useCase,
      reason: "Précisez qui relit et à quelle étape ; les risques sont décrits trop vaguement.",
      version: try version(useCase, territory.regionLead), as: territory.curator)
  }

  private func coBuilding() async throws {
    let useCase = try await coBuild(
      DemoSheets.idea(
        "Tri des photographies de voirie",
        "Repérer les dégradations sur les photographies de tournée."),
      by: territory.otherPartnerLead, for: territory.partners[1], with: territory.vendeeLead,
      of: territory.vendee)
    _ = try await portal.editSheet(
      useCase, SheetChange([.theme: .choice("mobility"), .maturity: .choice("design")]),
      note: "Premier cadrage", revision: 1, as: territory.vendeeLead)
  }

  /// What waits for a first decision, and what is only begun.
  private func waiting() async throws {
    let proposed = try await portal.draftUseCase(
      for: territory.partners[0],
      DemoSheets.idea(
        "Réponses aux questions d’urbanisme",
        "Préparer des réponses sourcées aux questions fréquentes."),
      as: territory.partnerContributor)
    _ = try await portal.proposeUseCase(
      proposed.id, version: proposed.version, as: territory.partnerLead)

    let admitted = try await portal.draftUseCase(
      for: territory.seaside,
      DemoSheets.idea(
        "Affluence des plages", "Estimer l’affluence à partir de comptages anonymes."),
      as: territory.seasideLead)
    _ = try await portal.proposeUseCase(
      admitted.id, version: admitted.version, as: territory.seasideLead)
    _ = try await portal.admitUseCase(
      admitted.id, version: try version(admitted.id, territory.seasideLead), as: territory.curator)
    _ = try await portal.inviteParticipant(
      territory.partners[0], as: .builder, to: admitted.id, as: territory.seasideLead)

    let declined = try await portal.draftUseCase(
      for: territory.partners[1],
      DemoSheets.idea("Notation automatique des agents", "Classer les agents par rendement."),
      as: territory.otherPartnerLead)
    _ = try await portal.proposeUseCase(
      declined.id, version: declined.version, as: territory.otherPartnerLead)
    _ = try await portal.declineUseCase(
      declined.id, reason: "La notation de personnes n’a pas sa place dans la Fabrique.",
      version: try version(declined.id, territory.otherPartnerLead), as: territory.curator)

    _ = try await portal.draftUseCase(
      for: territory.partners[0],
      DemoSheets.idea("Résumé des enquêtes publiques", "Regrouper les contributions par thème."),
      as: territory.partnerContributor)
  }
}
