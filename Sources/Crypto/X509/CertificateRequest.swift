import COpenSSL

/// Asks for a certificate (PKCS #10, RFC 2986), and proves by its signature that whoever asks holds
/// the key. Names that it wishes for are not looked at.
public struct CertificateRequest: Sendable {
  /// `-----BEGIN CERTIFICATE REQUEST-----` (RFC 7468).
  public let pem: String

  private static let wanted = "a certificate request in PEM, signed by its own key over P-256"

  /// Asks for a certificate for a key.
  public init(for key: CertificateKey) throws(CryptoError) {
    let request = try Owned(X509_REQ_new(), during: "request", X509_REQ_free)
    let key = try key.handle()
    let file = MemoryFile()
    let isWritten = request.with { request in
      key.with {
        X509_REQ_set_pubkey(request, $0) == 1 && X509_REQ_sign(request, $0, EVP_sha256()) > 0
      } && file.with { PEM_write_bio_X509_REQ($0, request) } == 1
    }
    guard isWritten else { throw .last(during: "request") }
    pem = file.text
  }

  /// Throws unless it is one, over P-256, with its own signature true.
  public init(pem: String) throws(CryptoError) {
    self.pem = pem
    let request = try handle()
    let isProof = request.with { request in
      let key = X509_REQ_get0_pubkey(request)
      return CertificateKey.isP256(key) && X509_REQ_verify(request, key) == 1
    }
    ERR_clear_error()
    guard isProof else { throw .malformed(Self.wanted) }
  }

  /// The key that it asks a certificate for.
  func key() throws(CryptoError) -> Owned {
    try Owned(try handle().with(X509_REQ_get_pubkey), wanted: Self.wanted, EVP_PKEY_free)
  }

  /// The request as OpenSSL has it.
  private func handle() throws(CryptoError) -> Owned {
    let pointer = MemoryFile(pem).with { PEM_read_bio_X509_REQ($0, nil, nil, nil) }
    return try Owned(pointer, wanted: Self.wanted, X509_REQ_free)
  }
}
