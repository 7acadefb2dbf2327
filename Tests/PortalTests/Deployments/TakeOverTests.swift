import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("A deployment is handed over by an offer and a request of the receiving body")
struct TakeOverTests {
  private func offer(
    _ stage: SuccessionScene, to receiver: Organisation.ID, for days: Int = 30,
    as actor: Actor? = nil
  ) async -> String {
    await stage.words {
      _ = try await stage.portal.offerDeployment(
        stage.deployment.id, to: receiver, until: stage.today.adding(days: days),
        as: actor ?? stage.cast.townLead)
    }
  }

  @Test func fromTheOfferToTheSuccessor() async throws {
    let stage = try await SuccessionScene()
    let offer = try await stage.offered()
    let draft = try stage.portal.takeOver(offer.id, as: stage.cast.agglomerationLead)
    #expect(draft.wanted == stage.granted)
    #expect(draft.end == stage.deployment.period.end)
    let request = try await stage.takeOver(offer)
    #expect(request.organisation == stage.cast.agglomeration)
    // The receiver's own quota, in full, beside what the giver holds.
    #expect(try stage.held(.organisation(stage.cast.agglomeration), on: 10) == [0, 6])
    #expect(try stage.held(.organisation(stage.cast.town), on: 10) == [6, 0])

    let successor = try await stage.approve(request)
    #expect(successor.organisation == stage.cast.agglomeration)
    #expect(successor.site == stage.deployment.site)
    #expect(successor.predecessor == stage.deployment.id)
    #expect(try stage.current().period.end == stage.today.adding(days: 30))
    #expect(try stage.portal.offer(offer.id, as: stage.cast.townLead).offer.outcome == .accepted)
    for body in [stage.cast.town, stage.cast.agglomeration] {
      for day in 0..<100 {
        #expect(
          try stage.held(.organisation(body), on: day) == stage.counted(for: body, on: day))
      }
    }
    // Each body sees its own, and what it is told leads to it.
    let giver = try stage.portal.deployment(stage.deployment.id, as: stage.cast.townLead).lineage
    #expect(giver.isReplaced && giver.successor == nil)
    #expect(giver.offer?.receiver == "Agglomération d’Exemple")
    let receiver = try stage.portal.deployment(successor.id, as: stage.cast.agglomerationLead)
    #expect(receiver.lineage.predecessor == nil)
    #expect(throws: PortalError.self) {
      try stage.portal.deployment(stage.deployment.id, as: stage.cast.agglomerationLead)
    }
    let operatorSees = try stage.portal.deployment(successor.id, as: stage.cast.approver).lineage
    #expect(operatorSees.predecessor?.id == stage.deployment.id)
  }

  @Test func theReceiversQuotaCountsInFull() async throws {
    let stage = try await SuccessionScene()
    let own = try await stage.portal.draftHostingRequest(
      stage.scene.draft(Resources(vcpu: 4, memoryGiB: 1), days: 0..<90),
      as: stage.cast.agglomerationLead)
    _ = try await stage.portal.submitHostingRequest(
      own.id, version: 1, as: stage.cast.agglomerationLead)
    let offer = try await stage.offered()
    let request = try await stage.drafted(
      stage.portal.takeOver(offer.id, as: stage.cast.agglomerationLead),
      by: stage.cast.agglomerationLead)
    let refusal = try await stage.scene.test.refusal {
      try await stage.portal.submitHostingRequest(
        request.id, version: request.version, as: stage.cast.agglomerationLead)
    }
    #expect(refusal.breaches.map(\.limitKind) == [.organisationQuota])
    #expect(refusal.breaches.map(\.missing) == [2])
  }

  @Test func whoReceivesAndWhoOffers() async throws {
    let stage = try await SuccessionScene()
    let cast = stage.cast
    #expect(
      await offer(stage, to: cast.workshop) == "only-public-bodies-receive receiver-status-required"
    )
    #expect(await offer(stage, to: cast.gigalis).contains("only-public-bodies-receive"))
    #expect(await offer(stage, to: cast.unverifiedBody) == "receiver-status-required")
    #expect(await offer(stage, to: cast.town).contains("déjà celui"))
    #expect(await offer(stage, to: cast.agglomeration, for: -1).contains("à partir d’aujourd’hui"))
    #expect(await offer(stage, to: cast.agglomeration, for: 61).contains("à partir d’aujourd’hui"))
    #expect(
      await offer(stage, to: cast.agglomeration, as: cast.hostingOfficer)
        == "deployment-belongs-to-its-body")
    #expect(await offer(stage, to: cast.agglomeration, as: cast.agglomerationLead) == "notFound")
    #expect(try stage.scene.test.value("SELECT count(*) FROM deploymentOffer") == 0)

    #expect(await offer(stage, to: cast.agglomeration, for: 60) == "")
    #expect(await offer(stage, to: cast.agglomeration).contains("déjà proposé"))
    #expect(
      try stage.scene.test.value(
        "SELECT count(*) FROM audit WHERE action = 'offerDeployment' AND outcome = 'done'") == 1)
  }

  @Test func whoSeesAnOffer() async throws {
    let stage = try await SuccessionScene()
    let offer = try await stage.offered()
    func viewers() -> Set<String> {
      Set(
        stage.cast.everybody.filter { _, actor in
          (try? stage.portal.offer(offer.id, as: actor)) != nil
        }.map(\.name))
    }
    let giver: Set = [
      "townContributor", "townLead", "townDPO", "hostingOfficer", "approver", "administrator",
      "auditor", "otherApprover",
    ]
    #expect(viewers() == giver.union(["agglomerationLead", "agglomerationDPO"]))
    #expect(
      try stage.portal.workItems(as: stage.cast.agglomerationLead).map(\.resource)
        == [offer.id.text])
    _ = try await stage.portal.declineOffer(
      offer.id, reason: "Sans besoin.", as: stage.cast.agglomerationLead)
    #expect(viewers() == giver)
    #expect(try stage.portal.workItems(as: stage.cast.agglomerationLead).isEmpty)
    #expect(
      try stage.portal.offer(offer.id, as: stage.cast.townLead).offer.reason == "Sans besoin.")
    #expect(
      await stage.words {
        _ = try await stage.portal.withdrawOffer(offer.id, as: stage.cast.townLead)
      }.contains("déjà déclinée"))
    // What was declined can be offered again.
    _ = try await stage.offered()
  }

  @Test func decliningNeedsAReason() async throws {
    let stage = try await SuccessionScene()
    let offer = try await stage.offered()
    #expect(
      await stage.words {
        _ = try await stage.portal.declineOffer(
          offer.id, reason: " ", as: stage.cast.agglomerationLead)
      } != "")
    #expect(try stage.portal.offer(offer.id, as: stage.cast.townLead).offer.outcome == nil)
  }

  @Test func withdrawnUntilTheApproval() async throws {
    let stage = try await SuccessionScene()
    let offer = try await stage.offered()
    let reviewed = try await stage.reviewed(stage.takeOver(offer))
    _ = try await stage.portal.withdrawOffer(offer.id, as: stage.cast.townLead)
    let words = await stage.words {
      _ = try await stage.portal.decideApproval(
        reviewed.id, .favourable, reason: "Accord", version: reviewed.version,
        as: stage.cast.approver)
    }
    #expect(words.contains("n’est plus, proposé"))
    #expect(try stage.scene.test.value("SELECT count(*) FROM deployment") == 1)
    #expect(try stage.current().period == stage.deployment.period)
    // Another offer, to whomever else, does not revive it.
    #expect(
      try stage.portal.hostingRequest(reviewed.id, as: stage.cast.approver).request.state
        == .underReview)
  }

  @Test func nobodyTakesOverWhatIsNotOfferedToThem() async throws {
    let stage = try await SuccessionScene()
    let offer = try await stage.offered()
    #expect(
      await stage.words {
        _ = try await stage.drafted(
          stage.portal.takeOver(offer.id, as: stage.cast.townLead), by: stage.cast.townLead)
      }.contains("déjà à ce site"))
    #expect(
      await stage.words {
        _ = try await stage.drafted(
          stage.portal.takeOver(offer.id, as: stage.cast.unverifiedLead),
          by: stage.cast.unverifiedLead)
      } == "notFound")
  }

  @Test func membersOfTheGivingBodyNeverDecide() async throws {
    let stage = try await SuccessionScene()
    let request = try await stage.takeOver(stage.offered())
    for (actor, action) in [
      (stage.cast.hostingOfficer, Action.decideTechnical), (stage.cast.approver, .decideApproval),
    ] {
      _ = try await stage.scene.test.grant(actor, role: .contributor, in: stage.cast.town)
      let answer = try stage.portal.read(as: actor) {
        try $0.gate.decide(
          action, on: request,
          context: action == .decideApproval ? .approval(granting: false, exceeding: nil) : .none)
      }
      guard case .refused(let refusal) = answer else {
        Issue.record("\(action) is not refused")
        continue
      }
      #expect(refusal.forbidding.map(\.id) == ["body-concerned-never-decides"])
    }
    // Nor did they get it onto their list.
    #expect(
      try !stage.portal.workItems(as: stage.cast.hostingOfficer).contains {
        $0.resource == request.id.text
      })
  }

  @Test func anOfferLapsesUnlessItIsBeingTakenUp() async throws {
    let stage = try await SuccessionScene()
    let offer = try await stage.offered(for: 10)
    let early = try await stage.drafted(
      stage.portal.takeOver(offer.id, as: stage.cast.agglomerationLead),
      by: stage.cast.agglomerationLead)
    stage.scene.test.clock.advance(days: 10)
    #expect(try await stage.portal.expireOffers() == 0)
    stage.scene.test.clock.advance(days: 1)
    // Too late to ask, even before the tick.
    #expect(
      await stage.words {
        _ = try await stage.portal.submitHostingRequest(
          early.id, version: early.version, as: stage.cast.agglomerationLead)
      }.contains("valait jusqu’au"))
    #expect(try await stage.portal.expireOffers() == 1)

    let second = try await stage.offered(for: 10)
    let request = try await stage.takeOver(second)
    stage.scene.test.clock.advance(days: 11)
    #expect(try await stage.portal.expireOffers() == 0)
    try await stage.approve(request)
    #expect(
      try stage.portal.offer(second.id, as: stage.cast.townLead).offer.outcome == .accepted)
  }

  @Test func pastItsDayAnOfferWaitsOnlyForWhatWasSubmitted() async throws {
    let stage = try await SuccessionScene()
    let offer = try await stage.offered(for: 10)
    func canTakeOver() throws -> [Bool] {
      let record = try stage.portal.offer(offer.id, as: stage.cast.agglomerationLead)
      return [record.isOpen, record.canTakeOver]
    }
    _ = try await stage.takeOver(offer)
    stage.scene.test.clock.advance(days: 10)
    #expect(try canTakeOver() == [true, true])
    stage.scene.test.clock.advance(days: 1)
    #expect(try await stage.portal.expireOffers() == 0)
    #expect(try canTakeOver() == [false, false])
  }

  @Test(arguments: [(days: Int64(10), served: 1), (days: 11, served: 0)])
  func whoWaitsBeyondTheDayOfTheOfferIsHeldNothing(_ wait: (days: Int64, served: Int)) async throws {
    let stage = try await SuccessionScene()
    let lead = stage.cast.agglomerationLead
    let own = try await stage.portal.draftHostingRequest(
      stage.scene.draft(Resources(vcpu: 4, memoryGiB: 1), days: 0..<90), as: lead)
    let held = try await stage.portal.submitHostingRequest(own.id, version: 1, as: lead)
    let offer = try await stage.offered(for: 10)
    let request = try await stage.drafted(stage.portal.takeOver(offer.id, as: lead), by: lead)
    _ = try await stage.portal.queueHostingRequest(
      request.id, until: stage.today.adding(days: 30), version: request.version, as: lead)
    stage.scene.test.clock.advance(days: wait.days)
    _ = try await stage.portal.withdrawHostingRequest(held.id, version: held.version, as: lead)
    #expect(try await stage.portal.serveWaitingList() == wait.served)
    #expect(try await stage.portal.expireOffers() == 1 - wait.served)
  }

  @Test func anOfferOfWhatIsReleasedOrMovedIsOver() async throws {
    let stage = try await SuccessionScene()
    let offer = try await stage.offered()
    try await stage.approve(try await stage.submitted(stage.move(), by: stage.cast.townLead))
    #expect(try stage.portal.offer(offer.id, as: stage.cast.townLead).offer.outcome == .lapsed)

    let other = try await SuccessionScene()
    let second = try await other.offered()
    _ = try await other.portal.releaseDeployment(
      other.deployment.id, version: other.deployment.version, as: other.cast.townLead)
    #expect(try await other.portal.expireOffers() == 1)
    #expect(try other.portal.offer(second.id, as: other.cast.townLead).offer.outcome == .lapsed)
  }

  @Test func everybodyConcernedIsToldToTakeTheDataOver() async throws {
    let stage = try await SuccessionScene()
    let offer = try await stage.offered()
    var draft = try stage.portal.takeOver(offer.id, as: stage.cast.agglomerationLead)
    draft.maintainer = stage.cast.workshop
    let successor = try await stage.approve(
      stage.submitted(draft, by: stage.cast.agglomerationLead))
    func told(_ actor: Actor) throws -> [String] {
      try stage.portal.workItems(as: actor).filter { $0.title.english.hasPrefix("Data to be") }
        .map(\.resource)
    }
    #expect(try told(stage.cast.townLead) == [stage.deployment.id.text])
    #expect(try told(stage.cast.agglomerationLead) == [successor.id.text])
    #expect(try told(stage.cast.partnerLead) == [successor.id.text])
    #expect(try told(stage.cast.otherPartnerLead).isEmpty)
    #expect(try told(stage.cast.hostingOfficer).isEmpty)
    let item = try #require(
      try stage.portal.workItems(as: stage.cast.partnerLead).first)
    #expect(item.dueAt == stage.today.adding(days: 30).start)
    _ = try await stage.portal.releaseDeployment(
      stage.deployment.id, version: try stage.current().version, as: stage.cast.townLead)
    #expect(try told(stage.cast.agglomerationLead).isEmpty)
  }

  @Test func whoMovesIsToldOnceOnWhatStays() async throws {
    let stage = try await SuccessionScene()
    let successor = try await stage.approve(
      try await stage.submitted(stage.move(), by: stage.cast.townLead))
    let items = try stage.portal.workItems(as: stage.cast.townContributor)
    #expect(items.map(\.resource) == [successor.id.text])
  }

  @Test func aMaintainersAccessEndsWithTheDeployment() async throws {
    let stage = try await SuccessionScene()
    let deployment = try await stage.scene.approved(
      stage.scene.draft(Resources(vcpu: 1, memoryGiB: 1), maintainer: stage.cast.workshop))
    func isInSight() throws -> Bool {
      let list = try stage.portal.deployments(as: stage.cast.partnerLead)
      let isListed = list.items.contains { $0.deployment.id == deployment.id }
      let record = try? stage.portal.deployment(deployment.id, as: stage.cast.partnerLead)
      #expect((record != nil) == isListed)
      #expect(list.total == list.items.count)
      return isListed
    }
    let agent = try await stage.scene.test.agent(at: deployment.site).actor
    _ = try await stage.portal.releaseDeployment(
      deployment.id, version: deployment.version, as: stage.cast.townLead)
    // Until the site has reported it absent there is something to maintain.
    #expect(try isInSight())
    _ = try await stage.portal.reportDeployment(
      deployment.id, Report(revision: 2, phase: .absent), as: agent)
    #expect(try !isInSight())
    #expect(try stage.portal.deployment(deployment.id, as: stage.cast.townLead).release != nil)
  }
}
