import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Adoption")
struct AdoptionTests {
  private static let statement = Adoption.Statement(
    status: .experimenting, results: " Deux jours gagnés.\r\nAgents contents. ",
    referent: "numerique@exemple.fr")

  @Test("a public body declares that it uses a published case, and all see it")
  func declare() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .published)
    let count = try test.auditCount()
    let id = try await test.portal.declareAdoption(
      of: useCase.id, Self.statement, as: test.cast.agglomerationLead)
    #expect(try test.auditLines(after: count) == ["member declareAdoption done UseCase"])

    let seen = try test.portal.adoptions(of: useCase.id, as: .visitor)
    let record = try #require(seen.items.first)
    #expect(seen.total == 1)
    #expect(record.id == id)
    #expect(record.organisationName == "Agglomération d’Exemple")
    #expect(record.useCaseTitle == "Comptes rendus assistés")
    #expect(record.status == .experimenting)
    #expect(record.results == "Deux jours gagnés.\nAgents contents.")
    #expect(record.referent == nil)
    #expect(record.offers.map(\.isAllowed) == [false])
    #expect(try test.portal.library().page.items.first?.adoptions == 1)
    #expect(try test.portal.librarySheet(slug: useCase.slug, as: .visitor).adoptions.total == 1)

    let member = try test.portal.adoptions(of: useCase.id, as: test.cast.partnerContributor)
    #expect(member.items.first?.referent == "numerique@exemple.fr")
    let own = try test.portal.ownAdoption(of: useCase.id, as: test.cast.agglomerationLead)
    #expect(own?.offers.map(\.isAllowed) == [true])
    #expect(try test.portal.ownAdoption(of: useCase.id, as: test.cast.townLead) == nil)
  }

  @Test("one body, one statement: the second time it is changed")
  func once() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .published)
    let lead = test.cast.agglomerationLead
    _ = try await test.portal.declareAdoption(of: useCase.id, Self.statement, as: lead)
    let count = try test.auditCount()
    let error = await #expect(throws: PortalError.self) {
      try await test.portal.declareAdoption(of: useCase.id, Self.statement, as: lead)
    }
    guard case .wrongState(.declareAdoption, let why) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(why.french.contains("déjà"))
    #expect(try test.auditCount() == count)
    #expect(try test.portal.adoptions(of: useCase.id, as: .visitor).total == 1)
  }

  @Test("a body may move between any two states, and the library counts who has not stopped")
  func change() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .published)
    let lead = test.cast.agglomerationLead
    let id = try await test.portal.declareAdoption(of: useCase.id, Self.statement, as: lead)
    var version = 1
    for from in Adoption.Status.allCases {
      for to in Adoption.Status.allCases {
        for status in [from, to] {
          try await test.portal.changeAdoption(
            id, Adoption.Statement(status: status), version: version, as: lead)
          version += 1
        }
        let own = try test.portal.ownAdoption(of: useCase.id, as: lead)
        #expect(own?.status == to)
        #expect(own?.version == version)
        #expect(own?.results == "")
        #expect(try test.portal.library().page.items.first?.adoptions == (to == .stopped ? 0 : 1))
      }
    }
  }

  @Test("a stale change is refused with the differences")
  func stale() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .published)
    let lead = test.cast.agglomerationLead
    let id = try await test.portal.declareAdoption(of: useCase.id, Self.statement, as: lead)
    try await test.portal.changeAdoption(
      id, Adoption.Statement(status: .inProduction, results: "Mieux"), version: 1, as: lead)
    let count = try test.auditCount()
    let error = await #expect(throws: PortalError.self) {
      try await test.portal.changeAdoption(
        id, Adoption.Statement(status: .stopped, results: "Pire"), version: 1, as: lead)
    }
    guard case .stale(let staleness) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(staleness.currentVersion == 2)
    #expect(staleness.differences.map(\.field) == ["status", "results"])
    #expect(staleness.differences.map(\.theirs) == ["inProduction", "Mieux"])
    #expect(staleness.differences.map(\.yours) == ["stopped", "Pire"])
    #expect(try test.auditCount() == count)
    #expect(try test.portal.ownAdoption(of: useCase.id, as: lead)?.status == .inProduction)
  }

  @Test("everything that is wrong is said at once")
  func invalid() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .published)
    let error = await #expect(throws: PortalError.self) {
      try await test.portal.declareAdoption(
        of: useCase.id,
        Adoption.Statement(
          status: .interested, results: String(repeating: "x", count: 2501), referent: "a\nb"),
        as: test.cast.agglomerationLead)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["results", "referent"])
    #expect(complaints[0].text.french.contains("2500"))
    #expect(try test.value("SELECT count(*) FROM adoption") == 0)
  }

  @Test("leads and contributors of public bodies declare; nobody else does")
  func rights() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .published)
    let may: Set = ["townContributor", "townLead", "agglomerationLead", "unverifiedLead"]
    for (name, actor) in test.cast.everybody {
      let count = try test.auditCount()
      if may.contains(name) {
        guard try test.portal.ownAdoption(of: useCase.id, as: actor) == nil else { continue }
        _ = try await test.portal.declareAdoption(of: useCase.id, Self.statement, as: actor)
      } else {
        let error = await #expect(throws: PortalError.self) {
          try await test.portal.declareAdoption(of: useCase.id, Self.statement, as: actor)
        }
        guard case .refused(let refusal) = error else {
          Issue.record("\(name): \(String(describing: error))")
          continue
        }
        if actor.member?.kind == .publicBody {
          #expect(refusal.granting.map(\.id) == ["public-body-adopts"], "\(name)")
        } else {
          #expect(refusal.forbidding.map(\.id) == ["only-public-bodies-adopt"], "\(name)")
        }
        #expect(try test.auditLines(after: count) == ["member declareAdoption refused UseCase"])
      }
    }
    #expect(try test.value("SELECT count(*) FROM adoption") == 3)
  }

  @Test("only the body itself changes its statement")
  func strangers() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .published)
    let id = try await test.portal.declareAdoption(
      of: useCase.id, Self.statement, as: test.cast.agglomerationLead)
    for (name, actor) in test.cast.everybody where name != "agglomerationLead" {
      let error = await #expect(throws: PortalError.self) {
        try await test.portal.changeAdoption(id, Self.statement, version: 1, as: actor)
      }
      guard case .refused = error else {
        Issue.record("\(name): \(String(describing: error))")
        continue
      }
    }
    #expect(
      try test.portal.ownAdoption(of: useCase.id, as: test.cast.agglomerationLead)?.version == 1)
  }

  @Test("what is not published cannot be adopted, and does not show")
  func unpublished() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding)
    let hidden = await #expect(throws: PortalError.self) {
      try await test.portal.declareAdoption(
        of: useCase.id, Self.statement, as: test.cast.agglomerationLead)
    }
    guard case .notFound = hidden else {
      Issue.record("\(String(describing: hidden))")
      return
    }
    let refused = await #expect(throws: PortalError.self) {
      try await test.portal.declareAdoption(of: useCase.id, Self.statement, as: test.cast.townLead)
    }
    guard case .refused = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
  }

  @Test("a body's list holds what the viewer may see of it, one by one and in all")
  func ofOrganisation() async throws {
    let test = try await TestPortal()
    let lead = test.cast.agglomerationLead
    let kept = try await test.useCase(in: .published)
    let archived = try await test.useCase(in: .published)
    for useCase in [kept, archived] {
      _ = try await test.portal.declareAdoption(of: useCase.id, Self.statement, as: lead)
    }
    _ = try await test.portal.archiveUseCase(
      archived.id, reason: "Plus utilisé", version: archived.version, as: test.cast.curator)
    for (name, actor) in test.cast.everybody + [("visitor", .visitor)] {
      let page = try test.portal.adoptions(bySlug: "organisation-3", as: actor)
      var visible: Set<UseCase.ID> = []
      for useCase in [kept, archived] where (try? test.portal.useCase(useCase.id, as: actor)) != nil
      {
        visible.insert(useCase.id)
      }
      #expect(Set(page.items.map(\.useCase)) == visible, "\(name)")
      #expect(page.total == visible.count, "\(name)")
    }
    #expect(throws: PortalError.self) {
      try test.portal.adoptions(of: archived.id, as: .visitor)
    }
  }
}
