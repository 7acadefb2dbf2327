import Crypto
import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Solutions are published by whoever signs them") struct SolutionTests {
  @Test("a version is published with its publisher's signature, and kept to the byte")
  func published() async throws {
    let scene = try await SolutionScene()
    let before = try scene.hosting.test.auditCount()
    let solution = try await scene.solution("Comptes rendus assistés")
    let version = try await scene.publish("1.0.0", of: solution)
    #expect(
      try scene.hosting.test.auditLines(after: before) == [
        "member publishSolution done Organisation", "member publishSolutionVersion done Solution",
      ])
    #expect(solution.slug == "comptes-rendus-assistes")
    let kept = try scene.portal.solutionRelease(version.id, as: .visitor).version
    #expect(kept.manifest.document == Publisher.manifest("1.0.0", of: solution.slug) + "\n")
    #expect(
      try scene.publisher.key.publicKey.isValid(
        kept.signature, for: Array(kept.manifest.document.utf8)))
    #expect(try scene.portal.solution(slug: solution.slug, as: .visitor).line.latest?.id == kept.id)
  }

  @Test(
    "forged, altered, by another key, for another solution, twice: each is refused, nothing is written"
  )
  func notPublished() async throws {
    let scene = try await SolutionScene()
    let (solution, other) = (try await scene.solution(), try await scene.solution("Autre"))
    try await scene.publish("1.0.0", of: solution)
    let good = Publisher.manifest("1.1.0", of: solution.slug)
    let signature = try scene.publisher.signature(of: good)
    let foreign = Publisher.manifest("1.1.0", of: other.slug)
    let again = Publisher.manifest("1.0.0+other", of: solution.slug)
    let count: SQL = "SELECT count(*) FROM solutionVersion"
    for (manifest, signature, field) in [
      (good, try Publisher().signature(of: good), "signature"),
      (good.replacing("8080", with: "8081"), signature, "signature"),
      (good.replacing("\"port\": 8080", with: "\"port\":  8080"), signature, "signature"),
      (good, "", "signature"), (good, "nonsense", "signature"),
      (foreign, try scene.publisher.signature(of: foreign), "manifest/solution"),
      (again, try scene.publisher.signature(of: again), "manifest/version"),
      (good.replacing("1.1.0", with: "1.1"), signature, "manifest/version"),
    ] {
      let complaints = try await scene.complaints {
        _ = try await scene.portal.publishSolutionVersion(
          of: solution.slug, manifest: manifest, signature: signature, as: scene.cast.partnerLead)
      }
      #expect(complaints.contains(field), "\(complaints) \(field)")
      #expect(try scene.hosting.test.value(count) == 1)
    }
    _ = try await scene.portal.publishSolutionVersion(
      of: solution.slug, manifest: good.replacing("\n", with: "\r\n"),
      signature: signature.replacing("-", with: "+").replacing("_", with: "/") + "==",
      as: scene.cast.partnerLead)
    #expect(try scene.hosting.test.value(count) == 2)
  }

  @Test("a new key is good for what follows; what was signed before stays as it was")
  func rotation() async throws {
    let scene = try await SolutionScene()
    let solution = try await scene.solution()
    let first = try await scene.publish("1.0.0", of: solution)
    let next = try Publisher()
    _ = try await scene.portal.registerSigningKey(
      Base64URL.encode(next.key.publicKey.raw), of: SolutionScene.workshop,
      as: scene.cast.partnerLead)
    #expect(
      try await scene.complaints { try await scene.publish("1.1.0", of: solution) } == ["signature"]
    )
    let manifest = Publisher.manifest("1.1.0", of: solution.slug)
    _ = try await scene.portal.publishSolutionVersion(
      of: solution.slug, manifest: manifest, signature: next.signature(of: manifest),
      as: scene.cast.partnerLead)
    let keys = try scene.portal.signingKeys(of: SolutionScene.workshop, as: .visitor).keys
    #expect(keys.map(\.key) == [next.key.publicKey, scene.publisher.key.publicKey])
    let kept = try scene.portal.solutionRelease(first.id, as: .visitor).version
    #expect(kept.key.key == scene.publisher.key.publicKey)

    for text in [
      try scene.publisher.key.publicKey.pem(), try scene.publisher.key.pem(), "", "nonsense",
      Base64URL.encode([UInt8](repeating: 1, count: 31)),
    ] {
      #expect(
        try await scene.complaints {
          _ = try await scene.portal.registerSigningKey(
            text, of: SolutionScene.workshop, as: scene.cast.partnerLead)
        } == ["key"])
    }
  }

  @Test("what is offered is the newest release, whatever the order of publication")
  func latest() async throws {
    let scene = try await SolutionScene()
    let solution = try await scene.solution()
    for (version, offered) in [
      ("1.0.0-rc.1", "1.0.0-rc.1"), ("1.0.0-rc.2", "1.0.0-rc.2"), ("1.9.0", "1.9.0"),
      ("1.10.0", "1.10.0"), ("1.9.1", "1.10.0"), ("2.0.0-rc.1", "1.10.0"), ("2.0.0", "2.0.0"),
    ] {
      try await scene.publish(version, of: solution)
      let record = try scene.portal.solution(slug: solution.slug, as: .visitor)
      #expect(record.line.latest?.manifest.version.description == offered)
    }
  }

  @Test("only a partner's lead publishes, and for their own company; the operator what is shipped")
  func whoPublishes() async throws {
    let scene = try await SolutionScene()
    let solution = try await scene.solution()
    let manifest = Publisher.manifest("1.0.0", of: solution.slug)
    let signature = try scene.publisher.signature(of: manifest)
    let new = NewSolution(useCase: scene.hosting.useCase, name: "Autre", summary: "Résumé")
    for (name, actor) in scene.cast.everybody where name != "partnerLead" {
      await #expect(throws: PortalError.self, "\(name)") {
        _ = try await scene.portal.publishSolutionVersion(
          of: solution.slug, manifest: manifest, signature: signature, as: actor)
      }
      await #expect(throws: PortalError.self, "\(name)") {
        _ = try await scene.portal.registerSigningKey(
          Publisher().publicKey(), of: SolutionScene.workshop, as: actor)
      }
      let mayOffer = ["otherPartnerLead", "curator", "otherCurator"].contains(name)
      let offered = try? await scene.portal.publishSolution(new, as: actor)
      #expect((offered != nil) == mayOffer, "\(name)")
      if !mayOffer {
        await #expect(throws: PortalError.self, "\(name)") {
          _ = try await scene.portal.solutionChoices(as: actor)
        }
      }
    }
    #expect(try await scene.portal.solutionChoices(as: scene.cast.partnerLead).useCases.count == 1)
    let versions: Int? = try scene.hosting.test.value("SELECT count(*) FROM solutionVersion")
    #expect(versions == 0)
  }

  @Test("what is shipped is the operator's to publish, and nothing else is")
  func shipped() async throws {
    let scene = try await SolutionScene()
    let (solution, key) = (try await scene.solution(), try Publisher())
    _ = try await scene.portal.registerSigningKey(
      key.publicKey(), of: SolutionScene.gigalis, as: scene.cast.curator)
    let own = try await scene.portal.publishSolution(
      NewSolution(useCase: scene.hosting.useCase, name: "Livré", summary: "Résumé"),
      as: scene.cast.curator)
    func attempt(
      _ solution: Solution, shipped: Bool, by key: Publisher, as actor: Actor
    ) async throws -> [String] {
      let manifest = Publisher.manifest("1.0.0", of: solution.slug, shipped: shipped)
      do {
        _ = try await scene.portal.publishSolutionVersion(
          of: solution.slug, manifest: manifest, signature: key.signature(of: manifest),
          as: actor)
        return []
      } catch PortalError.refused(let refusal) {
        return refusal.forbidding.map(\.id)
      }
    }
    #expect(
      try await attempt(solution, shipped: true, by: scene.publisher, as: scene.cast.partnerLead)
        == ["shipped-workload-is-the-operators"])
    #expect(
      try await attempt(own, shipped: false, by: key, as: scene.cast.curator)
        == ["operator-publishes-what-is-shipped"])
    #expect(try await attempt(own, shipped: true, by: key, as: scene.cast.curator).isEmpty)
  }

  @Test("its publisher or the operator's curator takes a solution back, with a reason; nobody else")
  func whoWithdraws() async throws {
    let scene = try await SolutionScene()
    for (name, actor) in scene.cast.everybody {
      let solution = try await scene.solution(name)
      let deed = {
        try await scene.portal.withdrawSolution(
          solution.slug, reason: "Faille.", version: 1, as: actor)
      }
      guard ["partnerLead", "curator", "otherCurator"].contains(name) else {
        await #expect(throws: PortalError.self, "\(name)") { try await deed() }
        continue
      }
      #expect(try await deed().withdrawal?.reason == "Faille.")
      await #expect(throws: PortalError.self) { try await deed() }
      #expect(throws: Never.self) { try scene.portal.solution(slug: solution.slug, as: .visitor) }
    }
    let solution = try await scene.solution()
    #expect(
      try await scene.complaints {
        _ = try await scene.portal.withdrawSolution(
          solution.slug, reason: " ", version: 1, as: scene.cast.curator)
      } == ["reason"])
  }

  @Test("an unpublished case of somebody else is nothing to offer a solution for")
  func useCases() async throws {
    let scene = try await SolutionScene()
    let own = try await scene.hosting.test.useCase(in: .coBuilding)
    let draft = try await scene.hosting.test.useCase(in: .draft)
    let archived = try await scene.hosting.test.useCase(in: .archived)
    for (useCase, mayBe) in [(own, true), (draft, false), (archived, false)] {
      let complaints = try await scene.complaints {
        _ = try await scene.portal.publishSolution(
          NewSolution(useCase: useCase.id, name: "Essai", summary: "Résumé"),
          as: scene.cast.partnerLead)
      }
      #expect(complaints == (mayBe ? [] : ["useCase"]))
    }
    // What is not public stays so in the public catalogue.
    let lines = try scene.portal.solutions(as: .visitor).items
    #expect(lines.count == 1 && lines.first?.useCase == nil)
    #expect(try scene.portal.solutions(as: scene.cast.partnerLead).items.first?.useCase != nil)
  }

  @Test("the catalogue is searched by words, class of data and use case; page by page")
  func list() async throws {
    let scene = try await SolutionScene()
    for (name, dataClass) in [
      ("Été", DataClass.public), ("Comptes rendus", .personal), ("Accueil", .sensitive),
    ] {
      try await scene.publish(
        "1.0.0", of: try await scene.solution(name), dataClass: dataClass)
    }
    func names(_ filter: SolutionFilter) throws -> [String] {
      try scene.portal.solutions(filter, as: .visitor).items.map(\.solution.name)
    }
    #expect(try names(SolutionFilter()) == ["Accueil", "Comptes rendus", "Été"])
    #expect(try names(SolutionFilter(text: "ete")) == ["Été"])
    #expect(try names(SolutionFilter(text: "RENDU atelier")) == ["Comptes rendus"])
    #expect(try names(SolutionFilter(text: "%")).count == 3)
    #expect(try names(SolutionFilter(dataClass: .personal)) == ["Accueil", "Comptes rendus"])
    #expect(try names(SolutionFilter(useCase: scene.hosting.useCase)).count == 3)
    #expect(try names(SolutionFilter(useCase: LedgerTests.identifier(78))).isEmpty)
    try await scene.withdraw(scene.portal.solution(slug: "accueil", as: .visitor).solution)
    #expect(try names(SolutionFilter()) == ["Comptes rendus", "Été"])
    #expect(try names(SolutionFilter(isWithdrawn: true)) == ["Accueil"])
    let first = try scene.portal.solutions(limit: Limit(clamping: 1), as: .visitor)
    #expect(first.total == 2 && first.items.map(\.solution.slug) == ["comptes-rendus"])
    let second = try scene.portal.solutions(
      after: first.next, limit: Limit(clamping: 1), as: .visitor)
    #expect(second.items.map(\.solution.slug) == ["ete"] && second.next == nil)
  }

  @Test("what was published and signed is out of reach even of whoever writes SQL")
  func immutable() async throws {
    let scene = try await SolutionScene()
    try await scene.publish("1.0.0", of: try await scene.solution())
    for statement: SQL in [
      "UPDATE solutionVersion SET manifest = '{}'", "DELETE FROM solutionVersion",
      "UPDATE signingKey SET key = zeroblob(32)", "DELETE FROM signingKey",
    ] {
      await #expect(throws: (any Error).self) {
        try await scene.portal.database.write { _ = try $0.run(statement) }
      }
    }
  }
}
