import COpenSSL

/// Message authentication codes (RFC 2104). Compare them with `constantTimeEquals`.
public enum HMAC {
  /// HMAC-SHA-256: 32 bytes.
  public static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { code, count in
      let result = COpenSSL.HMAC(
        EVP_sha256(), key, Int32(key.count), message, message.count, code.baseAddress, nil)
      precondition(result != nil, "OpenSSL has no memory or no SHA-256: no input leads here")
      count = Int(SHA256_DIGEST_LENGTH)
    }
  }
}
