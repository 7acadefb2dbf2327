import JSON
import Portal
import TestSupport
import Testing

@Suite("Co-building on both faces")
struct CoBuildingFaceTests {
  @Test("invitation, answer and withdrawal over the API")
  func participation() async throws {
    let test = try await TestPortal()
    let cast = test.cast
    let path = "/use-cases/\(try await test.useCase(in: .coBuilding).id)"
    let lead = try await test.program(as: cast.townLead)
    let studio = try await test.program(as: cast.otherPartnerLead)
    #expect(try await studio.get(path).status == 404)
    let invited = try await lead.post(
      path + "/invitations", ["organisation": .string(cast.studio.text), "role": "builder"])
    #expect(invited.status == 200)
    #expect(invited.json["participants"]?.items?.count == 3)
    let twice = try await lead.post(
      path + "/invitations", ["organisation": .string(cast.studio.text), "role": "builder"])
    #expect(twice.status == 422)
    #expect(twice.json["errors"]?[0]?["pointer"]?.text == "/organisation")
    let accepted = try await studio.post(path + "/invitation-answer", ["answer": "accept"])
    #expect(accepted.status == 200)
    let left = try await studio.post(path + "/withdrawal")
    #expect(left.json["participation"]?.text == "left")
    #expect(try await studio.get(path).status == 404)
  }

  @Test("declining sends the browser to a page that it may still see")
  func declining() async throws {
    let test = try await TestPortal()
    let id = try await test.useCase(in: .proposed).id
    _ = try await test.portal.inviteParticipant(
      test.cast.studio, as: .builder, to: id, as: test.cast.townLead)
    let studio = try await test.browser(as: test.cast.otherPartnerLead)
    let declined = try await studio.post(
      "/use-cases/\(id)/invitation-answer", ["answer": "decline"])
    #expect(declined.location == "/use-cases")
    #expect(try await studio.get("/use-cases").status == 200)
  }

  @Test("an invitation that fails shows the case again, with what was chosen")
  func wrongInvitation() async throws {
    let test = try await TestPortal()
    let id = try await test.useCase(in: .proposed).id
    let lead = try await test.browser(as: test.cast.townLead)
    let wrong = try await lead.post(
      "/use-cases/\(id)/invitations",
      ["organisation": test.cast.studio.text, "role": "beneficiary"])
    #expect(wrong.status == 422)
    #expect(wrong.text.contains("Seul un organisme public est bénéficiaire."))
    #expect(wrong.text.contains("value=\"\(test.cast.studio.text)\" selected"))
  }

  @Test("the discussion on both faces")
  func discussion() async throws {
    let test = try await TestPortal()
    let path = "/use-cases/\(try await test.useCase(in: .coBuilding).id)/comments"
    let lead = try await test.browser(as: test.cast.townLead)
    #expect(try await lead.get(path).text.contains("Personne n’a encore rien dit."))
    #expect(try await lead.post(path, ["body": "Bonjour"]).location == path)
    #expect(try await lead.get(path).text.contains("Bonjour"))
    #expect(try await lead.post(path, ["body": "  "]).status == 422)
    test.clock.advance(seconds: 1)
    let partner = try await test.program(as: test.cast.partnerLead)
    let said = try await partner.post(path, ["body": "Bonjour aussi"])
    #expect(said.status == 201)
    let page = try await partner.get(path)
    #expect(page.json["total"]?.int == 2)
    #expect(page.json["items"]?[0]?["body"]?.text == "Bonjour aussi")
    #expect(page.json["items"]?[0]?["organisation"]?.text == "Atelier Exemple")
    let auditor = try await test.browser(as: test.cast.auditor)
    let reading = try await auditor.get(path)
    #expect(reading.status == 200)
    #expect(!reading.text.contains("<textarea"))
    #expect(try await auditor.post(path, ["body": "x"]).status == 403)
  }
}
