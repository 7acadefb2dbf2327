import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Quotas")
struct QuotaTests {
  @Test func byDefaultThereIsALittleAndNoGPU() async throws {
    let scene = try await HostingScene()
    let report = try scene.portal.quota(of: scene.cast.town, as: scene.cast.townContributor)
    #expect(
      report.lines.map { "\($0.resourceClass) \($0.limit) \($0.used) \($0.reserved)" } == [
        "vcpu 8 0 0", "memoryGiB 32 0 0", "storageGiB 200 0 0", "gpu 0 0 0",
      ])
  }

  @Test func aGrantHoldsForItsDaysOnly() async throws {
    let scene = try await HostingScene()
    _ = try await scene.portal.setQuota(
      of: scene.cast.town,
      to: QuotaGrant(
        amounts: [.gpu: 1], validFrom: scene.today.adding(days: 10),
        validUntil: scene.today.adding(days: 40)), as: scene.cast.hostingOfficer)
    func shortage(_ days: Range<Int>) async throws -> Shortage? {
      let request = try await scene.portal.draftHostingRequest(
        scene.draft(.init(vcpu: 1, memoryGiB: 1, gpu: 1), days: days), as: scene.cast.townLead)
      return try scene.portal.hostingRequest(request.id, as: scene.cast.townLead).shortage
    }
    #expect(try await shortage(10..<40) == nil)
    #expect(try await shortage(9..<20)?.earliestStart == scene.today.adding(days: 10))
    #expect(try await shortage(10..<41)?.breaches.first?.firstDay == scene.today.adding(days: 40))
  }

  @Test func loweringBelowWhatIsPromisedIsAllowedAndFlagged() async throws {
    let scene = try await HostingScene()
    let deployment = try await scene.approved(scene.draft(.init(vcpu: 6, memoryGiB: 8)))
    let report = try await scene.portal.setQuota(
      of: scene.cast.town, to: QuotaGrant(amounts: [.vcpu: 2], validFrom: scene.today),
      as: scene.cast.administrator)
    let line = try #require(report.lines.first { $0.resourceClass == .vcpu })
    #expect(line.limit == 2 && line.used == 6 && line.overFrom == scene.today)
    #expect(report.lines.filter { $0.resourceClass != .vcpu }.allSatisfy { $0.overFrom == nil })
    // Nothing that runs is stopped.
    #expect(try scene.live(.used) == 1)
    #expect(
      try scene.portal.deployment(deployment.id, as: scene.cast.townLead).deployment.desired.state
        == .running)
  }

  @Test func aUseCaseNeverHasMoreThanItsBody() async throws {
    let scene = try await HostingScene()
    func set(_ useCase: UseCase.ID?, _ amount: Int) async throws {
      _ = try await scene.portal.setQuota(
        of: scene.cast.town,
        to: QuotaGrant(useCase: useCase, amounts: [.vcpu: amount], validFrom: scene.today),
        as: scene.cast.hostingOfficer)
    }
    await #expect(throws: PortalError.self) { try await set(scene.useCase, 9) }
    try await set(scene.useCase, 4)
    await #expect(throws: PortalError.self) { try await set(nil, 3) }
    #expect(try scene.test.value("SELECT count(*) FROM quota") == 1)
    let request = try await scene.portal.draftHostingRequest(
      scene.draft(.init(vcpu: 5, memoryGiB: 1)), as: scene.cast.townLead)
    let shortage = try scene.portal.hostingRequest(request.id, as: scene.cast.townLead).shortage
    #expect(shortage?.breaches.map(\.limitKind) == [.useCaseQuota])
  }

  @Test func aPartnerNeverHoldsAQuota() async throws {
    let scene = try await HostingScene()
    for actor in [scene.cast.hostingOfficer, scene.cast.administrator, .console] {
      let error = await #expect(throws: PortalError.self) {
        try await scene.portal.setQuota(
          of: scene.cast.workshop, to: QuotaGrant(amounts: [.vcpu: 1], validFrom: scene.today),
          as: actor)
      }
      guard case .refused(let refusal) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(refusal.forbidding.map(\.id) == ["quota-is-for-public-bodies"])
    }
    #expect(try scene.test.value("SELECT count(*) FROM quota") == 0)
  }

  @Test func everythingWrongWithAGrantIsSaidAtOnce() async throws {
    let scene = try await HostingScene()
    let error = await #expect(throws: PortalError.self) {
      try await scene.portal.setQuota(
        of: scene.cast.town,
        to: QuotaGrant(
          amounts: [.vcpu: -1, .gpu: 2_000_000], validFrom: scene.today, validUntil: scene.today),
        as: scene.cast.administrator)
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(Set(complaints.map(\.field)) == ["vcpu", "gpu", "validUntil"])
  }

  @Test func aPartnerIsPromisedNothing() async throws {
    let scene = try await HostingScene()
    let report = try scene.portal.quota(of: scene.cast.workshop, as: scene.cast.partnerLead)
    #expect(report.lines.allSatisfy { $0.limit == 0 })
    #expect(report.offers.map(\.isAllowed) == [false, false])
  }

  @Test func whoMaySeeAQuota() async throws {
    let scene = try await HostingScene()
    let seeing = scene.cast.everybody.filter {
      (try? scene.portal.quota(of: scene.cast.town, as: $0.actor)) != nil
    }.map(\.name)
    #expect(
      Set(seeing) == [
        "townContributor", "townLead", "townDPO", "hostingOfficer", "administrator", "auditor",
        "approver", "otherApprover",
      ])
  }
}
