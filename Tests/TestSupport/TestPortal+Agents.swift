import Crypto
public import Portal

extension TestPortal {
  /// An agent that has enrolled at a site: what it shows, and who it is then.
  public func agent(
    at site: Site.ID, name: String = "agent-1"
  ) async throws -> (id: Agent.ID, certificate: [UInt8], actor: Actor) {
    let (agent, code) = try await portal.enrolAgent(
      at: site, name: name, as: cast.administrator)
    let given = try await portal.certifyAgent(
      secret: code.secret, request: try Self.certificateRequest(), from: "192.0.2.1")
    let (certificate, actor) = try shown(given)
    return (agent.id, certificate, actor)
  }

  /// A request as an agent sends it, for a new key.
  public static func certificateRequest() throws -> String {
    try CertificateRequest(for: CertificateKey()).pem
  }

  /// The fingerprint of a certificate that was given, and whom it stands for.
  public func shown(
    _ given: AgentCertificate
  ) throws -> (certificate: [UInt8], actor: Actor) {
    let fingerprint = try Certificate(pem: given.certificate).fingerprint
    guard let actor = try portal.actor(certificate: fingerprint) else {
      throw PortalError.signInRequired
    }
    return (fingerprint, actor)
  }
}
