import COpenSSL

/// The server's end of one TLS connection over a non-blocking socket, which stays the caller's.
///
/// For one thread at a time. No call blocks; what cannot go on says which event of the socket to
/// wait for.
public final class TLSSession {
  /// What a step came to.
  public enum Step: Equatable, Sendable {
    /// So many bytes were moved; 0 for a handshake that is done.
    case done(Int)
    /// To be called again with the same bytes once the socket has some to read.
    case needsInput
    /// To be called again with the same bytes once the socket takes some.
    case needsOutput
    /// The peer has ended the conversation, or it has failed.
    case ended
  }

  private let handle: OpaquePointer

  public init(_ context: TLSContext, descriptor: Int32) throws(CryptoError) {
    guard let handle = SSL_new(context.handle) else { throw .last(during: "TLS connection") }
    self.handle = handle
    guard SSL_set_fd(handle, descriptor) == 1 else { throw .last(during: "TLS connection") }
    SSL_set_accept_state(handle)
  }

  deinit { SSL_free(handle) }

  /// Agrees with the client on keys.
  public func handshake() -> Step {
    let result = SSL_do_handshake(handle)
    return result == 1 ? .done(0) : step(after: result)
  }

  /// SHA-256 of the certificate that the client has shown, which is verified once the handshake is
  /// done; nil when it has shown none.
  public var clientFingerprint: [UInt8]? {
    guard let certificate = SSL_get0_peer_certificate(handle) else { return nil }
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    return X509_digest(certificate, EVP_sha256(), &digest, nil) == 1 ? digest : nil
  }

  /// Receives some bytes; OpenSSL may hold more of them when the socket has none left.
  public func receive(into buffer: UnsafeMutableRawBufferPointer) -> Step {
    var count = 0
    let result = SSL_read_ex(handle, buffer.baseAddress, buffer.count, &count)
    return result == 1 ? .done(count) : step(after: result)
  }

  /// Sends some of the bytes, which must not be none.
  public func send(_ bytes: UnsafeRawBufferPointer) -> Step {
    var count = 0
    let result = SSL_write_ex(handle, bytes.baseAddress, bytes.count, &count)
    return result == 1 ? .done(count) : step(after: result)
  }

  /// Tells the peer that nothing more will be sent (`close_notify`).
  public func finishSending() {
    if SSL_is_init_finished(handle) == 1 { SSL_shutdown(handle) }
    ERR_clear_error()
  }

  private func step(after result: Int32) -> Step {
    switch SSL_get_error(handle, result) {
    case SSL_ERROR_WANT_READ: return .needsInput
    case SSL_ERROR_WANT_WRITE: return .needsOutput
    default:
      // What went wrong must not be taken for the failure of the thread's next connection.
      ERR_clear_error()
      return .ended
    }
  }
}
