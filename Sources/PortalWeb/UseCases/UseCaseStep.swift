import Portal

/// A step of the workflow as the web face offers it: the noun in its address, the deed behind it, and whether it wants a reason.
struct UseCaseStep: Sendable {
  let noun: String
  let action: Action
  var wantsReason = false
  var style = Visit.ButtonStyle.standard
  let perform: @Sendable (Context, UseCase.ID, Int) async throws -> UseCase

  /// What the deed leads to, in a sentence.
  let outcome: Text

  var fields: [Field] { wantsReason ? [.version, .reason] : [.version] }

  static let all: [UseCaseStep] = [
    UseCaseStep(
      noun: "proposal", action: .proposeUseCase,
      perform: { try await $0.portal.proposeUseCase($1, version: $2, as: $0.actor) },
      outcome: Text(
        "L’animateur de la Fabrique admet ou décline votre proposition.",
        "The Fabrique’s curator admits or declines your proposal.")),
    UseCaseStep(
      noun: "admission", action: .admitUseCase,
      perform: { try await $0.portal.admitUseCase($1, version: $2, as: $0.actor) },
      outcome: Text(
        "Le porteur pourra ouvrir la co-construction.",
        "The owner will be able to open co-building.")),
    UseCaseStep(
      noun: "co-building", action: .startCoBuilding,
      perform: { try await $0.portal.startCoBuilding($1, version: $2, as: $0.actor) },
      outcome: Text(
        "Tous les participants pourront modifier la fiche.",
        "Every participant will be able to change the sheet.")),
    UseCaseStep(
      noun: "submission", action: .submitUseCase,
      perform: { try await $0.portal.submitUseCase($1, version: $2, as: $0.actor) },
      outcome: Text(
        "La fiche est figée jusqu’à la décision de l’animateur.",
        "The sheet rests until the curator has decided.")),
    UseCaseStep(
      noun: "publication", action: .publishUseCase,
      perform: { try await $0.portal.publishUseCase($1, version: $2, as: $0.actor) },
      outcome: Text(
        "Cette version entre dans la bibliothèque publique.",
        "This version enters the public library.")),
    UseCaseStep(
      noun: "working-copy", action: .reopenUseCase, style: .plain,
      perform: { try await $0.portal.reopenUseCase($1, version: $2, as: $0.actor) },
      outcome: Text(
        "La version publiée reste visible pendant que vous en préparez une nouvelle.",
        "The published version stays visible while you prepare a new one.")),
    UseCaseStep(
      noun: "return", action: .returnUseCase, wantsReason: true, style: .plain,
      perform: {
        try await $0.portal.returnUseCase(
          $1, reason: $0.fields.text("reason"), version: $2, as: $0.actor)
      },
      outcome: Text(
        "Les participants reprennent la fiche avec vos motifs.",
        "The participants rework the sheet with your reasons.")),
    UseCaseStep(
      noun: "rejection", action: .declineUseCase, wantsReason: true, style: .danger,
      perform: {
        try await $0.portal.declineUseCase(
          $1, reason: $0.fields.text("reason"), version: $2, as: $0.actor)
      },
      outcome: Text("La proposition s’arrête là.", "The proposal ends here.")),
    UseCaseStep(
      noun: "archive", action: .archiveUseCase, wantsReason: true, style: .danger,
      perform: {
        try await $0.portal.archiveUseCase(
          $1, reason: $0.fields.text("reason"), version: $2, as: $0.actor)
      },
      outcome: Text(
        "Le cas quitte la bibliothèque pour de bon.", "The case leaves the library for good.")),
  ]
}
