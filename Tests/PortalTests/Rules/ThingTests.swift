import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Things by name") struct ThingTests {
  @Test("a thing is written as the policies write it, the quotation marks left out or not")
  func reading() {
    #expect(Thing("UseCase::\"mon-cas\"") == Thing(type: .useCase, id: "mon-cas"))
    #expect(Thing("UseCase::mon-cas") == Thing(type: .useCase, id: "mon-cas"))
    #expect(Thing("UseCase::\"a::b\"")?.id == "a::b")
    #expect(Thing("Site::\"")?.id == "\"")
    #expect(Thing("Site::\"\"")?.id == "")
    #expect("\(Thing(type: .platform, id: "fabrique"))" == "Platform::\"fabrique\"")
    for text in ["", "UseCase", "UseCase:mon-cas", "usecase::\"x\"", "Member::\"x\"", "::\"x\""] {
      #expect(Thing(text) == nil, "\(text)")
    }
  }

  @Test("every type of thing is found by its id, and by its address where it has one")
  func finding() async throws {
    let solutions = try await SolutionScene()
    let scene = solutions.hosting
    let solution = try await solutions.solution()
    let deployment = try await scene.approved()
    let adoption = try await scene.portal.declareAdoption(
      of: scene.useCase, Adoption.Statement(status: .inProduction), as: scene.cast.townLead)
    let quotaRequest = try await scene.portal.requestQuota(
      of: scene.cast.town, QuotaGrant(amounts: [.vcpu: 12], validFrom: scene.today),
      justification: "x", as: scene.cast.townLead)
    let offer = try await scene.portal.offerDeployment(
      deployment.id, to: scene.cast.agglomeration, until: scene.today, as: scene.cast.townLead)
    let person = try #require(scene.cast.auditor.member?.person)
    let names = [
      Thing.platform, Thing(scene.cast.town), Thing(type: .organisation, id: "organisation-2"),
      Thing(type: .person, id: person.text), Thing(type: .useCase, id: scene.useCase.text),
      Thing(type: .useCase, id: "compte-rendu"), Thing(type: .adoption, id: adoption.text),
      Thing(type: .hostingRequest, id: deployment.request.text),
      Thing(type: .quotaRequest, id: quotaRequest.id.text),
      Thing(type: .deployment, id: deployment.id.text), Thing(type: .site, id: scene.site.id.text),
      Thing(type: .solution, id: solution.id.text), Thing(type: .solution, id: solution.slug),
      Thing(type: .deploymentOffer, id: offer.id.text),
      Thing(type: .site, id: "exemple"), Thing(type: .auditEntry, id: "1"),
    ]
    try scene.portal.read(as: scene.cast.auditor) { reading in
      for name in names {
        let found = try #require(try reading.find(name), "\(name)")
        #expect(type(of: found).resourceType == name.type)
      }
      for name in names where name.type != .auditEntry {
        let nowhere = Thing(type: name.type, id: "00000000-0000-7000-8000-0000000fffff")
        #expect(try reading.find(nowhere) == nil, "\(nowhere)")
        #expect(try reading.find(Thing(type: name.type, id: "' OR 1=1 --")) == nil)
      }
      for number in ["0", "-1", "999999", "99999999999999999999", "1 "] {
        #expect(try reading.find(Thing(type: .auditEntry, id: number)) == nil, "\(number)")
      }
    }
  }
}
