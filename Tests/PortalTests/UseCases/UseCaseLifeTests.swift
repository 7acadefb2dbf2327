import Portal
import SQLite
import TestSupport
import Testing

@Suite("The life of a use case")
struct UseCaseLifeTests {
  @Test("from first idea to the library, and into a second edition")
  func life() async throws {
    let test = try await TestPortal()
    let (portal, cast) = (test.portal, test.cast)
    var useCase = try await portal.draftUseCase(
      for: cast.town, SheetChange(SampleSheet.name), as: cast.townContributor)
    let id = useCase.id
    #expect(useCase.slug == "comptes-rendus-assistes")
    #expect(useCase.state == .draft)

    useCase = try await portal.editSheet(
      id, SheetChange(SampleSheet.complete), note: "Premier jet", revision: 1,
      as: cast.townContributor)
    useCase = try await portal.proposeUseCase(id, version: useCase.version, as: cast.townLead)
    useCase = try await portal.admitUseCase(id, version: useCase.version, as: cast.curator)
    #expect(useCase.state == .proposed)
    #expect(useCase.admittedAt == test.clock.now())
    _ = try await portal.inviteParticipant(cast.workshop, as: .builder, to: id, as: cast.townLead)
    try await portal.answerInvitation(to: id, accepting: true, as: cast.partnerLead)
    useCase = try await portal.startCoBuilding(id, version: useCase.version, as: cast.townLead)
    _ = try await portal.discuss(id, "Bonjour à tous", as: cast.partnerContributor)
    useCase = try await portal.editSheet(
      id, SheetChange([.performance: .text("Taux de mots justes : 96 %, mesuré en mai 2026")]),
      revision: 2, as: cast.partnerContributor)
    useCase = try await portal.submitUseCase(id, version: useCase.version, as: cast.townLead)
    useCase = try await portal.returnUseCase(
      id, reason: "Préciser le suivi", version: useCase.version, as: cast.curator)
    #expect(useCase.state == .coBuilding)
    #expect(useCase.stateReason == "Préciser le suivi")
    useCase = try await portal.editSheet(
      id, SheetChange([.monitoring: .text("Revue trimestrielle")]), revision: 3,
      as: cast.townLead)
    useCase = try await portal.submitUseCase(id, version: useCase.version, as: cast.townLead)
    useCase = try await portal.publishUseCase(id, version: useCase.version, as: cast.curator)
    #expect(useCase.publishedRevision == 4)
    #expect(useCase.isInLibrary)

    useCase = try await portal.reopenUseCase(id, version: useCase.version, as: cast.townLead)
    useCase = try await portal.editSheet(
      id, SheetChange([.title: .text("Comptes rendus assistés, 2e édition")]), revision: 4,
      as: cast.townLead)
    #expect(useCase.publishedRevision == 4)
    #expect(try portal.useCase(id, as: .visitor).title == "Comptes rendus assistés")
    func libraryTitle() throws -> String? {
      try test.value("SELECT title FROM libraryEntry WHERE useCase = \(id)")
    }
    #expect(try libraryTitle() == "Comptes rendus assistés")
    useCase = try await portal.submitUseCase(id, version: useCase.version, as: cast.townLead)
    useCase = try await portal.publishUseCase(id, version: useCase.version, as: cast.curator)
    #expect(try portal.useCase(id, as: .visitor).title == "Comptes rendus assistés, 2e édition")
    #expect(try libraryTitle() == "Comptes rendus assistés, 2e édition")
    useCase = try await portal.archiveUseCase(
      id, reason: "Remplacé", version: useCase.version, as: cast.curator)
    #expect(throws: PortalError.self) { try portal.useCase(id, as: .visitor) }
    #expect(try libraryTitle() == nil)

    let lines = try test.auditLines()
    #expect(
      lines == [
        "member draftUseCase done Organisation", "member editSheet done UseCase",
        "member proposeUseCase done UseCase", "member admitUseCase done UseCase",
        "member inviteParticipant done UseCase", "member answerInvitation done UseCase",
        "member startCoBuilding done UseCase", "member discuss done UseCase",
        "member editSheet done UseCase", "member submitUseCase done UseCase",
        "member returnUseCase done UseCase", "member editSheet done UseCase",
        "member submitUseCase done UseCase", "member publishUseCase done UseCase",
        "member reopenUseCase done UseCase", "member editSheet done UseCase",
        "member submitUseCase done UseCase", "member publishUseCase done UseCase",
        "member archiveUseCase done UseCase",
      ])
  }

  @Test("a proposal can be declined, with the reason")
  func declined() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .declined)
    #expect(useCase.stateReason == "Hors du champ")
    try await test.expectFailure {
      _ = try await test.portal.proposeUseCase(
        useCase.id, version: useCase.version, as: test.cast.townLead)
    }
  }

  @Test("two cases of the same name have different addresses")
  func slugs() async throws {
    let test = try await TestPortal()
    let first = try await test.useCase(in: .draft)
    let second = try await test.useCase(in: .draft)
    #expect(second.slug.hasPrefix(first.slug + "-"))
  }

  @Test("every deed based on an older version is stale and changes nothing")
  func stale() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .proposed)
    let error = try await test.expectFailure {
      _ = try await test.portal.admitUseCase(
        useCase.id, version: useCase.version - 1, as: test.cast.curator)
    }
    guard case .stale(let staleness) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(staleness.currentVersion == useCase.version)
  }

  @Test("submission lists every gap at once and changes nothing")
  func gaps() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding, sheet: SampleSheet.highRisk)
    let error = try await test.expectFailure {
      _ = try await test.portal.submitUseCase(
        useCase.id, version: useCase.version, as: test.cast.townLead)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints == SampleSheet.highRisk.gaps())
  }

  @Test(
    "a reason is necessary, and bounded",
    arguments: ["", "  \n ", String(repeating: "x", count: 2501)])
  func reason(reason: String) async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .inReview)
    let error = try await test.expectFailure {
      _ = try await test.portal.returnUseCase(
        useCase.id, reason: reason, version: useCase.version, as: test.cast.curator)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["reason"])
  }

  @Test("a prohibited practice is never published")
  func prohibited() async throws {
    let test = try await TestPortal()
    var sheet = SampleSheet.complete
    sheet[.riskClass] = .choice("inacceptable")
    let useCase = try await test.useCase(in: .inReview, sheet: sheet)
    try await test.expectRefusal(.publishUseCase, by: "prohibited-practice") {
      _ = try await test.portal.publishUseCase(
        useCase.id, version: useCase.version, as: test.cast.curator)
    }
  }

  @Test("only the lead of the initiating organisation moves the case on")
  func leads() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding)
    try await test.expectRefusal(.submitUseCase) {
      _ = try await test.portal.submitUseCase(
        useCase.id, version: useCase.version, as: test.cast.townContributor)
    }
    for outsider in [test.cast.partnerLead, test.cast.curator] {
      try await test.expectRefusal(.submitUseCase, by: "case-belongs-to-its-initiator") {
        _ = try await test.portal.submitUseCase(
          useCase.id, version: useCase.version, as: outsider)
      }
    }
  }

  @Test("whoever cannot see the case does not learn that it exists")
  func hidden() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding)
    for actor in [test.cast.agglomerationLead, test.cast.otherPartnerLead, .visitor] {
      let error = try await test.expectFailure {
        _ = try await test.portal.submitUseCase(
          useCase.id, version: useCase.version, as: actor)
      }
      guard case .notFound = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test("the operator drafts nothing")
  func operatorDrafts() async throws {
    let test = try await TestPortal()
    let error = try await test.expectFailure {
      _ = try await test.portal.draftUseCase(
        for: test.cast.gigalis, SheetChange(SampleSheet.name), as: test.cast.curator)
    }
    guard case .refused = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("nobody drafts for another organisation")
  func foreignDraft() async throws {
    let test = try await TestPortal()
    try await test.expectFailure {
      _ = try await test.portal.draftUseCase(
        for: test.cast.town, SheetChange(SampleSheet.name), as: test.cast.partnerLead)
    }
  }
}
