import Crypto
import Portal

/// Who reported from the site before the demonstration began: an agent that keeps its certificate fresh while the days of
/// the story go by, and is revoked at their end.
struct DemoSiteAgent {
  let portal: Portal
  let clock: StoryClock
  private let id: Agent.ID
  private(set) var actor: Actor
  private var certifiedOn: Day

  init(at site: Site, in portal: Portal, clock: StoryClock, as administrator: Actor) async throws {
    self.portal = portal
    self.clock = clock
    let (agent, code) = try await portal.enrolAgent(
      at: site.id, name: "agent fictif d’avant la démonstration", as: administrator)
    id = agent.id
    let given = try await portal.certifyAgent(
      secret: code.secret, request: CertificateRequest(for: CertificateKey()).pem,
      from: "192.0.2.1")
    actor = try Self.actor(showing: given, in: portal)
    certifiedOn = clock.now().day
  }

  /// To be called every few days.
  mutating func renewIfDue() async throws {
    guard clock.now().day >= certifiedOn.adding(days: 20) else { return }
    let given = try await portal.certifyAgent(
      request: CertificateRequest(for: CertificateKey()).pem, as: actor)
    actor = try Self.actor(showing: given, in: portal)
    certifiedOn = clock.now().day
  }

  func end(as administrator: Actor) async throws {
    try await portal.revokeAgent(id, as: administrator)
  }

  private static func actor(showing given: AgentCertificate, in portal: Portal) throws -> Actor {
    let certificate = try Certificate(pem: given.certificate)
    guard let actor = try portal.actor(certificate: certificate.fingerprint) else {
      throw PortalError.signInRequired
    }
    return actor
  }
}
