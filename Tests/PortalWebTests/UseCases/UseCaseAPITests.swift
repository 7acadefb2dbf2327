import HTTP
import JSON
import Portal
import TestSupport
import Testing

@Suite("Use cases over the API")
struct UseCaseAPITests {
  @Test("a program drafts, edits by ETag, and moves the case on")
  func journey() async throws {
    let test = try await TestPortal()
    let lead = try await test.program(as: test.cast.townLead)
    let drafted = try await lead.post("/use-cases", ["sheet": ["title": "Fuites d’eau"]])
    #expect(drafted.status == 201)
    let id = try #require(drafted.json["id"]?.text)
    #expect(drafted.headers[.location] == "/api/v1/use-cases/\(id)")
    #expect(drafted.headers[.etag] == "\"1\"")
    #expect(drafted.json["riskClass"]?.text == "nonEvalue")

    let edited = try await lead.patch(
      "/use-cases/\(id)/sheet",
      [
        "sheet": [
          "theme": "ecologicalTransition", "subThemes": ["water"], "personalData": false,
          "decisionsPerYear": 12,
        ]
      ], ifMatch: "\"1\"")
    #expect(edited.status == 200)
    #expect(edited.headers[.etag] == "\"2\"")
    #expect(edited.json["sheet"]?["decisionsPerYear"]?.int == 12)
    #expect(edited.json["sheet"]?["personalData"]?.bool == false)
    let emptied = try await lead.patch(
      "/use-cases/\(id)/sheet", ["version": 2, "sheet": ["theme": nil, "subThemes": []]])
    #expect(emptied.json["sheet"]?["theme"] == nil)
    #expect(emptied.json["sheet"]?["subThemes"] == nil)
    let alone = try await lead.get("/use-cases/\(id)/sheet")
    #expect(alone.headers[.etag] == "\"3\"")

    let record = try await lead.get("/use-cases/\(id)")
    let version = try #require(record.json["version"]?.int)
    let actions = try #require(record.json["actions"]?.items)
    let proposal = actions.first { $0["key"]?.text == "proposeUseCase" }
    #expect(proposal?["allowed"]?.bool == true)
    let admission = actions.first { $0["key"]?.text == "admitUseCase" }
    #expect(admission?["allowed"]?.bool == false)
    #expect(admission?["why"]?.text?.isEmpty == false)
    let proposed = try await lead.post(
      "/use-cases/\(id)/proposal", nil, ifMatch: "\"\(version)\"")
    #expect(proposed.status == 200)
    #expect(proposed.json["state"]?.text == "proposed")

    let revision = try await lead.get("/use-cases/\(id)/revisions/2")
    #expect(revision.json["revision"]?["number"]?.int == 2)
    #expect(revision.json["before"]?["theme"] == nil)
    #expect(revision.json["sheet"]?["theme"]?.text == "ecologicalTransition")
  }

  @Test("a stale edit is told field by field, and nothing is lost")
  func stale() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding)
    _ = try await test.portal.editSheet(
      useCase.id, SheetChange([.title: .text("Leur nom")]), revision: 1, as: test.cast.partnerLead)
    let lead = try await test.program(as: test.cast.townLead)
    let stale = try await lead.patch(
      "/use-cases/\(useCase.id)/sheet", ["sheet": ["title": "Votre nom"]], ifMatch: "\"1\"")
    #expect(stale.status == 412)
    #expect(stale.json["currentVersion"]?.int == 2)
    let difference = stale.json["differences"]?[0]
    #expect(difference?["field"]?.text == "sheet/title")
    #expect(difference?["theirs"]?.text == "Leur nom")
    #expect(difference?["yours"]?.text == "Votre nom")
    #expect(difference?["conflict"]?.bool == true)
    let blind = try await lead.patch(
      "/use-cases/\(useCase.id)/sheet", ["sheet": ["title": "Votre nom"]])
    #expect(blind.status == 422)
    #expect(blind.json["errors"]?[0]?["pointer"]?.text == "/version")
  }

  @Test("everything wrong is told at once, with a pointer for each")
  func complaints() async throws {
    let test = try await TestPortal()
    let lead = try await test.program(as: test.cast.townLead)
    let wrong = try await lead.post(
      "/use-cases",
      ["sheet": ["title": "x", "theme": "nowhere", "colour": "red", "contact": "moi"]])
    #expect(wrong.status == 422)
    let pointers = wrong.json["errors"]?.items?.compactMap { $0["pointer"]?.text }
    #expect(pointers == ["/sheet/theme", "/sheet/colour", "/sheet/contact"])
    let useCase = try await test.useCase(in: .coBuilding, sheet: SampleSheet.highRisk)
    let gaps = try await lead.post(
      "/use-cases/\(useCase.id)/submission", ["version": .integer(Int64(useCase.version))])
    #expect(gaps.status == 422)
    #expect(gaps.json["errors"]?.items?.count == SampleSheet.highRisk.gaps().count)
  }

  @Test("a refusal names its rule")
  func refusal() async throws {
    let test = try await TestPortal()
    var sheet = SampleSheet.complete
    sheet[.riskClass] = .choice("inacceptable")
    let useCase = try await test.useCase(in: .inReview, sheet: sheet)
    let curator = try await test.program(as: test.cast.curator)
    let refused = try await curator.post(
      "/use-cases/\(useCase.id)/publication", ["version": .integer(Int64(useCase.version))])
    #expect(refused.status == 403)
    #expect(refused.json["policies"]?.items == ["prohibited-practice"])
    let reasonless = try await curator.post(
      "/use-cases/\(useCase.id)/return", ["version": .integer(Int64(useCase.version))])
    #expect(reasonless.status == 422)
  }

  @Test("the list pages by cursor and filters")
  func list() async throws {
    let test = try await TestPortal()
    for _ in 0..<3 {
      _ = try await test.useCase(in: .draft)
      test.clock.advance(seconds: 1)
    }
    let lead = try await test.program(as: test.cast.townLead)
    let first = try await lead.get("/use-cases?limit=2&state=draft&mine=true")
    #expect(first.json["total"]?.int == 3)
    #expect(first.json["items"]?.items?.count == 2)
    let cursor = try #require(first.json["next"]?.text)
    #expect(first.headers[.link]?.contains("rel=\"next\"") == true)
    let second = try await lead.get("/use-cases?limit=2&state=draft&cursor=\(cursor)")
    #expect(second.json["items"]?.items?.count == 1)
    #expect(second.json["next"]?.isNull == true)
    #expect(try await lead.get("/use-cases?state=published").json["total"]?.int == 0)
    #expect(try await lead.get("/use-cases?cursor=x").status == 422)
  }

  @Test("a partner’s program sees neither the owner’s fields nor that they changed")
  func visibility() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .coBuilding)
    _ = try await test.portal.editSheet(
      useCase.id, SheetChange([.budget: .choice("over100")]), revision: 1, as: test.cast.townLead)
    let partner = try await test.program(as: test.cast.partnerContributor)
    let record = try await partner.get("/use-cases/\(useCase.id)")
    #expect(record.json["sheet"]?["budget"] == nil)
    #expect(record.json["sheet"]?["contact"] != nil)
    #expect(record.json["revisions"]?[0]?["changed"]?.items == [])
    #expect(!record.text.contains("over100"))
    let revision = try await partner.get("/use-cases/\(useCase.id)/revisions/2")
    #expect(!revision.text.contains("over100"))
  }
}
