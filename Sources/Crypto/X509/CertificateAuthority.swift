import COpenSSL

/// Signs the certificates of a few programs that know one another, and of nobody else (RFC 5280):
/// there is nothing below it but those certificates, and no list of what is revoked.
public struct CertificateAuthority: Sendable {
  /// Its own certificate, signed by itself.
  public let certificate: Certificate
  public let key: CertificateKey

  /// From one second to another, since 1970 UTC, both included.
  public typealias Validity = ClosedRange<Int64>

  /// What a certificate is good for.
  public enum Purpose: Hashable, Sendable {
    /// A server of this DNS name.
    case server(name: String)
    case client
  }

  /// A new authority with a key of its own.
  public init(named name: String, valid: Validity) throws(CryptoError) {
    let key = try CertificateKey()
    let handle = try key.handle()
    let draft = try CertificateDraft(of: handle, named: name, valid: valid)
    try draft.add(NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
    try draft.add(NID_key_usage, "critical,keyCertSign")
    try draft.add(NID_subject_key_identifier, "hash")
    certificate = try draft.signed(by: handle)
    self.key = key
  }

  /// Throws unless the key is the certificate's.
  public init(certificate: Certificate, key: CertificateKey) throws(CryptoError) {
    let (one, other) = (try certificate.handle(), try key.handle())
    guard one.with({ one in other.with { X509_check_private_key(one, $0) } }) == 1 else {
      throw .last(during: "the authority's key")
    }
    self.certificate = certificate
    self.key = key
  }

  /// Certifies the key of a request. Of all that a request may wish for, only its key is taken.
  public func certify(
    _ request: CertificateRequest, named name: String, as purpose: Purpose, valid: Validity
  ) throws(CryptoError) -> Certificate {
    let draft = try CertificateDraft(
      of: request.key(), named: name, valid: valid, issuer: certificate)
    try draft.add(NID_basic_constraints, "critical,CA:FALSE")
    try draft.add(NID_key_usage, "critical,digitalSignature")
    try draft.add(NID_authority_key_identifier, "keyid:always")
    switch purpose {
    case .client: try draft.add(NID_ext_key_usage, "clientAuth")
    case .server(let name):
      // More than a name would be read as further settings.
      guard name.utf8.allSatisfy(Self.isInHostName) else { throw .malformed("a DNS name") }
      try draft.add(NID_ext_key_usage, "serverAuth")
      try draft.add(NID_subject_alt_name, "DNS:" + name)
    }
    return try draft.signed(by: key.handle())
  }

  private static func isInHostName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
