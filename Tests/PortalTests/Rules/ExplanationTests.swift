import Portal
import SQLite
import TestSupport
import Testing

/// Why somebody may or may not do something: the same answer as the deed itself would get.
@Suite("Explanations") struct ExplanationTests {
  @Test("a partner's lead may not draft a hosting request: the rules, and what they look at")
  func partnerLead() async throws {
    let test = try await TestPortal()
    let explanation = try await test.explanation(
      of: .draftHostingRequest, on: Thing(test.cast.workshop), by: test.cast.partnerLead)
    #expect(!explanation.isAllowed)
    #expect(explanation.principal.french == "Personne 12, responsable, Atelier Exemple")
    #expect(
      explanation.rules.map(\.id) == ["only-public-bodies-ask", "public-status-required-to-draft"])
    #expect(
      explanation.conditions == [
        [
          "principal.kind == Kind::\"publicBody\"",
          "resource.publicStatus == PublicStatus::\"public\"",
        ]
      ])
    #expect(
      explanation.remedies.first?.facts.map(\.text.french) == [
        "type de l’organisation active : organisme public (actuellement : entreprise partenaire)",
        "statut public de l’organisme : public (actuellement : privé)",
      ])
  }

  @Test("a curator whose other organisation takes part is told so, role by role")
  func curatorInTwoRoles() async throws {
    let test = try await TestPortal()
    let useCase = Thing(try await test.useCase(in: .inReview))
    try await test.grant(test.cast.curator, role: .contributor, in: test.cast.workshop)
    let explanations = try await test.portal.explain(
      .publishUseCase, on: useCase, by: "Curator.31@example.org", as: test.cast.auditor)
    #expect(
      explanations.map(\.principal.english) == [
        "Personne 31, curator, Gigalis", "Personne 31, contributor, Atelier Exemple",
      ])
    for explanation in explanations {
      #expect(explanation.rules.map(\.id) == ["participant-never-decides"])
    }
    #expect(explanations[0].conditions == [["!(principal.person in resource.tookPart)"]])
    let other = try await test.explanation(
      of: .publishUseCase, on: useCase, by: test.cast.otherCurator)
    #expect(other.isAllowed && other.rules.map(\.id) == ["curator-decides"])
    #expect(other.remedies.isEmpty && other.refusal == nil)
  }

  @Test("an exceeded quota is told in words, with every dimension")
  func quota() async throws {
    let scene = try await HostingScene()
    let request = try await scene.portal.draftHostingRequest(
      scene.draft(.init(vcpu: 9, memoryGiB: 8)), as: scene.cast.townContributor)
    let explanation = try await scene.test.explanation(
      of: .submitHostingRequest, on: Thing(request), by: scene.cast.townLead)
    #expect(explanation.rules.map(\.id) == ["quota-or-capacity-exceeded"])
    #expect(explanation.refusal?.breaches.map(\.resourceClass) == [.vcpu])
    #expect(explanation.refusal?.text == explanation.rules.first?.reason)
    #expect(
      explanation.remedies.map { $0.facts.map(\.text.english) } == [
        ["quota or capacity exceeded: no (now: yes)"]
      ])
  }

  @Test("what the state stands against is told as an obstacle, not as a refusal")
  func obstacle() async throws {
    let test = try await TestPortal()
    let useCase = try await test.useCase(in: .proposed)
    let explanation = try await test.explanation(
      of: .publishUseCase, on: Thing(useCase), by: test.cast.curator)
    #expect(!explanation.isAllowed && explanation.refusal == nil)
    #expect(explanation.obstacle == useCase.obstacle(to: .publishUseCase))
    #expect(explanation.rules.isEmpty && explanation.remedies.isEmpty)
  }

  @Test("console and visitor are asked about by their names")
  func consoleAndVisitor() async throws {
    let test = try await TestPortal()
    let console = try await test.explanation(of: .importUseCases, on: .platform, by: .console)
    #expect(console.isAllowed && console.rules.map(\.id) == ["console-sets-up"])
    let draft = Thing(try await test.useCase(in: .draft))
    let visitor = try await test.explanation(of: .viewUseCase, on: draft, by: .visitor)
    #expect(visitor.principal == Standing.visitor.label)
    #expect(visitor.rules.map(\.id) == ["draft-case-stays-at-home"])
    let published = Thing(try await test.useCase(in: .published))
    let reading = try await test.explanation(of: .viewUseCase, on: published, by: .visitor)
    #expect(reading.rules.map(\.id) == ["library-is-public"])
  }

  @Test("somebody without a running role is explained as the person they are")
  func withoutRole() async throws {
    let test = try await TestPortal()
    let published = Thing(try await test.useCase(in: .published))
    try await test.end(test.cast.otherPartnerLead)
    let person = try #require(test.cast.otherPartnerLead.member?.person)
    for name in ["lead.13@example.org", "Person::\"\(person)\""] {
      let explanations = try await test.portal.explain(
        .viewUseCase, on: published, by: name, as: .console)
      #expect(explanations.map(\.principal.french) == ["Personne 13"])
      #expect(explanations.map(\.isAllowed) == [true])
    }
    let member = try #require(test.cast.otherPartnerLead.member)
    let error = await #expect(throws: PortalError.self) {
      _ = try await test.portal.explain(
        .viewUseCase, on: published, by: "Member::\"\(member.membership)\"", as: .console)
    }
    #expect(error?.isNotFound == true)
  }

  @Test("unknown people, roles and things are not found; a disabled account is nobody")
  func unknown() async throws {
    let test = try await TestPortal()
    try await test.disable(test.cast.otherCurator)
    let disabled = try #require(test.cast.otherCurator.member)
    for name in [
      "", "nobody@example.org", "curator", "Visitor", "Member::\"\"", "Member::\"nobody\"",
      "Person::\"00000000-0000-7000-8000-0000000fffff\"", "' OR 1=1 --",
      "curator.36@example.org", "Member::\"\(disabled.membership)\"",
      "Person::\"\(disabled.person)\"",
    ] {
      let error = await #expect(throws: PortalError.self, "\(name)") {
        _ = try await test.portal.explain(.viewAudit, on: .platform, by: name, as: .console)
      }
      #expect(error?.isNotFound == true, "\(name)")
    }
    let error = await #expect(throws: PortalError.self) {
      _ = try await test.portal.explain(
        .viewUseCase, on: Thing(type: .useCase, id: "nowhere"), by: "visitor", as: .console)
    }
    #expect(error?.isNotFound == true)
    #expect(try test.auditCount() == 0)
  }

  @Test("an action that is not done to such a thing, or not by such a principal, is invalid")
  func unfitting() async throws {
    let test = try await TestPortal()
    let useCase = Thing(try await test.useCase(in: .draft))
    for (action, thing, name) in [
      (Action.pullOrders, useCase, "console"), (.publishUseCase, .platform, "curator.31@example.org"),
      (.publishUseCase, useCase, "visitor"), (.publishUseCase, useCase, "console"),
      (.signIn, .platform, "visitor"),
    ] {
      let error = await #expect(throws: PortalError.self) {
        _ = try await test.portal.explain(action, on: thing, by: name, as: test.cast.auditor)
      }
      #expect(error?.fields == ["action"], "\(action) \(name)")
    }
  }

  @Test("nobody but the auditor and the console asks, and each question leaves a line")
  func refusals() async throws {
    let test = try await TestPortal()
    for (name, actor) in test.cast.everybody where name != "auditor" {
      let before = try test.auditCount()
      let error = await #expect(throws: PortalError.self, "\(name)") {
        _ = try await test.portal.explain(.viewAudit, on: .platform, by: "visitor", as: actor)
      }
      #expect(error?.refusal?.action == .viewGrants, "\(name)")
      #expect(try test.auditLines(after: before) == ["member viewGrants refused Platform"])
    }
    let before = try test.auditCount()
    for actor in [test.cast.auditor, .console] {
      _ = try await test.portal.explain(.viewAudit, on: .platform, by: "console", as: actor)
    }
    // What is explained is no deed: only the question is in the log, even where the answer is no.
    _ = try await test.portal.explain(
      .viewAudit, on: .platform, by: "lead.22@example.org", as: .console)
    #expect(
      try test.auditLines(after: before) == [
        "member viewGrants done Platform", "console viewGrants done Platform",
        "console viewGrants done Platform",
      ])
    let detail: String? = try test.value("SELECT detail FROM audit ORDER BY number DESC LIMIT 1")
    #expect(
      detail
        == #"{"principal":"lead.22@example.org","deed":"viewAudit","thing":"Platform::\"fabrique\""}"#
    )
  }
}
