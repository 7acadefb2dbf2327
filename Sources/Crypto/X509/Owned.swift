import COpenSSL

/// Owns one of OpenSSL's objects for as long as somebody holds it.
final class Owned {
  private let pointer: OpaquePointer
  private let free: (OpaquePointer?) -> Void

  init(
    _ pointer: OpaquePointer?, during operation: String, _ free: @escaping (OpaquePointer?) -> Void
  ) throws(CryptoError) {
    guard let pointer else { throw .last(during: operation) }
    self.pointer = pointer
    self.free = free
  }

  /// What was to be read is no such thing when it is nil.
  init(
    _ pointer: OpaquePointer?, wanted: String, _ free: @escaping (OpaquePointer?) -> Void
  ) throws(CryptoError) {
    guard let pointer else {
      ERR_clear_error()
      throw .malformed(wanted)
    }
    self.pointer = pointer
    self.free = free
  }

  deinit { free(pointer) }

  /// The object lives until `body` has returned.
  func with<Result>(_ body: (OpaquePointer) -> Result) -> Result {
    withExtendedLifetime(self) { body(pointer) }
  }
}
