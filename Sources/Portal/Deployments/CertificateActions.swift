import Crypto
import JSON

extension Portal {
  /// Gives an agent its first certificate, for its one-time code and a request (PKCS #10 in PEM) signed by a key that
  /// never leaves the site. Throws `throttled` for whoever tries too often.
  public func certifyAgent(
    secret: String, request: String, from address: String
  ) async throws -> AgentCertificate {
    let agent = try await holder(of: secret, from: address)
    return try await work(as: .agent(agent)) { work in
      guard try work.agents.find(agent.id)?.isWaiting(at: work.now) == true else {
        throw PortalError.invalid("code", EnrolmentCode.used)
      }
      return try work.certify(agent, request) { site, permit in
        try work.agents.useCode(of: agent.id, at: site, permit)
      }
    }
  }

  /// Gives an agent its next certificate, for a new key. The one it shows stays good until the next is shown for the
  /// first time, so that an answer that is lost on its way shuts nobody out; from then on only the next one is.
  public func certifyAgent(request: String, as actor: Actor) async throws -> AgentCertificate {
    try await work(as: actor) { work in
      let agent = try work.callingAgent()
      try work.agents.noteCall(of: agent, at: work.now)
      return try work.certify(agent, request) { _, _ in }
    }
  }

  /// Whose code it is. Every attempt counts against the address it comes from, and one that fails leaves an audit entry.
  private func holder(of secret: String, from address: String) async throws -> Agent.Identity {
    let hash = Self.hash(ofToken: secret)
    let (agent, complaint) = try await work(as: .visitor) { work in
      try work.signInFailures.admit(from: address, at: work.now)
      let agent = try work.agents.find(codeHash: hash)
      let complaint = agent.map { $0.complaint(at: work.now) } ?? EnrolmentCode.unknown
      if complaint != nil {
        try work.audit.append(
          Audit.Entry(
            at: work.now, actor: .visitor, action: .certifyAgent, outcome: .refused,
            resourceType: agent == nil ? .platform : .site,
            resource: agent?.site.text ?? Platform().resourceID, policies: [],
            detail: [("cause", "wrongCode"), ("address", .string(address))]))
      }
      return (agent, complaint)
    }
    if let complaint { throw PortalError.invalid("code", complaint) }
    guard let agent else { throw PortalError.notFound }
    return Agent.Identity(id: agent.id, site: agent.site, certificate: nil)
  }
}

extension Work {
  /// Certifies the key of a request as the agent's.
  fileprivate func certify(
    _ agent: Agent.Identity, _ request: String,
    _ body: (Site, borrowing Permit<Site>) throws -> Void
  ) throws -> AgentCertificate {
    guard let site = try sites.find(agent.site) else { throw PortalError.notFound }
    guard let request = try? CertificateRequest(pem: request) else {
      throw PortalError.invalid(
        "request",
        Text(
          "Une demande de certificat PKCS #10 en PEM est attendue, signée par sa propre clé P-256.",
          "A certificate request is expected, PKCS #10 in PEM, signed by its own key over P-256."))
    }
    let certificate = try keys.authority.certify(
      request, named: "agent \(agent.id)", as: .client,
      valid: now.certificateLife(days: AgentCertificate.life))
    let permit = try permit(
      .certifyAgent, on: site,
      detail: [
        ("agent", .string(agent.id.text)),
        ("certificate", .string(Hex.encode(certificate.fingerprint))),
      ])
    try body(site, permit)
    try agents.insert(
      certificate: certificate.fingerprint, until: now.adding(days: AgentCertificate.life),
      for: agent, at: site, permit)
    return AgentCertificate(
      certificate: try certificate.pem, agent: agent.id, site: site.id,
      orderKey: Base64URL.encode(keys.orders.publicKey.raw))
  }
}

extension Agent {
  fileprivate func isWaiting(at now: Instant) -> Bool { complaint(at: now) == nil }

  /// Why it cannot enrol by its code; `nil` when it can.
  fileprivate func complaint(at now: Instant) -> Text? {
    if codeUsedAt != nil { return EnrolmentCode.used }
    if revokedAt != nil { return EnrolmentCode.unknown }
    guard now >= codeExpiresAt else { return nil }
    return Text(
      "Ce code est expiré : demandez-en un autre à l’opérateur.",
      "This code has expired: ask the operator for another.")
  }
}

extension EnrolmentCode {
  fileprivate static let used = Text("Ce code a déjà servi.", "This code has been used.")
  fileprivate static let unknown = Text("Ce code est inconnu.", "This code is unknown.")
}
