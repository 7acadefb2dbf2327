import Crypto
import SQLite
import TestSupport
import Testing

@testable import Portal

@Suite("Agents enrol, renew and are shut out")
struct CertificateTests {
  private let scene: HostingScene
  private var portal: Portal { scene.portal }

  init() async throws { scene = try await HostingScene() }

  private func code() async throws -> EnrolmentCode {
    try await portal.enrolAgent(at: scene.site.id, name: "a", as: scene.cast.administrator).code
  }

  private func enrol(_ secret: String, from address: String = "192.0.2.7") async throws -> Actor {
    let given = try await portal.certifyAgent(
      secret: secret, request: try TestPortal.certificateRequest(), from: address)
    return try scene.test.shown(given).actor
  }

  private func expect(
    _ text: String, _ deed: () async throws -> Void,
    _ location: SourceLocation = #_sourceLocation
  ) async {
    let error = await #expect(throws: PortalError.self, sourceLocation: location) {
      try await deed()
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))", sourceLocation: location)
      return
    }
    #expect(complaints.map(\.text.french) == [text], sourceLocation: location)
  }

  private func isShutOut(_ actor: Actor) async -> Bool {
    do {
      _ = try await portal.pullOrders(at: scene.site.id, as: actor)
      return false
    } catch PortalError.signInRequired {
      return true
    } catch {
      Issue.record(error)
      return false
    }
  }

  @Test func aCodeWorksOnceAndNothingOfItIsKept() async throws {
    let code = try await code()
    #expect(EnrolmentCode(code.text) == code)
    #expect(code.authority == portal.keys.authority.certificate.fingerprint)
    #expect(
      try scene.test.value(
        "SELECT count(*) FROM agent WHERE codeHash = \(Array(code.secret.utf8))") == 0)
    let actor = try await enrol(code.secret)
    _ = try await portal.pullOrders(at: scene.site.id, as: actor)
    let agent = try #require(portal.site("exemple", as: scene.cast.auditor).agents.first)
    #expect(agent.lastSeenAt == scene.test.clock.now() && agent.codeUsedAt != nil)
    #expect(agent.certificateExpiresAt == scene.test.clock.now().adding(days: 30))
    await expect("Ce code a déjà servi.") { _ = try await enrol(code.secret) }
    #expect(await !isShutOut(actor))
    #expect(
      try scene.test.auditLines().suffix(3) == [
        "member enrolAgent done Site", "agent certifyAgent done Site",
        "visitor certifyAgent refused Site",
      ])
  }

  @Test func aCodeLastsAnHour() async throws {
    let code = try await code()
    scene.test.clock.advance(seconds: 3600)
    await expect("Ce code est expiré : demandez-en un autre à l’opérateur.") {
      _ = try await enrol(code.secret)
    }
  }

  @Test func guessingIsSlowedDownAndLeavesATrace() async throws {
    let code = try await code()
    let lines = try scene.test.auditCount()
    for guess in 0..<SignInThrottle.failuresPerAddress {
      await expect("Ce code est inconnu.") { _ = try await enrol("guess-\(guess)") }
    }
    #expect(try scene.test.auditCount() == lines + SignInThrottle.failuresPerAddress)
    let error = await #expect(throws: PortalError.self) { try await enrol(code.secret) }
    guard case .throttled = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    _ = try await enrol(code.secret, from: "192.0.2.8")
  }

  @Test func aRequestThatIsNoneCostsNoCode() async throws {
    let code = try await code()
    let error = await #expect(throws: PortalError.self) {
      try await portal.certifyAgent(secret: code.secret, request: "x", from: "192.0.2.7")
    }
    guard case .invalid(let complaints) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(complaints.map(\.field) == ["request"])
    _ = try await enrol(code.secret)
  }

  @Test func revocationShutsOutAtOnce() async throws {
    let (id, certificate, actor) = try await scene.test.agent(at: scene.site.id)
    try await portal.revokeAgent(id, as: scene.cast.administrator)
    #expect(try portal.actor(certificate: certificate) == nil)
    // One that showed its certificate just before as well.
    #expect(await isShutOut(actor))
    let waiting = try await portal.enrolAgent(
      at: scene.site.id, name: "b", as: scene.cast.administrator)
    try await portal.revokeAgent(waiting.agent.id, as: scene.cast.administrator)
    await expect("Ce code est inconnu.") { _ = try await enrol(waiting.code.secret) }
  }

  @Test func aCertificateLastsThirtyDays() async throws {
    let (_, certificate, actor) = try await scene.test.agent(at: scene.site.id)
    scene.test.clock.advance(days: 30)
    #expect(try portal.actor(certificate: certificate) == nil)
    #expect(await isShutOut(actor))
  }

  @Test func theOldCertificateIsGoodUntilTheNewOneIsShown() async throws {
    let (_, old, actor) = try await scene.test.agent(at: scene.site.id)
    scene.test.clock.advance(days: 20)
    // The answer is lost on its way; the agent asks again.
    let lost = try scene.test.shown(
      await portal.certifyAgent(request: TestPortal.certificateRequest(), as: actor))
    let new = try scene.test.shown(
      await portal.certifyAgent(request: TestPortal.certificateRequest(), as: actor))
    #expect(try portal.actor(certificate: lost.certificate) == nil)
    #expect(await !isShutOut(actor))
    #expect(await !isShutOut(new.actor))
    #expect(try portal.actor(certificate: old) == nil)
    #expect(await isShutOut(actor))
    #expect(await isShutOut(lost.actor))
    #expect(await !isShutOut(new.actor))
  }

  @Test func whoIsNoAgentIsCertifiedForNothing() async throws {
    for (name, actor) in scene.cast.everybody + [("visitor", .visitor), ("console", .console)] {
      let error = await #expect(throws: PortalError.self, "\(name)") {
        try await portal.certifyAgent(request: TestPortal.certificateRequest(), as: actor)
      }
      guard case .signInRequired = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }
}
