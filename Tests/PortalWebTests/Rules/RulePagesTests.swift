import HTTP
import JSON
import Portal
import TestSupport
import Testing

/// The rules as everybody reads them, and what the auditor asks of them.
@Suite("Rule pages") struct RulePagesTests {
  @Test("everybody reads the rules; only the auditor is led to the questions")
  func book() async throws {
    let test = try await TestPortal()
    let visitor = try await test.browser().get("/rules")
    #expect(visitor.status == 200)
    #expect(visitor.text.contains("id=\"only-public-bodies-ask\""))
    #expect(visitor.text.contains("&amp;&amp; resource.invited.contains(principal.organisation)"))
    #expect(visitor.text.contains(test.portal.rules.digest))
    #expect(visitor.text.contains("href=\"/rules/standings/partner.lead\""))
    for (name, actor) in test.cast.everybody {
      let page = try await test.browser(as: actor).get("/rules")
      #expect(page.status == 200)
      #expect(page.text.contains("/rules/holders") == (name == "auditor"), "\(name)")
    }
  }

  @Test("a role's rules are told in their own words, and lead to their texts")
  func standing() async throws {
    let test = try await TestPortal()
    let page = try await test.browser().get("/rules/standings/publicBody.lead")
    #expect(page.status == 200)
    #expect(page.text.contains("href=\"/rules#body-drafts-request\""))
    #expect(page.text.contains("Une demande d’hébergement se prépare pour son propre organisme."))
    for key in ["nobody", "partner.dpo", "%3Cscript%3E"] {
      #expect(try await test.browser().get("/rules/standings/\(key)").status == 404)
    }
    for standing in Standing.allCases {
      #expect(try await test.browser().get("/rules/standings/\(standing.key)").status == 200)
    }
  }

  @Test("the auditor sees who may do something, and the rules that let them")
  func holders() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .inReview)
    let auditor = try await test.browser(as: test.cast.auditor)
    let form = try await auditor.get("/rules/holders")
    #expect(form.status == 200)
    #expect(!form.text.contains("<table"))
    let page = try await auditor.get(
      "/rules/holders?action=publishUseCase&resource=UseCase%3A%3A%22\(useCase.slug)%22")
    #expect(page.status == 200)
    #expect(page.text.contains("Personne 31") && page.text.contains("Personne 36"))
    #expect(!page.text.contains("Personne 33"))
    #expect(page.text.contains("href=\"/rules#curator-decides\""))
    // What was asked stays in the form.
    #expect(page.text.contains("value=\"UseCase::&quot;\(useCase.slug)&quot;\""))
    #expect(page.text.contains("<option value=\"publishUseCase\" selected"))
    let nobody = try await auditor.get(
      "/rules/holders?action=leaveUseCase&resource=UseCase::\(useCase.slug)")
    #expect(nobody.text.contains("Personne 12"))
    let none = try await auditor.get(
      "/rules/holders?action=answerInvitation&resource=UseCase::\(useCase.slug)")
    #expect(none.text.contains("Personne, parmi 16 rôles en cours."))
  }

  @Test("the auditor reads why, role by role, with what would change it")
  func explanation() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .inReview)
    try await test.grant(test.cast.curator, role: .contributor, in: test.cast.workshop)
    let auditor = try await test.browser(as: test.cast.auditor)
    #expect(try await auditor.get("/rules/explanation").status == 200)
    let page = try await auditor.get(
      "/rules/explanation?principal=curator.31%40example.org&action=publishUseCase&resource=UseCase::\(useCase.slug)"
    )
    #expect(page.status == 200)
    #expect(page.text.contains("Personne 31, animateur, Gigalis"))
    #expect(page.text.contains("Personne 31, contributeur, Atelier Exemple"))
    #expect(page.text.contains("href=\"/rules#participant-never-decides\""))
    #expect(page.text.contains("Ce serait permis avec"))
    let allowed = try await auditor.get(
      "/rules/explanation?principal=visitor&action=viewOrganisation&resource=Organisation::organisation-2"
    )
    #expect(allowed.text.contains("permis"))
    #expect(allowed.text.contains("href=\"/rules#organisations-are-public\""))
  }

  @Test("a question that cannot be answered comes back in its form, with what is wrong")
  func complaints() async throws {
    let test = try await TestPortal()
    let auditor = try await test.browser(as: test.cast.auditor)
    for (query, status, complaint) in [
      ("action=publishUseCase&resource=rien", 422, "Un objet s’écrit"),
      ("action=nonsense&resource=UseCase::x", 422, "action-complaint"),
      ("action=publishUseCase", 422, "Ce champ est obligatoire."),
      ("action=publishUseCase&resource=Platform::fabrique", 422, "action-complaint"),
      ("action=publishUseCase&resource=UseCase::nulle-part", 404, "rien ni personne de ce nom"),
    ] {
      for path in ["/rules/holders?", "/rules/explanation?principal=curator.31%40example.org&"] {
        let page = try await auditor.get(path + query)
        #expect(page.status == status, "\(path)\(query)")
        #expect(page.text.contains(complaint), "\(path)\(query)")
        #expect(page.text.contains("id=\"resource\""), "\(path)\(query)")
      }
    }
    let page = try await auditor.get(
      "/rules/explanation?principal=nobody%40example.org&action=viewAudit&resource=Platform::fabrique"
    )
    #expect(page.status == 404)
    #expect(page.text.contains("value=\"nobody@example.org\""))
  }

  @Test("what is hostile in a question comes back as text")
  func hostile() async throws {
    let test = try await TestPortal()
    let auditor = try await test.browser(as: test.cast.auditor)
    let hostile = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%26"
    for query in [
      "principal=\(hostile)&action=viewAudit&resource=Platform::fabrique",
      "principal=visitor&action=\(hostile)&resource=Platform::fabrique",
      "principal=visitor&action=viewUseCase&resource=UseCase::\(hostile)",
      "principal=visitor&action=viewUseCase&resource=\(hostile)",
    ] {
      for path in ["/rules/holders", "/rules/explanation"] {
        let page = try await auditor.get("\(path)?\(query)")
        #expect(!page.text.contains("<script>"), "\(path) \(query)")
        #expect(page.status != 500)
      }
    }
    let page = try await auditor.get(
      "/rules/explanation?principal=\(hostile)&action=viewAudit&resource=Platform::fabrique")
    #expect(page.text.contains("&lt;script&gt;alert(1)"))
  }

  @Test("nobody else asks, whatever they ask")
  func nobodyElse() async throws {
    let test = try await TestPortal()
    let good = "principal=visitor&action=viewAudit&resource=Platform::fabrique"
    for path in ["/rules/holders", "/rules/explanation"] {
      #expect(try await test.browser().get("\(path)?\(good)").status == 303)
      for (name, actor) in test.cast.everybody where name != "auditor" {
        let browser = try await test.browser(as: actor)
        for query in ["", "?\(good)", "?action=nonsense", "?action=viewAudit&resource=UseCase::x"] {
          #expect(try await browser.get(path + query).status == 403, "\(name) \(path)\(query)")
        }
      }
    }
  }

  @Test("a refusal says what would change it, and which rules it comes from")
  func refusalPage() async throws {
    let test = try await TestPortal()
    let page = try await test.browser(as: test.cast.partnerLead).get("/hosting-requests/new")
    #expect(page.status == 403)
    #expect(page.text.contains("Ce serait permis avec"))
    #expect(page.text.contains("type de l’organisation active : organisme public"))
    #expect(page.text.contains("href=\"/rules#only-public-bodies-ask\""))
  }
}
