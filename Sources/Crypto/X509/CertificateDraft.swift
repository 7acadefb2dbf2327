import COpenSSL

/// A certificate while it is put together.
struct CertificateDraft {
  private let certificate: Owned
  /// Whose name and key stand for the signature: the issuer, or the draft itself.
  private let signer: Owned

  /// Version 3 with a random serial number, for one key; to be signed by itself without an issuer.
  init(
    of key: Owned, named name: String, valid: CertificateAuthority.Validity,
    issuer: Certificate? = nil
  ) throws(CryptoError) {
    certificate = try Owned(X509_new(), during: "certificate", X509_free)
    signer = try issuer?.handle() ?? certificate
    let text = Array(name.utf8)
    let isFilled = certificate.with { draft in
      X509_set_version(draft, Int(X509_VERSION_3)) == 1 && Self.setSerial(of: draft)
        && ASN1_TIME_set(X509_getm_notBefore(draft), time_t(valid.lowerBound)) != nil
        && ASN1_TIME_set(X509_getm_notAfter(draft), time_t(valid.upperBound)) != nil
        && key.with { X509_set_pubkey(draft, $0) } == 1
        && X509_NAME_add_entry_by_txt(
          X509_get_subject_name(draft), "CN", MBSTRING_UTF8, text, Int32(text.count), -1, 0) == 1
        && signer.with { X509_set_issuer_name(draft, X509_get_subject_name($0)) } == 1
    }
    guard isFilled else { throw .last(during: "certificate") }
  }

  /// Adds an extension, its value as x509v3_config(5) has it.
  func add(_ kind: Int32, _ value: String) throws(CryptoError) {
    let pointer = certificate.with { draft in
      signer.with { copenssl_extension($0, draft, kind, value) }
    }
    let addition = try Owned(pointer, during: "extension", X509_EXTENSION_free)
    guard certificate.with({ draft in addition.with { X509_add_ext(draft, $0, -1) } }) == 1 else {
      throw .last(during: "extension")
    }
  }

  func signed(by key: Owned) throws(CryptoError) -> Certificate {
    guard certificate.with({ draft in key.with { X509_sign(draft, $0, EVP_sha256()) } }) > 0 else {
      throw .last(during: "signing")
    }
    return try Certificate(certificate)
  }

  /// 16 random bytes, positive (RFC 5280 §4.1.2.2).
  private static func setSerial(of certificate: OpaquePointer) -> Bool {
    var bytes = SecureRandom.bytes(16)
    bytes[0] = bytes[0] & 0x7f | 0x40
    let number = BN_bin2bn(bytes, Int32(bytes.count), nil)
    defer { BN_free(number) }
    return BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nil
  }
}
