import Crypto
import SQLite

extension Portal {
  /// The certificate of the portal's authority, in PEM. No secret: an agent that enrols holds it against its code.
  public func authorityCertificate() throws -> String { try keys.authority.certificate.pem }

  /// Whom a certificate stands for that was shown and verified; `nil` when it stands for nobody, or nobody any more.
  public func actor(certificate fingerprint: [UInt8]) throws -> Actor? {
    let now = settings.clock()
    return try database.read { connection in
      try AgentStore(connection: connection).identity(certificate: fingerprint, at: now)
        .map { .agent($0) }
    }
  }
}
