import COpenSSL

/// Digests of whole messages.
public enum Digest {
  /// SHA-256 (FIPS 180-4): 32 bytes.
  public static func sha256(_ message: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
      COpenSSL.SHA256(message, message.count, digest.baseAddress)
      count = digest.count
    }
  }
}

/// SHA-256 (FIPS 180-4) of a message that comes in parts.
public struct SHA256: ~Copyable {
  private let context: OpaquePointer?

  public init() {
    context = EVP_MD_CTX_new()
    check(EVP_DigestInit_ex(context, EVP_sha256(), nil))
  }

  deinit { EVP_MD_CTX_free(context) }

  public mutating func update(_ part: [UInt8]) {
    check(EVP_DigestUpdate(context, part, part.count))
  }

  /// The digest of all parts: 32 bytes.
  public consuming func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
      check(EVP_DigestFinal_ex(context, digest.baseAddress, nil))
      count = Int(SHA256_DIGEST_LENGTH)
    }
  }

  private func check(_ result: Int32) {
    precondition(result == 1, "OpenSSL has no memory or no SHA-256: no input leads here")
  }
}
