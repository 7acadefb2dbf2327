public import Crypto

/// The portal's own keys towards the sites: one signs orders; the authority certifies the agents, and the portal to them.
///
/// Whoever has them can order in the portal's name whatever the sites' own ceilings let pass.
public struct HandOverKeys: Sendable {
  public let orders: Ed25519.PrivateKey
  public let authority: CertificateAuthority

  /// What the portal is called in its certificate, wherever agents reach it: nobody but this authority certifies the
  /// name, and no public one may, as `.internal` is set aside for private use (SSAC, SAC113; IANA's choice of 2024).
  public static let serverName = "hand-over.internal"

  public init(orders: Ed25519.PrivateKey, authority: CertificateAuthority) {
    self.orders = orders
    self.authority = authority
  }

  /// New ones; the authority's certificate is good for twenty years.
  public init(madeAt now: Instant) throws {
    let authority = try CertificateAuthority(
      named: "Fabrique hand-over authority", valid: now.certificateLife(days: 20 * 365))
    self.init(orders: try Ed25519.PrivateKey(), authority: authority)
  }

  /// What the portal shows to agents, under a key of its own that is nowhere kept: good for a month, to be made anew each
  /// day.
  public func serverCertificate(at now: Instant) throws -> (Certificate, CertificateKey) {
    let key = try CertificateKey()
    let certificate = try authority.certify(
      CertificateRequest(for: key), named: Self.serverName, as: .server(name: Self.serverName),
      valid: now.certificateLife(days: 30))
    return (certificate, key)
  }
}

extension Instant {
  /// From an hour ago, as a site's clock may be slow, to so many days from now.
  func certificateLife(days: Int64) -> CertificateAuthority.Validity {
    adding(seconds: -3600).milliseconds / 1000...adding(days: days).milliseconds / 1000
  }
}
