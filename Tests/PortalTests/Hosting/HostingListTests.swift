import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Lists show what the gate allows, and nothing else")
struct HostingListTests {
  /// Requests in every state that the portal reaches, of two bodies, with and without a maintainer.
  private func scene() async throws -> HostingScene {
    let scene = try await HostingScene(
      defaults: Resources(vcpu: 50, memoryGiB: 100, storageGiB: 900))
    let (portal, cast) = (scene.portal, scene.cast)
    let small = Resources(vcpu: 1, memoryGiB: 1)
    for maintainer in [nil, cast.workshop, cast.town] {
      let content = scene.draft(small, maintainer: maintainer)
      _ = try await portal.draftHostingRequest(content, as: cast.townLead)
      _ = try await scene.submitted(content)
      _ = try await scene.approved(content)
      let rejected = try await scene.submitted(content)
      _ = try await portal.decideTechnical(
        rejected.id, .unfavourable, reason: "Non", version: rejected.version,
        as: cast.hostingOfficer)
    }
    let other = try await portal.draftHostingRequest(
      scene.draft(small, maintainer: cast.studio), as: cast.agglomerationLead)
    _ = try await portal.submitHostingRequest(
      other.id, version: 1, as: cast.agglomerationLead)
    _ = try await portal.draftHostingRequest(
      scene.draft(small, maintainer: cast.studio), as: cast.agglomerationLead)
    return scene
  }

  @Test func requests() async throws {
    let scene = try await scene()
    let all = try scene.portal.read(as: .console) {
      try $0.hostingRequests.page(where: "TRUE", after: nil, limit: Limit(clamping: 100))
    }
    #expect(all.count == 14)
    for (name, actor) in scene.cast.everybody + [("visitor", .visitor)] {
      let visible = all.filter { request in
        (try? scene.portal.read(as: actor) {
          try $0.gate.allows(.viewHostingRequest, on: request)
        }) ?? false
      }
      // Page by page, three at a time.
      var shown: [HostingRequest.ID] = []
      var cursor: Cursor?
      repeat {
        let page = try scene.portal.hostingRequests(
          after: cursor, limit: Limit(clamping: 3), as: actor)
        #expect(page.total == visible.count, "\(name)")
        shown += page.items.map(\.request.id)
        cursor = page.next
      } while cursor != nil
      #expect(shown == visible.map(\.id), "\(name)")
    }
  }

  @Test func filters() async throws {
    let scene = try await scene()
    let page = try scene.portal.hostingRequests(
      HostingRequestFilter(state: .submitted, organisation: scene.cast.town),
      as: scene.cast.approver)
    #expect(page.total == 3)
    #expect(page.items.allSatisfy { $0.request.state == .submitted })
    #expect(page.items.first?.organisation == "Ville d’Exemple")
    #expect(page.items.first?.useCase == "Compte rendu")
  }

  @Test func deployments() async throws {
    let scene = try await scene()
    let agent = try await scene.agent()
    let all = try scene.portal.read(as: .console) {
      try $0.deployments.page(where: "TRUE", after: nil, limit: Limit(clamping: 100))
    }
    #expect(all.count == 3)
    for (name, actor) in scene.cast.everybody + [("visitor", .visitor), ("agent", agent)] {
      let visible = all.filter { deployment in
        (try? scene.portal.read(as: actor) {
          try $0.gate.allows(.viewDeployment, on: deployment)
        }) ?? false
      }
      let page = try scene.portal.deployments(as: actor)
      #expect(page.items.map(\.deployment.id) == visible.map(\.id), "\(name)")
      #expect(page.total == visible.count, "\(name)")
    }
  }
}
