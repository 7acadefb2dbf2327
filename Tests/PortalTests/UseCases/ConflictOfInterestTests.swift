import Portal
import TestSupport
import Testing

/// Who took part or wrote never decides, whatever grant they use.
@Suite("Conflict of interest on use cases")
struct ConflictOfInterestTests {
  @Test("a curator who also belongs to a participant decides nothing on the case")
  func secondMembership() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .inReview)
    try await test.grant(test.cast.curator, role: .contributor, in: test.cast.workshop)
    try await test.expectRefusal(.publishUseCase, by: "participant-never-decides") {
      _ = try await test.portal.publishUseCase(
        useCase.id, version: useCase.version, as: test.cast.curator)
    }
    try await test.expectRefusal(.returnUseCase, by: "participant-never-decides") {
      _ = try await test.portal.returnUseCase(
        useCase.id, reason: "Non", version: useCase.version, as: test.cast.curator)
    }
    // Somebody else can.
    _ = try await test.portal.publishUseCase(
      useCase.id, version: useCase.version, as: test.cast.otherCurator)
  }

  @Test("leaving the case does not open the way to deciding")
  func afterLeaving() async throws {
    let test = try await TestPortal()
    var useCase = try await test.useCase(in: .inReview)
    try await test.grant(test.cast.curator, role: .contributor, in: test.cast.workshop)
    try await test.portal.leaveUseCase(useCase.id, as: test.cast.partnerLead)
    useCase = try await test.portal.returnUseCase(
      useCase.id, reason: "Il manque un partenaire", version: useCase.version,
      as: test.cast.otherCurator)
    #expect(useCase.participations.last?.state == .left)
    let error = try await test.expectFailure {
      _ = try await test.portal.publishUseCase(
        useCase.id, version: useCase.version, as: test.cast.curator)
    }
    guard case .refused(let refusal) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.forbidding.map(\.id) == ["participant-never-decides"])
  }

  @Test("an author who changed to the operator does not decide on what they wrote")
  func author() async throws {
    let test = try await TestPortal()
    var useCase = try await test.useCase(in: .coBuilding)
    useCase = try await test.portal.editSheet(
      useCase.id, SheetChange([.bias: .text("Aucun connu")]), revision: 1,
      as: test.cast.partnerContributor)
    useCase = try await test.portal.submitUseCase(
      useCase.id, version: useCase.version, as: test.cast.townLead)
    test.clock.advance(days: 1)
    try await test.end(test.cast.partnerContributor)
    let curator = try await test.grant(
      test.cast.partnerContributor, role: .curator, in: test.cast.gigalis)
    try await test.expectRefusal(.publishUseCase, by: "sheet-editor-never-decides") {
      _ = try await test.portal.publishUseCase(
        useCase.id, version: useCase.version, as: curator)
    }
  }
}
