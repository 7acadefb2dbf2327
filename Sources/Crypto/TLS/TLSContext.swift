import COpenSSL

/// What a TLS server shows and accepts: a certificate with its key, TLS 1.2 and 1.3, and nothing
/// weaker than Mozilla's "intermediate" set (Server Side TLS 5.7).
///
/// Clients keep their sessions themselves, in tickets under keys that this context has made up: put
/// a new context in its place at least once a day, so that no key opens more than a day's sessions
/// (RFC 9325 §3.4).
///
/// Unchecked: OpenSSL's context is complete once `init` returns, and counts and locks for itself
/// what connections on several threads share in it.
public final class TLSContext: @unchecked Sendable {
  let handle: OpaquePointer

  /// ECDHE with AEAD only (RFC 9325 §4.2); TLS 1.3 has nothing else.
  private static let suites12 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    + "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    + "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
  /// A day, as Mozilla advises.
  private static let sessionSeconds = 86_400

  /// Reads PEM files: the server's certificate followed by those that vouch for it, and its key,
  /// not encrypted.
  ///
  /// Throws when a file cannot be read, holds something else, or the key is another certificate's.
  public init(certificateFile: String, keyFile: String) throws(CryptoError) {
    guard let handle = SSL_CTX_new(TLS_server_method()) else { throw .last(during: "TLS") }
    self.handle = handle
    try Self.configure(handle)
    // Without a callback OpenSSL would ask the terminal for the passphrase of an encrypted key.
    SSL_CTX_set_default_passwd_cb(handle) { _, _, _, _ in -1 }
    guard SSL_CTX_use_certificate_chain_file(handle, certificateFile) == 1 else {
      throw .last(during: "certificate \(certificateFile)")
    }
    // A key of another kind than the certificate's is taken for one whose certificate is to come.
    guard SSL_CTX_use_PrivateKey_file(handle, keyFile, SSL_FILETYPE_PEM) == 1,
      SSL_CTX_check_private_key(handle) == 1
    else { throw .last(during: "key \(keyFile)") }
  }

  /// Shows a certificate with its key, and asks each client for one of `clientAuthority`'s.
  ///
  /// Who shows another's, an expired one or a server's is turned away. Who shows none is let in and
  /// has no `TLSSession.clientFingerprint`: what is open to nobody in particular is for the
  /// application to say. There are no tickets: each connection shows its certificate anew.
  public init(
    certificate: Certificate, key: CertificateKey, clientAuthority: Certificate
  ) throws(CryptoError) {
    guard let handle = SSL_CTX_new(TLS_server_method()) else { throw .last(during: "TLS") }
    self.handle = handle
    try Self.configure(handle)
    let isTrusted = try clientAuthority.handle().with {
      X509_STORE_add_cert(SSL_CTX_get_cert_store(handle), $0) == 1
        && SSL_CTX_add_client_CA(handle, $0) == 1
    }
    guard isTrusted, try certificate.handle().with({ SSL_CTX_use_certificate(handle, $0) }) == 1,
      try key.handle().with({ SSL_CTX_use_PrivateKey(handle, $0) }) == 1,
      SSL_CTX_check_private_key(handle) == 1
    else { throw .last(during: "certificates") }
    SSL_CTX_set_verify(handle, SSL_VERIFY_PEER, nil)
    copenssl_give_no_tickets(handle)
  }

  deinit { SSL_CTX_free(handle) }

  private static func configure(_ handle: OpaquePointer) throws(CryptoError) {
    copenssl_refuse_the_weak(handle)
    _ = copenssl_set_mode(
      handle,
      Int(SSL_MODE_ENABLE_PARTIAL_WRITE) | Int(SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER)
        // An idle connection holds no buffers.
        | Int(SSL_MODE_RELEASE_BUFFERS))
    copenssl_cache_no_sessions(handle)
    SSL_CTX_set_timeout(handle, sessionSeconds)
    let context = Array("server".utf8)
    guard copenssl_set_minimum_version(handle, TLS1_2_VERSION) == 1,
      SSL_CTX_set_cipher_list(handle, suites12) == 1,
      copenssl_set_groups(handle, "X25519:P-256:P-384") == 1,
      SSL_CTX_set_session_id_context(handle, context, UInt32(context.count)) == 1
    else { throw .last(during: "TLS settings") }
    SSL_CTX_set_alpn_select_cb(
      handle,
      { _, chosen, length, offered, offeredLength, _ in
        TLSContext.selectProtocol(chosen, length, offered, offeredLength)
      }, nil)
  }

  /// `http/1.1` where the client offers it, a fatal alert where it offers only others (RFC 7301
  /// §3.2).
  private static func selectProtocol(
    _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ length: UnsafeMutablePointer<UInt8>?,
    _ offered: UnsafePointer<UInt8>?, _ offeredLength: UInt32
  ) -> Int32 {
    var rest = UnsafeBufferPointer(start: offered, count: Int(offeredLength))[...]
    while let size = rest.popFirst().map(Int.init), size <= rest.count {
      let name = rest.prefix(size)
      if name.elementsEqual("http/1.1".utf8) {
        chosen?.pointee = UnsafeBufferPointer(rebasing: name).baseAddress
        length?.pointee = UInt8(size)
        return SSL_TLSEXT_ERR_OK
      }
      rest = rest.dropFirst(size)
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL
  }
}
