import HTTP
import JSON
import Portal
import TestSupport
import Testing

/// The same over the API.
@Suite("Rules over the API") struct RuleAPITests {
  @Test("the rule book with its digest, and what it can say to a role")
  func book() async throws {
    let test = try await TestPortal()
    let visitor = try await test.program(as: .visitor)
    let book = try await visitor.get("/rules")
    #expect(book.status == 200)
    #expect(book.json["digest"]?.text == test.portal.rules.digest)
    let files = book.json["files"]?.items ?? []
    #expect(files.first?["file"]?.text == "fabrique.cedarschema")
    #expect(files.first?["rules"]?.items == [])
    let hosting = files.first { $0["file"]?.text == "hosting.cedar" }
    let rule = hosting?["rules"]?.items?.first
    #expect(rule?["id"]?.text == "only-public-bodies-ask")
    #expect(rule?["effect"]?.text == "forbid")
    #expect(rule?["text"]?.text?.contains("forbid (") == true)
    #expect(rule?["line"]?.int ?? 0 > 1)
    #expect(rule?["reason"]?.text?.hasPrefix("L’hébergement est réservé") == true)

    let standing = try await visitor.get("/rules/standings/operator.curator")
    #expect(standing.json["standing"]?.text == "operator.curator")
    #expect(standing.json["label"]?.text == "animateur, opérateur")
    let publishing = standing.json["actions"]?.items?.first { $0["key"]?.text == "publishUseCase" }
    #expect(publishing?["label"]?.text == "Publier")
    #expect(publishing?["granting"] == ["curator-decides"])
    #expect(
      publishing?["forbidding"] == [
        "prohibited-practice", "participant-never-decides", "sheet-editor-never-decides",
      ])
    #expect(try await visitor.get("/rules/standings/nobody").status == 404)
  }

  @Test("who may do something, with the rules that let them")
  func holders() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .proposed)
    let auditor = try await test.program(as: test.cast.auditor)
    let answer = try await auditor.get(
      "/rules/holders?action=publishUseCase&resource=UseCase::\(useCase.slug)")
    #expect(answer.status == 200)
    #expect(answer.json["action"]?.text == "publishUseCase")
    #expect(answer.json["resource"]?.text == "UseCase::\"\(useCase.slug)\"")
    #expect(answer.json["asked"]?.int == 16)
    #expect(answer.json["obstacle"]?.text?.isEmpty == false)
    let holder = answer.json["holders"]?[0]
    #expect(holder?["personName"]?.text == "Personne 31")
    #expect(holder?["person"]?.text == test.cast.curator.member?.person.text)
    #expect(holder?["organisation"]?.text == test.cast.gigalis.text)
    #expect(holder?["organisationName"]?.text == "Gigalis")
    #expect(holder?["role"]?.text == "curator")
    #expect(holder?["policies"] == ["curator-decides"])
  }

  @Test("why, with what would change it as condition and in words")
  func explanation() async throws {
    let test = try await TestPortal()
    let auditor = try await test.program(as: test.cast.auditor)
    let answer = try await auditor.get(
      "/rules/explanation?principal=lead.12%40example.org&action=draftHostingRequest&resource=Organisation::organisation-5"
    )
    #expect(answer.status == 200)
    #expect(answer.json["explanations"]?.items?.count == 1)
    let explanation = answer.json["explanations"]?[0]
    #expect(explanation?["principal"]?.text == "Personne 12, responsable, Atelier Exemple")
    #expect(explanation?["action"]?.text == "draftHostingRequest")
    #expect(explanation?["resource"]?.text == "Organisation::\"organisation-5\"")
    #expect(explanation?["allowed"]?.bool == false)
    #expect(
      explanation?["policies"]?.items?.compactMap { $0["id"]?.text } == [
        "only-public-bodies-ask", "public-status-required-to-draft",
      ])
    #expect(explanation?["failures"] == [])
    #expect(explanation?["reason"]?.text?.hasPrefix("L’hébergement est réservé") == true)
    let fact = explanation?["remedies"]?[0]?[0]
    #expect(fact?["condition"]?.text == "principal.kind == Kind::\"publicBody\"")
    #expect(fact?["text"]?.text?.hasPrefix("type de l’organisation active") == true)

    let allowed = try await auditor.get(
      "/rules/explanation?principal=console&action=viewAudit&resource=Platform::fabrique")
    #expect(allowed.json["explanations"]?[0]?["allowed"]?.bool == true)
    #expect(allowed.json["explanations"]?[0]?["reason"] == .null)
    #expect(allowed.json["explanations"]?[0]?["remedies"] == [])
  }

  @Test("what cannot be answered is a problem: 422 with a pointer, 404, 403, 401")
  func problems() async throws {
    let test = try await TestPortal()
    let auditor = try await test.program(as: test.cast.auditor)
    let partner = try await test.program(as: test.cast.partnerLead)
    let visitor = try await test.program(as: .visitor)
    for path in ["/rules/holders", "/rules/explanation"] {
      func get(_ query: String, as program: Program) async throws -> Reception {
        try await program.get("\(path)?principal=visitor&\(query)")
      }
      let nothing = try await auditor.get(path)
      #expect(nothing.status == 422)
      #expect(nothing.json["errors"]?.items?.contains { $0["pointer"] == "/action" } == true)
      let unreadable = try await get("action=viewAudit&resource=x", as: auditor)
      #expect(unreadable.status == 422)
      #expect(unreadable.json["errors"]?[0]?["pointer"]?.text == "/resource")
      let unfitting = try await get("action=pullOrders&resource=Platform::fabrique", as: auditor)
      #expect(unfitting.status == 422)
      #expect(unfitting.json["errors"]?[0]?["pointer"]?.text == "/action")
      let nowhere = try await get("action=viewUseCase&resource=UseCase::x", as: auditor)
      #expect(nowhere.status == 404)
      let good = "action=viewOrganisation&resource=Organisation::organisation-2"
      #expect(try await get(good, as: partner).status == 403)
      #expect(try await get(good, as: visitor).status == 401)
    }
  }

  @Test("the problem of a refusal carries its remedies")
  func refusal() async throws {
    let test = try await TestPortal()
    let partner = try await test.program(as: test.cast.partnerLead)
    let problem = try await partner.get("/grants")
    #expect(problem.status == 403)
    #expect(problem.json["policies"] == ["log-stays-with-the-operator"])
    let conditions = problem.json["remedies"]?.items?.map {
      $0.items?.compactMap { $0["condition"]?.text } ?? []
    }
    #expect(
      conditions == [["principal.kind == Kind::\"operator\"", "principal.role == Role::\"auditor\""]]
    )
    let role = problem.json["remedies"]?[0]?[1]?["text"]?.text
    #expect(role == "rôle actif : auditeur (actuellement : responsable)")
  }
}
