import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("A move to another site is a request whose approval orders a successor")
struct MoveTests {
  @Test func bothRunForATimeAndTheLedgerCountsBoth() async throws {
    let stage = try await SuccessionScene()
    let pool = try #require(
      try stage.portal.site("autre", as: stage.cast.administrator).pools.first?.pool.id)
    // 6 of the quota's 8 vCPU are used by what would be replaced: counted twice, this would not fit.
    let request = try await stage.submitted(stage.move(), by: stage.cast.townLead)
    #expect(request.wanted == stage.granted)
    #expect(request.stages.map(\.stage) == [.technical, .approval])
    #expect(try stage.held(.pool(pool), on: 10) == [0, 6])

    stage.scene.test.clock.advance(days: 5)
    let successor = try await stage.approve(request)
    #expect(successor.predecessor == stage.deployment.id)
    #expect(successor.site == stage.other.id)
    #expect(successor.organisation == stage.cast.town)
    #expect(successor.period == Period(start: stage.today, end: stage.deployment.period.end))
    let predecessor = try stage.current()
    #expect(predecessor.period.end == stage.today.adding(days: 30))
    #expect(predecessor.granted == stage.granted)
    #expect(predecessor.desired.state == .running)
    #expect(predecessor.desired.revision == 2)
    let document: String? = try stage.scene.test.value(
      "SELECT document FROM handOver WHERE deployment = \(predecessor.id) AND revision = 2")
    #expect(document?.contains(predecessor.period.end.description) == true)

