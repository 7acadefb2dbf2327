public import Portal

extension TestPortal {
  /// A use case of the town in a state, brought there by the deeds that lead to it; the workshop takes part from co-building on.
  public func useCase(
    in state: UseCase.State, sheet: Sheet = SampleSheet.complete
  ) async throws -> UseCase {
    let (town, workshop) = (cast.townLead, cast.partnerLead)
    var useCase = try await portal.draftUseCase(for: cast.town, SheetChange(sheet), as: town)
    let id = useCase.id
    if state == .draft { return useCase }
    useCase = try await portal.proposeUseCase(id, version: useCase.version, as: town)
    if state == .proposed { return useCase }
    if state == .declined {
      return try await portal.declineUseCase(
        id, reason: "Hors du champ", version: useCase.version, as: cast.curator)
    }
    useCase = try await portal.admitUseCase(id, version: useCase.version, as: cast.curator)
    _ = try await portal.inviteParticipant(cast.workshop, as: .builder, to: id, as: town)
    try await portal.answerInvitation(to: id, accepting: true, as: workshop)
    useCase = try await portal.startCoBuilding(id, version: useCase.version, as: town)
    if state == .coBuilding { return useCase }
    useCase = try await portal.submitUseCase(id, version: useCase.version, as: town)
    if state == .inReview { return useCase }
    useCase = try await portal.publishUseCase(id, version: useCase.version, as: cast.curator)
    if state == .published { return useCase }
    return try await portal.archiveUseCase(
      id, reason: "Plus utilisé", version: useCase.version, as: cast.curator)
  }

  /// The same, on to a working copy beside the published revision, with another name and one more version.
  public func reopenedUseCase(title: String = "Nouveau nom") async throws -> UseCase {
    var useCase = try await useCase(in: .published)
    useCase = try await portal.reopenUseCase(
      useCase.id, version: useCase.version, as: cast.townLead)
    return try await portal.editSheet(
      useCase.id, SheetChange([.title: .text(title)]), revision: useCase.currentRevision,
      as: cast.townContributor)
  }
}