    for day in 0..<100 {
      #expect(
        try stage.held(.organisation(stage.cast.town), on: day)
          == stage.counted(for: stage.cast.town, on: day), "day \(day)")
    }
    #expect(try stage.held(.organisation(stage.cast.town), on: 29) == [12, 0])
    #expect(try stage.held(.organisation(stage.cast.town), on: 30) == [6, 0])
    #expect(try stage.held(.pool(pool), on: 30) == [6, 0])
  }

  @Test func whatEndsEarlierAnywayIsNotShortened() async throws {
    let stage = try await SuccessionScene()
    stage.scene.test.clock.advance(days: 70)
    try await stage.approve(try await stage.submitted(stage.move(), by: stage.cast.townLead))
    #expect(try stage.current().period == stage.deployment.period)
    #expect(try stage.current().desired.revision == 1)
  }

  @Test func theQuotaIsAskedOnceAndTheOtherSiteInFull() async throws {
    let stage = try await SuccessionScene(otherVCPU: 5)
    // Below what runs: nobody is refused for what they have.
    _ = try await stage.portal.setQuota(
      of: stage.cast.town, to: QuotaGrant(amounts: [.vcpu: 2], validFrom: stage.today),
      as: stage.cast.hostingOfficer)
    let request = try await stage.drafted(stage.move(), by: stage.cast.townLead)
    let refusal = try await stage.scene.test.refusal {
      try await stage.portal.submitHostingRequest(
        request.id, version: request.version, as: stage.cast.townLead)
    }
    #expect(refusal.breaches.map(\.limitKind) == [.capacity, .largestUnit])
    #expect(refusal.breaches.map(\.missing) == [1, 1])
  }

  @Test func roomElsewhereIsNoRoomThere() async throws {
    let stage = try await SuccessionScene(otherVCPU: 8)
    // Somebody else holds the other site's last units; the first site has plenty.
    var blocker = stage.scene.draft(Resources(vcpu: 4, memoryGiB: 4), days: 0..<90)
    blocker.title = "Autre"
    let held = try await stage.portal.draftHostingRequest(blocker, as: stage.cast.agglomerationLead)
    _ = try await stage.portal.submitHostingRequest(
      held.id, version: 1, as: stage.cast.agglomerationLead)
    let pool = stage.scene.pools[0].id
    let other = try #require(
      try stage.portal.site("autre", as: stage.cast.administrator).pools.first?.pool.id)
    try await stage.portal.database.write { connection in
      _ = try connection.run(
        "UPDATE reservation SET pool = \(other) WHERE request = \(held.id) AND pool = \(pool)")
    }
    let words = await stage.words {
      _ = try await stage.submitted(stage.move(), by: stage.cast.townLead)
    }
    #expect(words == "quota-or-capacity-exceeded")
  }

  @Test func everyRefusalIsInWords() async throws {
    let stage = try await SuccessionScene()
    let lead = stage.cast.townLead
    let before = try stage.scene.content()
    let here = await stage.words {
      _ = try await stage.drafted(
        stage.portal.move(of: stage.deployment.id, to: stage.scene.site.slug, as: lead), by: lead)
    }
    #expect(here.contains("déjà à ce site"))
    let nowhere = await stage.words {
      _ = try stage.portal.move(of: stage.deployment.id, to: "nulle-part", as: lead)
    }
    #expect(nowhere.contains("n’existe pas"))
    var larger = try stage.move()
    larger.wanted.vcpu += 1
    larger.end = larger.end.adding(days: 1)
    larger.start = stage.today.adding(days: 1)
    let grown = await stage.words { [larger] in _ = try await stage.drafted(larger, by: lead) }
    for part in ["garde les ressources", "garde la fin", "dès l’approbation"] {
      #expect(grown.contains(part))
    }
    #expect(try stage.scene.content() == before)
  }

  @Test func oneRequestAboutADeploymentAtATime() async throws {
    let stage = try await SuccessionScene()
    let lead = stage.cast.townLead
    let second = try await stage.drafted(stage.move(), by: lead)
    let first = try await stage.submitted(stage.move(), by: lead)
    for words in [
      await stage.words {
        _ = try await stage.portal.submitHostingRequest(
          second.id, version: second.version, as: lead)
      },
      await stage.words {
        _ = try await stage.portal.extendDeployment(
          stage.deployment.id, until: stage.today.adding(days: 100), justification: "Utile",
          as: lead)
      },
      await stage.words {
        _ = try await stage.portal.shrinkDeployment(
          stage.deployment.id, to: Resources(vcpu: 1, memoryGiB: 1),
          until: stage.deployment.period.end, version: 1, as: lead)
      },
    ] { #expect(words.contains("attend déjà une décision")) }

    try await stage.approve(first)
    // While both run, both count: with a larger quota it is not the quota that refuses.
    _ = try await stage.portal.setQuota(
      of: stage.cast.town, to: QuotaGrant(amounts: [.vcpu: 40], validFrom: stage.today),
      as: stage.cast.hostingOfficer)
    for words in [
      await stage.words { _ = try await stage.drafted(stage.move(), by: lead) },
      await stage.words {
        _ = try await stage.portal.extendDeployment(
          stage.deployment.id, until: stage.today.adding(days: 100), justification: "Utile",
          as: lead)
      },
      await stage.words { _ = try await stage.offered() },
    ] { #expect(words.contains("remplace déjà")) }
  }

  @Test func theEndOfAMoveOrOfWhatMovesIsSeenAtApproval() async throws {
    let stage = try await SuccessionScene()
    let request = try await stage.reviewed(
      stage.submitted(stage.move(), by: stage.cast.townLead))
    _ = try await stage.portal.releaseDeployment(
      stage.deployment.id, version: stage.deployment.version, as: stage.cast.townLead)
    let words = await stage.words {
      _ = try await stage.portal.decideApproval(
        request.id, .favourable, reason: "Accord", version: request.version,
        as: stage.cast.approver)
    }
    #expect(words.contains("est libéré"))
    #expect(try stage.scene.test.value("SELECT count(*) FROM deployment") == 1)
  }

  @Test func aChangeOfWhatWasReplacedMeanwhileIsNotApproved() async throws {
    let stage = try await SuccessionScene()
    let offer = try await stage.offered()
    let takeOver = try await stage.takeOver(offer)
    // The giver may still ask for more time; whichever is approved first stands.
    let longer = try await stage.portal.extendDeployment(
      stage.deployment.id, until: stage.today.adding(days: 120), justification: "Utile",
      as: stage.cast.townLead)
    try await stage.approve(takeOver)
    let words = await stage.words { try await stage.approve(longer) }
    #expect(words.contains("remplace déjà"))
    #expect(try stage.current().period.end == stage.today.adding(days: 30))
  }

  @Test func whatHasNotBegunIsNotMoved() async throws {
    let stage = try await SuccessionScene()
    let later = try await stage.scene.approved(
      stage.scene.draft(Resources(vcpu: 1, memoryGiB: 1), days: 40..<50))
    let words = await stage.words {
      _ = try await stage.drafted(
        stage.portal.move(of: later.id, to: "autre", as: stage.cast.townLead),
        by: stage.cast.townLead)
    }
    #expect(words.contains("ne commence que"))
  }
}
